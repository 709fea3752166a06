import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexedLog } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { eventStoreContract } from './event-store.contract.ts';
import { indexedByProjection } from './indexed.ts';

eventStoreContract('SQLite, with a projection as its index', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-indexed-'));
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: IndexedLog[] = [];
  const another = async () => {
    const log = await SqliteEventStore.open(join(directory, 'events.sqlite'), { clock });
    const store = await indexedByProjection(log, directory, clock);
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    setClock: (instant) => {
      now = instant;
    },
    close: async () => {
      for (const one of opened) await one.close();
      await rm(directory, { recursive: true });
    },
  };
});
