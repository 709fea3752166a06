import { Conflict, fingerprint, START, type IndexedLog, type Log, type Restorable } from '#event-store';
import type { StoredEvent } from '#kernel';
import { eventOf } from './store-laws.ts';

/** An engine into which stores are moved, at one place that begins empty. */
export interface RestoringBench {
  /** Opens what stands there, as what restores does. */
  restorable(): Promise<Restorable>;
  /** As everybody does. */
  plain(): Promise<IndexedLog>;
  /** To read from, alone. */
  readOnly(): Promise<Log>;
  close(): Promise<void>;
}

const at = (i: number) => `2020-01-01T00:00:00.00${i}Z`;
/** Events as another engine has them: at positions of its own. */
const stored = (stream: string, revision: number, n: number): StoredEvent => {
  const { metadata, ...event } = eventOf('Said', { z: n, a: 'ä "x"', 10: -0.5 });
  const position = String(n * 1000).padStart(START.length, '0');
  return { ...event, stream, revision, position, metadata: { ...metadata, recordedAt: at(n), roles: 'r' } };
};
const source = 'evt_source';
const ids = (events: readonly StoredEvent[]) => events.map(({ id }) => id);

/** Where an engine differs, and may. */
export interface RestoringTraits {
  /** Recorded times may step back, and are kept as they are. */
  readonly recordedMayStepBack?: boolean;
}

/** What every engine promises into which a store can be moved. */
export function restoringContract(
  engine: string,
  open: () => Promise<RestoringBench>,
  { recordedMayStepBack = false }: RestoringTraits = {},
): void {
  describe(`the restoring contract, ${engine}`, () => {
    let bench: RestoringBench;
    let store: Restorable;
    let events: readonly [StoredEvent, StoredEvent, StoredEvent];
    let sealed: StoredEvent;
    beforeEach(async () => {
      bench = await open();
      store = await bench.restorable();
      events = [stored('a-b-c', 0, 1), stored('x-y-z', 0, 2), stored('a-b-c', 1, 3)];
      sealed = stored('sealed-record-1', 0, 2);
    });
    afterEach(() => bench.close());

    it('keeps ids, order, revisions, bytes and recorded times, and is then a log like any other', async () => {
      const early = { stream: 'a-b-c', expected: 'exists' as const, events: [eventOf()] };
      await expect(store.append([early])).rejects.toBeInstanceOf(Conflict);
      await store.beginRestoring(source);
      await store.restore(events.slice(0, 2), undefined);
      await store.restore([sealed], undefined);
      await store.restore(events.slice(2), events[1].id);
      await store.endRestoring();
      const plain = await bench.plain();
      expect(await plain.eventAt(await plain.positionAt(new Date(at(2))))).toBe(events[1].id);
      for (const log of [store, plain]) {
        const all = (await log.readAll()).events;
        expect(all.map(fingerprint)).toEqual(events.map(fingerprint));
        expect(JSON.stringify(all[0]?.data)).toBe('{"10":-0.5,"a":"ä \\"x\\"","z":1}');
        expect((await log.readCategory('sealed')).events.map(fingerprint)).toEqual([fingerprint(sealed)]);
        expect(ids((await log.readCategory('a')).events)).toEqual(ids([events[0], events[2]]));
        expect(await log.eventAt(await log.head())).toBe(events[2].id);
        expect((await log.newestSealed(1))[0]?.id).toBe(sealed.id);
      }
      const next = { stream: 'a-b-c', expected: { exact: 1 }, events: [eventOf()] };
      const appended = await store.append([next]);
      expect(appended.position).toBe(await store.head());
      expect((await store.readAll()).events.at(-1)).toEqual(appended.events[0]);
    });

    it('goes on from where it was, and a repeated page changes nothing', async () => {
      await store.beginRestoring(source);
      await store.restore(events.slice(0, 2), undefined);
      const again = await bench.restorable();
      await again.beginRestoring(source);
      await again.restore(events.slice(0, 2), undefined);
      await again.restore(events.slice(2), events[1].id);
      await expect(again.restore([stored('a-b-d', 0, 4)], events[1].id)).rejects.toBeInstanceOf(Conflict);
      expect(ids((await again.readAll()).events)).toEqual(ids(events));
      await expect(again.beginRestoring('evt_other')).rejects.toThrow('part of another store');
    });

    it('is opened by nobody else until it is whole', async () => {
      const opening = [() => bench.plain(), () => bench.readOnly()];
      await store.beginRestoring(source);
      for (const one of opening) await expect(one()).rejects.toThrow('go on with `pledgebook migrate`');
      await store.restore(events, undefined);
      for (const one of opening) await expect(one()).rejects.toThrow('not moved to its end');
      await store.endRestoring();
      for (const one of opening) expect((await (await one()).readAll()).events).toHaveLength(3);
    });

    it('takes nothing where something stands already, or another writes meanwhile', async () => {
      const other = await bench.plain();
      await expect(store.restore(events, undefined)).rejects.toBeInstanceOf(Conflict);
      await store.beginRestoring(source);
      await store.restore(events.slice(0, 2), undefined);
      await other.append([{ stream: 'a-b-other', expected: 'none', events: [eventOf()] }]);
      await expect(store.restore(events.slice(2), events[1].id)).rejects.toBeInstanceOf(Conflict);
      await store.endRestoring();
      await expect(store.beginRestoring(source)).rejects.toThrow('is not empty');
    });

    it('takes a page as a whole or not at all, and nothing that cannot stand there as it is', async () => {
      await store.beginRestoring(source);
      const twice = { ...stored('x-y-z', 1, 4), id: events[0].id };
      await expect(store.restore([...events, twice], undefined)).rejects.toThrow();
      await expect(store.restore([...events, sealed], undefined)).rejects.toThrow(TypeError);
      const backward = [events[0], events[2], stored('x-y-z', 0, 2)];
      const restored = store.restore(backward, undefined);
      if (recordedMayStepBack) await restored;
      else await expect(restored).rejects.toThrow('recorded before its predecessor');
      const kept = (await store.readAll()).events;
      expect(kept.map(fingerprint)).toEqual(recordedMayStepBack ? backward.map(fingerprint) : []);
    });

    it('is read and not written by who opens it to read', async () => {
      await store.append([{ stream: 'a-b-c', expected: 'none', events: [eventOf()] }]);
      const log = await bench.readOnly();
      expect((await log.readAll()).events).toHaveLength(1);
    });
  });
}
