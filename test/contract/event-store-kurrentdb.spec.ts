import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START, type IndexedLog, type Log } from '#event-store';
import { systemClock } from '#kernel';
import { logLocationIn, openLog, openLogReadOnly, openRestorable } from '#storage';
import { kurrentStore, kurrentUrl, WITHOUT_KURRENT } from '../support/kurrentdb.ts';
import { eventStoreContract, type Bench } from './event-store.contract.ts';
import { indexedByProjection } from './indexed.ts';
import { restoringContract, type RestoringBench } from './restoring.contract.ts';
import { eventOf, everything } from './store-laws.ts';

/** A store that nothing is in yet, on the server that is there. */
async function open(): Promise<Bench & { url: string }> {
  const url = kurrentStore();
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-kurrentdb-'));
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: IndexedLog[] = [];
  const another = async () => {
    const log = await openLog(logLocationIn('KURRENTDB_URL', url), { clock });
    const store = await indexedByProjection(log, directory, clock);
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    url,
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
}

async function openToRestore(): Promise<RestoringBench> {
  const location = logLocationIn('KURRENTDB_URL', kurrentStore());
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-kurrentdb-'));
  const opened: Pick<Log, 'close'>[] = [];
  const keep = <L extends Log>(log: L): L => {
    opened.push(log);
    return log;
  };
  return {
    restorable: async () => keep(await openRestorable(location)),
    plain: async () => keep(await indexedByProjection(await openLog(location, {}), directory, systemClock)),
    readOnly: async () => keep(await openLogReadOnly(location)),
    close: async () => {
      for (const one of opened) await one.close();
      await rm(directory, { recursive: true });
    },
  };
}

if (kurrentUrl === undefined) {
  console.warn(WITHOUT_KURRENT);
  it.todo('the event store contract on KurrentDB, where KURRENTDB_URL names one');
} else {
  eventStoreContract('KurrentDB', open, { sealedShareTheOrder: true });
  restoringContract('KurrentDB', openToRestore, { recordedMayStepBack: true });

  describe('KurrentDB, several processes on one store', () => {
    let bench: Bench & { url: string };
    beforeEach(async () => {
      bench = await open();
    });
    afterEach(() => bench.close());

    it('a tail sees what two others write, once and in order, while one of them is killed', async () => {
      const children = [0, 1].map(() =>
        fork(join(import.meta.dirname, '../../dist/test/contract/writer.child.js'), [bench.url]),
      );
      const acknowledged: string[] = [];
      for (const child of children) child.on('message', (id) => void acknowledged.push(id as string));
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const page of bench.store.subscribe({ after: START, signal: stop.signal })) {
        seen.push(...page.events.map(({ id }) => id));
        if (seen.length < 600) continue;
        for (const child of children)
          if (child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
        if (page.complete === (await bench.store.head())) stop.abort();
      }
      const kept = await everything(bench.store);
      expect(kept).toEqual(seen);
      const known = new Set(kept);
      expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
    }, 300_000);

    it('a category is whole at once, page by page, though the server’s index of it follows later', async () => {
      const written: string[] = [];
      for (let i = 0; i < 20; i++) {
        const events = Array.from({ length: 100 }, () => eventOf());
        await bench.store.append([{ stream: `busy-k-e${i}`, expected: 'none', events }]);
        written.push(...events.map(({ id }) => id));
        await bench.store.append([{ stream: `quiet-k-e${i}`, expected: 'none', events: [eventOf()] }]);
        for (const limit of i % 7 === 0 ? [33, 1000] : []) {
          const read: string[] = [];
          for (let after = START, end = false; !end;) {
            const page = await bench.store.readCategory('busy', { after, limit });
            read.push(...page.events.map(({ id }) => id));
            ({ complete: after, end } = page);
          }
          expect(read).toEqual(written);
        }
      }
    }, 300_000);
  });
}
