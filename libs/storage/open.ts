import type { Clock } from '#kernel';
import type { ClockWatch, Log, Restorable } from '#event-store';
import { PostgresEventStore } from '#event-store-postgres';
import { SqliteEventStore } from '#event-store-sqlite';
import { PostgresKeyStore } from '#key-store-postgres';
import type { FormerlySetAside, ViewStore } from '#projection';
import type { Outbox } from '#outbox';
import { PostgresOutbox } from '#outbox-postgres';
import { SqliteOutbox } from '#outbox-sqlite';
import { PostgresViewStore } from '#projection-postgres';
import { SqliteViewStore } from '#projection-sqlite';
import { SqliteKeyStore, type KeyStore } from '#sealing';
import type { WebhookStore } from '#webhooks';
import { holdsWebhooks, postgresWebhooks, sqliteWebhooks, sqliteWebhooksReadOnly } from '#webhooks-sql';
import { webhooksBeside, type Location, type LogLocation } from './settings.ts';

export interface LogOpening {
  /** Stamps `recordedAt` in place of the engine's own clock. */
  readonly clock?: Clock;
  /** Refuses to stamp by a clock that cannot be right; without it every clock is believed. */
  readonly watch?: ClockWatch | undefined;
  /** Whether files are looked through before they are used: seconds for a gigabyte. */
  readonly inspect?: boolean;
}

/** @throws Error it cannot be opened, by its name */
export async function openLog(
  location: LogLocation,
  { clock, watch, inspect = false }: LogOpening,
): Promise<Log> {
  const stamping = { ...(clock ? { clock } : {}), watch };
  switch (location.engine) {
    case 'sqlite':
      return SqliteEventStore.open(location.file, { inspect, ...stamping });
    case 'postgres': {
      const { engine: _, ...where } = location;
      return PostgresEventStore.open({ ...where, ...stamping });
    }
    case 'kurrentdb': {
      const { engine: _, ...where } = location;
      // Its client is native code in part: nobody else loads it.
      const { KurrentEventStore } = await import('#event-store-kurrentdb');
      return KurrentEventStore.open({ ...where, ...stamping });
    }
  }
}

/**
 * A log to be read and not changed.
 *
 * @throws Error there is none, or it cannot be opened, by its name
 */
export async function openLogReadOnly(location: LogLocation): Promise<Log> {
  if (location.engine === 'sqlite')
    return SqliteEventStore.open(location.file, { readOnly: true, inspect: true });
  return location.engine === 'postgres'
    ? PostgresEventStore.open({ url: location.url, readOnly: true })
    : openLog(location, {});
}

/** A log into which another one is moved. @throws Error it cannot be opened, by its name */
export async function openRestorable(location: LogLocation): Promise<Restorable> {
  if (location.engine === 'sqlite') return SqliteEventStore.open(location.file, { restoring: true });
  const { engine, ...where } = location;
  if (engine === 'postgres') return PostgresEventStore.open({ url: location.url, restoring: true });
  const { KurrentEventStore } = await import('#event-store-kurrentdb');
  return KurrentEventStore.open({ ...where, restoring: true });
}

/**
 * @param options.readOnly to be read and not changed
 * @throws Error it cannot be opened, by its name
 */
export async function openKeys(
  location: Location,
  options: { readonly readOnly?: boolean } = {},
): Promise<KeyStore> {
  return location.engine === 'sqlite'
    ? new SqliteKeyStore(location.file, options)
    : PostgresKeyStore.open({ url: location.url, ...options });
}

export interface ViewsOpening extends Pick<LogOpening, 'inspect'> {
  /** Is told, in a sentence, what was found amiss. */
  readonly noted: (sentence: string) => void;
  /** Records, as an event, what an older file noted of events set aside. */
  readonly handOver?: (one: FormerlySetAside) => Promise<void>;
}

/** @throws Error they cannot be opened, by their name */
export async function openViews(
  location: Location,
  { inspect = false, noted, handOver }: ViewsOpening,
): Promise<ViewStore> {
  if (location.engine !== 'sqlite') {
    const { url, listenUrl } = location;
    return PostgresViewStore.open({ url, ...(listenUrl ? { listenUrl } : {}) });
  }
  const views = await SqliteViewStore.open(location.file, { inspect, noted });
  if (handOver) await views.handOver(handOver);
  return views;
}

/**
 * @param options.readOnly to be read and not changed
 * @throws Error it cannot be opened, by its name
 */
export function openOutbox(
  location: Location,
  { inspect = false, readOnly = false }: Pick<LogOpening, 'inspect'> & { readonly readOnly?: boolean } = {},
): Promise<Outbox> {
  if (location.engine === 'sqlite') return SqliteOutbox.open(location.file, { inspect, readOnly });
  const { url, listenUrl } = location;
  return PostgresOutbox.open({ url, readOnly, ...(listenUrl ? { listenUrl } : {}) });
}

/**
 * The webhooks that stand beside an outbox; made where there are none.
 *
 * @throws Error they cannot be opened, by their name
 */
export function openWebhooks(
  outbox: Location,
  { inspect = false }: Pick<LogOpening, 'inspect'> = {},
): Promise<WebhookStore> {
  const location = webhooksBeside(outbox);
  return location.engine === 'sqlite'
    ? sqliteWebhooks(location.file, { inspect })
    : postgresWebhooks(location.url);
}

/**
 * Those that are there, to be read and not changed.
 *
 * @returns undefined: there are none
 */
export async function openWebhooksReadOnly(outbox: Location): Promise<WebhookStore | undefined> {
  const location = webhooksBeside(outbox);
  if (location.engine === 'sqlite') return sqliteWebhooksReadOnly(location.file);
  return (await holdsWebhooks(location.url)) ? postgresWebhooks(location.url) : undefined;
}
