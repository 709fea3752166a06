import { dirname, join, resolve } from 'node:path';
import {
  locationIn,
  logLocationIn,
  nameOf,
  storageIn,
  type Location,
  type LogLocation,
  type StorageSettings,
} from '#storage';

/** Where a store is that is moved: its views are built anew, and its secrets are those that are given. */
export interface Source {
  readonly events: LogLocation;
  readonly keys: Location;
  readonly outbox: Location;
  /** Where its views stand, if it is a folder: older ones note there what is in no log. */
  readonly views: string | undefined;
}
export interface Said {
  readonly from: string;
  readonly fromKeys?: string | undefined;
  readonly fromOutbox?: string | undefined;
  readonly to: string;
  readonly toKeys?: string | undefined;
  readonly toOutbox?: string | undefined;
}

/** The keys' place as it is said; else beside the events, where these are a file. */
function keysOf(option: string, events: LogLocation, said: string | undefined): string {
  if (said !== undefined) return said;
  if (events.engine === 'sqlite') return `sqlite:${join(dirname(events.file), 'keys.sqlite')}`;
  throw new Error(`${option}-keys must say where the keys are: they have a place of their own`);
}

/** Likewise that of the outbox; else beside the events, on PostgreSQL, too: there it is where nothing else is said. */
function outboxOf(events: LogLocation, { from, fromOutbox }: Said): Location {
  if (fromOutbox !== undefined) return locationIn('--from-outbox', fromOutbox);
  if (events.engine === 'sqlite')
    return { engine: 'sqlite', file: join(dirname(events.file), 'outbox.sqlite') };
  if (events.engine === 'postgres') return locationIn('--from', from);
  throw new Error('--from-outbox must say where the outbox is: it has a place of its own');
}

/** Whether both are one, by what they are called. */
export const isSamePlace = (one: Location, other: Location): boolean =>
  one.engine === 'sqlite'
    ? other.engine === 'sqlite' && resolve(one.file) === resolve(other.file)
    : nameOf(one) === nameOf(other);

export function sourceOf(said: Said): Source {
  const { from, fromKeys } = said;
  const events = logLocationIn('--from', from);
  const keys = locationIn('--from-keys', keysOf('--from', events, fromKeys));
  const views = events.engine === 'sqlite' ? join(dirname(events.file), 'views.sqlite') : undefined;
  return { events, keys, outbox: outboxOf(events, said), views };
}

/**
 * Where it goes to, with the secrets that are given there: in the environment, else in the folder of its file.
 *
 * @throws Error a place is none, or a secret is not given that its processes share
 */
export function targetOf({ to, toKeys, toOutbox }: Said, environment: NodeJS.ProcessEnv): StorageSettings {
  const events = logLocationIn('--to', to);
  const keys = keysOf('--to', events, toKeys);
  locationIn('--to-keys', keys);
  const directory =
    events.engine === 'sqlite' ? dirname(events.file) : (environment['PLEDGEBOOK_DATA'] ?? 'data');
  if (toOutbox !== undefined) locationIn('--to-outbox', toOutbox);
  return storageIn(directory, {
    ...environment,
    PLEDGEBOOK_EVENTS: to,
    PLEDGEBOOK_KEYS: keys,
    ...(toOutbox === undefined ? {} : { PLEDGEBOOK_OUTBOX: toOutbox }),
  });
}
