import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a part of the store is kept: views and keys. */
export type Location =
  | { readonly engine: 'sqlite'; readonly file: string }
  | {
      readonly engine: 'postgres';
      readonly url: string;
      /** A direct connection past a pooler, on which the database wakes whoever waits; without it they ask. */
      readonly listenUrl?: string;
    };

/** Where the events are kept. */
export type LogLocation =
  | Location
  | {
      readonly engine: 'kurrentdb';
      /** As KurrentDB's clients take it. */
      readonly url: string;
      /** What the store is called, where a cluster keeps several. */
      readonly store?: string;
    };

/** A secret that is given, and the variable or file it comes from, for people. */
export type Given = { readonly from: string } & ({ readonly text: string } | { readonly file: string });

/** Likewise, or a file that is made where it is missing. */
export type GivenOrMade = Given & { readonly isMadeHere?: true };

/** What a projector works on: plain data, which goes to another thread as it is. */
export interface ProjectorStorage {
  readonly events: LogLocation;
  readonly views: Location;
  /** What was told outside, in order, once and for all. */
  readonly outbox: Location;
  /**
   * Seals the secrets of webhooks, and nothing else; else `webhook.key` in the directory, which is made. Undefined where
   * processes share a store and none is given: no webhooks are offered.
   */
  readonly webhookKey?: GivenOrMade | undefined;
}

/** Where everything of one store is kept, and which secrets go with it. */
export interface StorageSettings extends ProjectorStorage {
  /** Where files stand that have no other place. */
  readonly directory: string;
  readonly keys: Location;
  /** Behind opaque tokens, idempotency and names of sealed records; else `secret.key` in the directory, which is made. */
  readonly secret?: Given;
  /** Signs the book's own tokens; else `signing-key.pem` in the directory, which is made. */
  readonly signingKey?: Given;
  /** Wraps the keys of what is sealed; else `master.key` in the directory, which is made. */
  readonly masterKey?: Given;
}

/** Several processes may share what is kept there, and with it the secrets: none of them makes one by itself. */
export const isShared = ({ events }: Pick<StorageSettings, 'events'>): boolean => events.engine !== 'sqlite';

/** Something of it is kept in files, or made in its folder: else nothing on this machine is written to. */
export const isInFolder = ({ events, views, outbox, keys }: StorageSettings): boolean =>
  [events, views, outbox, keys].some(({ engine }) => engine === 'sqlite');

/** Where webhooks are kept: beside the outbox in which their places are. */
export const webhooksBeside = (outbox: Location): Location =>
  outbox.engine === 'sqlite'
    ? { engine: 'sqlite', file: join(dirname(outbox.file), 'webhooks.sqlite') }
    : { engine: 'postgres', url: outbox.url };

/** What a location is called in messages: never with its password. */
export function nameOf(location: LogLocation): string {
  if (location.engine === 'sqlite') return location.file;
  return location.url.replace(/^([a-z+]+:\/\/[^:@/?]*):[^@/?]*@/, '$1@');
}

/** Which server a location is on, or which of a cluster; files are on none. */
export const serverOf = (location: LogLocation): string | undefined =>
  location.engine === 'sqlite' ? undefined : /^[a-z+]+:\/\/(?:[^@/?]*@)?([^/?]*)/.exec(location.url)?.[1];

const ADDRESSES = 'sqlite:<file> or postgres://<user>:<password>@<host>/<database>';

/**
 * A place by its URL.
 *
 * @param variable or option that says it, for people
 * @throws Error it is none
 */
export function locationIn(variable: string, said: string): Location {
  const [scheme = ''] = said.split(':', 1);
  if (scheme === 'sqlite' && said.length > 'sqlite:'.length)
    return { engine: 'sqlite', file: said.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') };
  if ((scheme === 'postgres' || scheme === 'postgresql') && URL.canParse(said))
    return { engine: 'postgres', url: said };
  if (KURRENT.test(said)) throw new Error(`${variable} takes ${ADDRESSES}: KurrentDB keeps events alone`);
  throw new Error(`${variable} takes ${ADDRESSES}`);
}

const KURRENT = /^kurrentdb(\+discover)?:/;
/** Hosts of one cluster stand side by side, which no URL of another kind has. */
const CLUSTER = /^kurrentdb(\+discover)?:\/\/([^@/?]+@)?[^@/?,]+(,[^@/?,]+)*\/?(\?[^?]*)?$/;

/** What KurrentDB's clients take after `?`: of another they would write to standard error, with the password before it. */
const OPTIONS: ReadonlySet<string> = new Set([
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'maxDiscoverAttempts',
  'nodePreference',
  'keepAliveInterval',
  'keepAliveTimeout',
]);

/** Likewise, a place for events. */
export function logLocationIn(variable: string, said: string): LogLocation {
  if (!KURRENT.test(said)) return locationIn(variable, said);
  if (!CLUSTER.test(said))
    throw new Error(`${variable} takes kurrentdb://<user>:<password>@<host>,<host>?tls=true&store=<name>`);
  const [address = '', query] = said.split('?');
  const options = new URLSearchParams(query);
  const store = options.get('store');
  options.delete('store');
  const unknown = [...options.keys()].find((name) => !OPTIONS.has(name));
  if (unknown !== undefined)
    throw new Error(`${variable} says ${unknown}, which is no option of KurrentDB's clients`);
  const url = options.size === 0 ? address : `${address}?${options}`;
  return { engine: 'kurrentdb', url, ...(store === null ? {} : { store }) };
}

function given(name: string, environment: Environment): Given | undefined {
  const [text, file] = [environment[name], environment[`${name}_FILE`]];
  if (text !== undefined && file !== undefined)
    throw new Error(`${name} and ${name}_FILE are both set: say one of them`);
  if (text !== undefined) return { from: name, text };
  return file === undefined ? undefined : { from: `${file} (${name}_FILE)`, file };
}

/**
 * What is given, wherever it stands: an address has a password in it, too.
 *
 * @throws Error the file cannot be read, by its name
 */
function textOf(one: Given | undefined): string | undefined {
  if (!one || 'text' in one) return one?.text;
  try {
    return readFileSync(one.file, 'utf8').trim();
  } catch (cause) {
    throw new Error(`${one.from} names a file that cannot be read`, { cause });
  }
}

interface Part<L extends LogLocation> {
  readonly variable: string;
  /** In the folder, where nothing else is said. */
  readonly file: string;
  readonly read: (variable: string, said: string) => L;
}
function partAt<L extends LogLocation>(
  directory: string,
  environment: Environment,
  { variable, file, read }: Part<L>,
): L | Location {
  const [said, listenUrl] = [variable, `${variable}_LISTEN`].map((one) => textOf(given(one, environment)));
  if (said === undefined) return { engine: 'sqlite', file: join(directory, file) };
  const location = read(variable, said);
  if (location.engine === 'kurrentdb' && listenUrl !== undefined)
    throw new Error(`${variable}_LISTEN is of PostgreSQL, and ${variable} names KurrentDB`);
  return location.engine === 'postgres' && listenUrl !== undefined ? { ...location, listenUrl } : location;
}

const EVENTS = { variable: 'PLEDGEBOOK_EVENTS', file: 'events.sqlite', read: logLocationIn };
const VIEWS = { variable: 'PLEDGEBOOK_VIEWS', file: 'views.sqlite', read: locationIn };
const OUTBOX = { variable: 'PLEDGEBOOK_OUTBOX', file: 'outbox.sqlite', read: locationIn };
const KEYS = { variable: 'PLEDGEBOOK_KEYS', file: 'keys.sqlite', read: locationIn };

/**
 * Where a projector finds what it works on: it is given neither keys nor secrets.
 *
 * @throws Error a variable does not say what it should
 */
export function projectorStorageIn(directory: string, environment: Environment = {}): ProjectorStorage {
  const events = partAt(directory, environment, EVENTS);
  const views = partAt(directory, environment, VIEWS);
  // One outbox for all that share a log, wherever each of them has its views.
  const shared = [views, events].find((one): one is Location => one.engine === 'postgres');
  const isSaid = given(OUTBOX.variable, environment) !== undefined;
  const outbox = (!isSaid && shared) || partAt(directory, environment, OUTBOX);
  return { events, views, outbox, ...webhookKeyIn(directory, environment, isShared({ events })) };
}

function webhookKeyIn(
  directory: string,
  environment: Environment,
  isShared: boolean,
): Pick<ProjectorStorage, 'webhookKey'> {
  const file = join(directory, 'webhook.key');
  const webhookKey = given('PLEDGEBOOK_WEBHOOK_KEY', environment);
  if (webhookKey) return { webhookKey };
  return isShared ? {} : { webhookKey: { from: file, file, isMadeHere: true } };
}

/**
 * Where a store is kept: in a folder, unless the environment names other places.
 *
 * @throws Error a variable does not say what it should, or a secret that replicas share is not given
 */
export function storageIn(directory: string, environment: Environment = {}): StorageSettings {
  const secret = given('PLEDGEBOOK_SECRET', environment);
  const signingKey = given('PLEDGEBOOK_SIGNING_KEY', environment);
  const masterKey = given('PLEDGEBOOK_MASTER_KEY', environment);
  const settings: StorageSettings = {
    directory,
    ...projectorStorageIn(directory, environment),
    keys: partAt(directory, environment, KEYS),
    ...(secret ? { secret } : {}),
    ...(signingKey ? { signingKey } : {}),
    ...(masterKey ? { masterKey } : {}),
  };
  if (isShared(settings)) refuseOwn(settings, environment);
  return settings;
}

/** @throws Error something would be made here that other processes on the same store do not have */
function refuseOwn(settings: StorageSettings, environment: Environment): void {
  const missing = [
    ...(given('PLEDGEBOOK_KEYS', environment) ? [] : ['PLEDGEBOOK_KEYS']),
    ...(isShared({ events: settings.outbox }) || given('PLEDGEBOOK_OUTBOX', environment)
      ? []
      : ['PLEDGEBOOK_OUTBOX']),
    ...(settings.secret ? [] : ['PLEDGEBOOK_SECRET or PLEDGEBOOK_SECRET_FILE']),
    ...(settings.signingKey ? [] : ['PLEDGEBOOK_SIGNING_KEY or PLEDGEBOOK_SIGNING_KEY_FILE']),
    ...(settings.masterKey ? [] : ['PLEDGEBOOK_MASTER_KEY or PLEDGEBOOK_MASTER_KEY_FILE']),
  ];
  if (missing.length > 0)
    throw new Error(
      `the events are kept where several processes share them, and so are their outbox and their secrets: ${missing.join('; ')} must be set`,
    );
}
