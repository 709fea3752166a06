import { existsSync } from 'node:fs';
import type { Finding, Log } from '#event-store';
import { openLogReadOnly, webhooksBeside, type StorageSettings } from '#storage';
import type { Heard } from '../migrate/orders.ts';
import { damagesOfKeys } from './keys.ts';
import { damagesOfLog } from './log.ts';
import { damagesOfTold } from './outbox.ts';
import { damagesOfViews } from './views.ts';
import { damagesOfWebhooks } from './webhooks.ts';

/** What is looked through, one after the other. */
export type Part = 'events' | 'keys' | 'views' | 'outbox' | 'webhooks';
export type Hearing = (part: Part) => Heard;

/**
 * Looks a store through, and changes nothing in it: each event by its fingerprint and in its order, keys and secrets
 * against what is sealed, views and the state of the outbox against what the events come to. Nobody may write to it
 * meanwhile.
 */
export async function* check(storage: StorageSettings, hearing: Hearing): AsyncGenerator<Finding> {
  let isSound = true;
  const log = await openSound(storage);
  try {
    for await (const found of damagesOfLog(storage.events, log, hearing('events'))) {
      isSound = false;
      yield found;
    }
    // Of what else is kept the events tell whether it is right: where they are damaged, that is to be mended first.
    const sound = isSound ? log : undefined;
    hearing('keys');
    yield* damagesOfKeys({ storage, log: sound });
    if (sound) yield* damagesBeside(storage, { log: sound, hearing });
    hearing('webhooks');
    yield* damagesOfWebhooks(storage);
  } finally {
    await log?.close();
  }
}

async function openSound({ events }: StorageSettings): Promise<Log | undefined> {
  try {
    return await openLogReadOnly(events);
  } catch (error) {
    // Of a file, whatever is wrong with it is found where it is looked through.
    if (events.engine === 'sqlite') return undefined;
    throw error;
  }
}

async function* damagesBeside(
  storage: StorageSettings,
  { log, hearing }: { readonly log: Log; readonly hearing: Hearing },
): AsyncGenerator<Finding> {
  // They are made together, by whoever first opens the store to look at it. Views that are not there are built by the next.
  const places = [storage.outbox, webhooksBeside(storage.outbox)];
  const files = places.flatMap((place) => (place.engine === 'sqlite' ? [place.file] : []));
  if (files.length > 0 && !files.some((file) => existsSync(file))) return;
  for (const file of files) if (!existsSync(file)) yield { in: file, at: '', what: 'is missing' };
  const isThere = (place: StorageSettings['views']) => place.engine !== 'sqlite' || existsSync(place.file);
  if (isThere(storage.views))
    yield* damagesOfViews({ log, location: storage.views, heard: hearing('views') });
  hearing('outbox');
  if (isThere(storage.outbox)) yield* damagesOfTold({ log, location: storage.outbox });
}
