import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { Checkpoints, eventIndex, ProjectedIndex, ProjectionRunner } from '#projection';
import { SqliteViewStore } from '#projection-sqlite';
import { eventStoreContract } from './event-store.contract.ts';

/** What the contract appends. */
const projection = eventIndex(['Said', 'Other', 'Wanted', 'Large', 'Seldom']);

interface Opened {
  readonly store: Log;
  close(): Promise<void>;
}

/** A log whose own index is not asked: where events stand is told by a projection alone. */
async function indexed(directory: string, clock: { now(): Date }): Promise<Opened> {
  const log = await SqliteEventStore.open(join(directory, 'events.sqlite'), { clock });
  const views = await SqliteViewStore.open(join(directory, 'views.sqlite'));
  const runner = new ProjectionRunner(log, views, [projection]);
  const checkpoints = new Checkpoints(views, [projection]);
  runner.start();
  const index = new ProjectedIndex({ log, views, checkpoints, projection });
  const store: Log = Object.assign(Object.create(log) as SqliteEventStore, {
    readEvent: (id: string) => index.readEvent(id),
    positionAt: (moment: Date) => index.positionAt(moment),
  });
  const close = async () => {
    checkpoints.close();
    await runner.close();
    await views.close();
    await log.close();
  };
  return { store: Object.assign(store, { close }), close };
}

eventStoreContract('SQLite, with a projection as its index', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-indexed-'));
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: Opened[] = [];
  const another = async () => {
    const one = await indexed(directory, clock);
    opened.push(one);
    return one.store;
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
