/* oxlint-disable max-lines -- one suite, read from top to bottom: what every view store promises */
import { defineProjection } from '#kernel';
import { positionOf, START, Unavailable } from '#event-store';
import {
  columnReader,
  Overtaken,
  UnknownColumn,
  type Batch,
  type Cursor,
  type Generation,
  type Query,
  type Views,
  type ViewStore,
  type Where,
} from '#projection';

/** A view store under test, and what a test may do to it. */
export interface ViewBench {
  readonly store: ViewStore;
  /** Another connection to the same store. */
  another(): Promise<ViewStore>;
  /** Closes it and opens it again. */
  restart(): Promise<ViewStore>;
  close(): Promise<void>;
}

interface Thing {
  readonly partnership?: string;
  readonly title?: string;
  readonly amount?: string;
  readonly count?: number;
  readonly tags?: readonly string[];
}
type Things = Readonly<Record<string, Thing | undefined>>;

/** A view of things. What it is folded from does not matter here. */
export const view = (name = 'things', version = 1) =>
  defineProjection<Thing, Thing>({
    name,
    version,
    keys: () => [],
    on: {},
    columns: {
      partnership: { kind: 'text', of: ({ partnership }) => partnership ?? null },
      title: { kind: 'text', of: ({ title }) => title ?? null },
      amount: { kind: 'decimal', of: ({ amount }) => amount ?? null },
      count: { kind: 'integer', of: ({ count }) => count ?? null },
      tags: { kind: 'terms', of: ({ tags }) => tags ?? [] },
      ...(version > 1 ? { later: { kind: 'text' as const, of: ({ title }: Thing) => title ?? null } } : {}),
    },
    at: (doc) => doc,
  });
const things = view();
type View = typeof things;

const positions = (at: number): string => (at === 0 ? START : positionOf(at));
/** A batch that brings a generation from one position to another. */
export function batchOf(of: View, generation: Generation, [from, to]: [number, number], docs: Things): Batch {
  const valuesOf = columnReader(of.columns);
  const changes = Object.entries(docs).map(([key, doc]) =>
    doc ? { key, text: JSON.stringify(doc), values: valuesOf(doc) } : { key, values: [] },
  );
  const at = { from: positions(from), to: positions(to), event: `evt_${to}` };
  return { generation, ...at, changes, skipped: [] };
}

/** Has a view served, with these documents, at position 1. */
export async function serve(store: ViewStore, of: View, docs: Things): Promise<Generation> {
  const generation = await store.begin(of);
  expect(await store.write([batchOf(of, generation, [0, 1], docs)])).toEqual(new Map());
  await store.index(generation);
  expect(await store.activate(generation)).toBe(true);
  return generation;
}

async function keysOf(views: Views, where?: Where, of: View = things): Promise<string> {
  const keys: string[] = [];
  for await (const { key } of views.each(of, where)) keys.push(key);
  return keys.sort().join(' ');
}

/** All pages of a list, each going on where the one before ended. */
async function paged(views: Views, query: Omit<Query, 'after'>): Promise<string> {
  const keys: string[] = [];
  let after: Cursor | undefined;
  do {
    const { docs, next } = await views.list(things, { ...query, ...(after ? { after } : {}) });
    expect(docs.length).toBeLessThanOrEqual(query.limit);
    keys.push(...docs.map(({ key }) => key));
    after = next;
  } while (after);
  return keys.join(' ');
}

/** Floating point cannot tell these two apart. */
const [LARGE, LARGER] = ['12345678901234567891', '12345678901234567892'] as const;
const GIVEN: Things = {
  a: { partnership: 'ptn_1', title: 'zebra', amount: '9', count: 2, tags: ['place=SE', 'sdg=1.1'] },
  b: { partnership: 'ptn_1', title: 'ähre', amount: '10.50', count: 10, tags: ['place=NO'] },
  c: { partnership: 'ptn_1', title: 'Ähre', amount: LARGER, count: -1 },
  d: { partnership: 'ptn_2', title: '😀', amount: LARGE, tags: ['sdg=1.2', 'sdg=1.10'] },
  e: { partnership: 'ptn_2', title: '\uFB01n', amount: '-3' },
  f: { partnership: 'ptn_2', title: 'zebra', count: 2, tags: ['place=SE'] },
  g: { title: '', amount: '10.5', count: Number.MAX_SAFE_INTEGER },
  h: {},
};

/** What every view store promises. Adding an engine is one call of this. */
export function viewStoreContract(engine: string, open: () => Promise<ViewBench>): void {
  describe(`the view store contract, ${engine}`, () => {
    let bench: ViewBench;
    let store: ViewStore;
    beforeEach(async () => {
      bench = await open();
      store = bench.store;
    });
    afterEach(() => bench.close());

    /** What is left of generations that are out of use. */
    const isOutOfUse = async (generation: Generation) => {
      const written = await store.write([batchOf(things, generation, [1, 2], { late: {} })]);
      expect(written.get(generation.number)).toBeInstanceOf(Overtaken);
      await expect(store.load(generation, ['a'])).rejects.toBeInstanceOf(Overtaken);
      await expect(store.index(generation)).rejects.toBeInstanceOf(Overtaken);
      await expect(store.activate(generation)).rejects.toBeInstanceOf(Overtaken);
    };

    describe('generations', () => {
      it('a view that was never built is not served', async () => {
        await expect(store.get(things, 'a')).rejects.toThrow(Unavailable);
        await expect(store.list(things, { limit: 1 })).rejects.toThrow(Unavailable);
        await expect(store.countBy(things, 'title')).rejects.toThrow(Unavailable);
        await expect(keysOf(store)).rejects.toThrow(Unavailable);
        expect(await store.active('things')).toBeUndefined();
        expect(await store.building('things')).toBeUndefined();
        const begun = await store.begin(things);
        await expect(store.get(things, 'a')).rejects.toThrow(Unavailable);
        expect((await store.checkpoints()).size).toBe(0);
        expect(begun).toEqual({
          number: expect.any(Number),
          projection: 'things',
          version: 1,
          kinds: { partnership: 'text', title: 'text', amount: 'decimal', count: 'integer', tags: 'terms' },
          position: START,
          event: '',
          skipped: [],
        });
        expect(await store.building('things')).toEqual(begun);
      });

      it('one is served once it is activated, with its checkpoint', async () => {
        const generation = await serve(store, things, GIVEN);
        expect(await store.get(things, 'a')).toEqual(GIVEN['a']);
        expect(await store.get(things, 'missing')).toBeUndefined();
        const at = { version: 1, position: positionOf(1), event: 'evt_1', skipped: [] };
        expect(await store.checkpoints()).toEqual(new Map([['things', at]]));
        expect(await store.active('things')).toEqual({
          ...generation,
          position: positionOf(1),
          event: 'evt_1',
        });
        expect(await store.building('things')).toBeUndefined();
      });

      it('another that is begun takes the place of one that was being built', async () => {
        const first = await store.begin(things);
        const second = await store.begin(things);
        expect(await store.building('things')).toEqual(second);
        await isOutOfUse(first);
        const missed = await store.write([batchOf(things, first, [0, 1], { a: {} })]);
        expect(missed.get(first.number)).toBeInstanceOf(Overtaken);
      });

      it('old documents are served while a new version is built, and one row switches', async () => {
        const old = await serve(store, things, { a: { title: 'old' } });
        const second = view('things', 2);
        const next = await store.begin(second);
        await store.write([batchOf(second, next, [0, 1], { a: { title: 'new' } })]);
        expect(await store.get(second, 'a')).toEqual({ title: 'old' });
        await store.write([batchOf(things, old, [1, 2], { a: { title: 'older' } })]);
        expect(await store.get(second, 'a')).toEqual({ title: 'older' });
        expect((await store.checkpoints()).get('things')).toMatchObject({
          version: 1,
          position: positionOf(2),
        });
        expect(await store.building('things')).toMatchObject({ version: 2, position: positionOf(1) });
        // What is asked of the coming version's columns has to wait; what no version has is unknown.
        await expect(store.countBy(second, 'later')).rejects.toThrow(Unavailable);
        await expect(store.countBy(second, 'never')).rejects.toThrow(UnknownColumn);
        await store.index(next);
        expect(await store.activate(next)).toBe(false);
        await store.write([batchOf(second, next, [1, 2], {})]);
        expect(await store.activate(next)).toBe(true);
        expect(await store.get(second, 'a')).toEqual({ title: 'new' });
        expect(await store.countBy(second, 'later')).toEqual(new Map([['new', 1]]));
        await isOutOfUse(old);
      });

      it('of two that begin at once one is built', async () => {
        const others = [store, await bench.another(), await bench.another()];
        const begun = await Promise.all(others.map((one) => one.begin(things)));
        const building = await store.building('things');
        for (const generation of begun) {
          const left = await store.write([batchOf(things, generation, [0, 1], {})]);
          expect(left.has(generation.number)).toBe(generation.number !== building?.number);
        }
      });

      it('none takes over that is behind, though the one served is written at that moment', async () => {
        const other = await bench.another();
        for (let i = 1; i <= 15; i++) {
          const name = `things${i}`;
          const old = await serve(store, view(name), {});
          const next = await store.begin(view(name, 2));
          await store.write([batchOf(view(name, 2), next, [0, 1], {})]);
          const [activated, left] = await Promise.all([
            store.activate(next),
            other.write([batchOf(view(name), old, [1, 2], { a: {} })]),
          ]);
          expect(left.has(old.number)).toBe(activated);
          expect((await store.checkpoints()).get(name)?.position).toBe(positionOf(activated ? 1 : 2));
        }
      });

      it('given up, nothing is served and nothing more is written', async () => {
        const served = await serve(store, things, { a: {} });
        const next = await store.begin(view('things', 2));
        const kept = await serve(store, view('others'), { a: {} });
        await store.giveUp('things');
        await expect(store.get(things, 'a')).rejects.toThrow(Unavailable);
        expect(await store.active('things')).toBeUndefined();
        expect(await store.building('things')).toBeUndefined();
        await isOutOfUse(served);
        await isOutOfUse(next);
        expect([...(await store.checkpoints()).keys()]).toEqual(['others']);
        expect(await store.active('others')).toMatchObject({ number: kept.number });
        await serve(store, things, { b: {} });
        expect(await keysOf(store)).toBe('b');
      });

      it('everything is there after a restart, and to another connection', async () => {
        await serve(store, things, GIVEN);
        const begun = await store.begin(view('things', 2));
        await store.write([batchOf(view('things', 2), begun, [0, 7], { z: {} })]);
        const before = await store.checkpoints();
        for (const other of [await bench.another(), await bench.restart()]) {
          expect(await keysOf(other)).toBe('a b c d e f g h');
          expect(await other.checkpoints()).toEqual(before);
          expect(await other.building('things')).toMatchObject({ version: 2, position: positionOf(7) });
          expect(await other.load(begun, ['z'])).toEqual(new Map([['z', '{}']]));
        }
      });

      it('names may be long, and have capitals and signs', async () => {
        const long = `Things-${'of-all-kinds_'.repeat(4)}`;
        for (const name of [`${long}1`, `${long}2`]) await serve(store, view(name), { a: { title: name } });
        for (const name of [`${long}1`, `${long}2`])
          expect(await store.countBy(view(name), 'title')).toEqual(new Map([[name, 1]]));
      });
    });

    describe('writing', () => {
      it('keeps texts and keys to the byte, replaces and removes', async () => {
        const generation = await serve(store, things, {});
        const odd = { title: 'a\0b\uD800 "\'\\ {},NULL', tags: ['', 'NULL', '{"x"}', 'é', 'e\u0301', 'é'] };
        const docs: Things = {
          'a "b\' \\': odd,
          __proto__x: {},
          NULL: {},
          '': {},
          'ключ-😀': { title: 'x'.repeat(1_000_000) },
        };
        await store.write([batchOf(things, generation, [1, 2], { ...docs, gone: {} })]);
        await store.write([
          batchOf(things, generation, [2, 3], { gone: undefined, NULL: { title: 'again' } }),
        ]);
        const wanted = { ...docs, NULL: { title: 'again' } };
        const loaded = await store.load(generation, [...Object.keys(docs), 'gone', 'never']);
        const texts = Object.entries(wanted).map(([key, doc]) => [key, JSON.stringify(doc)]);
        expect([...loaded].sort()).toEqual(texts.sort());
        for (const [key, doc] of Object.entries(wanted)) expect(await store.get(things, key)).toEqual(doc);
        expect(await keysOf(store, { column: 'tags', op: 'has', value: 'NULL' })).toBe('a "b\' \\');
        // A column holds what every store can: no NUL, no half of a pair.
        const held = { column: 'title', op: 'eq', value: 'a\uFFFDb\uFFFD "\'\\ {},NULL' } as const;
        expect(await keysOf(store, held)).toBe('a "b\' \\');
      });

      it('a removed or replaced document is found by its former columns no more', async () => {
        const generation = await serve(store, things, { a: GIVEN['a'], f: GIVEN['f'] });
        await store.write([batchOf(things, generation, [1, 2], { a: undefined, f: { tags: ['place=NO'] } })]);
        expect(await keysOf(store, { column: 'tags', op: 'has', value: 'place=SE' })).toBe('');
        expect(await keysOf(store, { column: 'title', op: 'eq', value: 'zebra' })).toBe('');
        expect(await keysOf(store, { column: 'tags', op: 'has', value: 'place=NO' })).toBe('f');
      });

      it('thousands of documents in one batch, loaded again in one call', async () => {
        const many = Object.fromEntries(
          Array.from({ length: 10_000 }, (_, i) => [`k${i}`, { count: i, tags: [`t${i % 7}`, 'all'] }]),
        );
        const generation = await serve(store, things, many);
        const loaded = await store.load(generation, [...Object.keys(many), 'never']);
        expect(loaded.size).toBe(10_000);
        expect(loaded.get('k9999')).toBe(JSON.stringify(many['k9999']));
        expect(
          (await store.countBy(things, 'partnership', { column: 'tags', op: 'has', value: 't3' })).get(null),
        ).toBe(1429);
      });

      it('only where the checkpoint is where the batch begins; the others are written', async () => {
        const [one, two, three] = [view('one'), view('two'), view('three')];
        const generations = [
          await serve(store, one, {}),
          await serve(store, two, {}),
          await serve(store, three, {}),
        ] as const;
        const left = await store.write([
          batchOf(one, generations[0], [1, 2], { a: {} }),
          batchOf(two, generations[1], [0, 2], { a: {} }),
          batchOf(three, generations[2], [1, 2], { a: {} }),
        ]);
        expect([...left.keys()]).toEqual([generations[1].number]);
        expect(left.get(generations[1].number)).toBeInstanceOf(Overtaken);
        expect(await Promise.all([one, two, three].map((of) => keysOf(store, undefined, of)))).toEqual([
          'a',
          '',
          'a',
        ]);
        expect((await store.checkpoints()).get('two')).toMatchObject({
          position: positionOf(1),
          event: 'evt_1',
        });
      });

      it.each([0, 1, 2])(
        'one that cannot be written (number %i) leaves the others written',
        async (guilty) => {
          const views = [view('one'), view('two'), view('three')];
          const generations = await Promise.all(views.map((of) => serve(store, of, { old: {} })));
          const batches = views.map((of, i) =>
            batchOf(of, generations[i] as Generation, [1, 2], { a: {}, old: undefined }),
          );
          const broken = { key: null as unknown as string, text: '{}', values: [null, null, null, null, []] };
          const { changes, ...rest } = batches[guilty] as Batch;
          batches[guilty] = { ...rest, changes: [...changes, broken] };
          const left = await store.write(batches);
          expect([...left.keys()]).toEqual([generations[guilty]?.number]);
          expect(left.get(generations[guilty]?.number ?? 0)).toBeInstanceOf(Error);
          expect(left.get(generations[guilty]?.number ?? 0)).not.toBeInstanceOf(Overtaken);
          for (const [i, of] of views.entries()) {
            expect(await keysOf(store, undefined, of)).toBe(i === guilty ? 'old' : 'a');
            const position = positionOf(i === guilty ? 1 : 2);
            expect((await store.checkpoints()).get(of.name)).toMatchObject({ position });
          }
        },
      );

      it('of writers with the same checkpoint one wins, whatever they write together', async () => {
        const views = [view('one'), view('two'), view('three')];
        const generations = await Promise.all(views.map((of) => serve(store, of, {})));
        const writers = [store, await bench.another(), await bench.another()];
        for (let at = 1; at <= 15; at++) {
          const written = await Promise.all(
            writers.map((writer, w) => {
              const batches = views.map((of, i) =>
                batchOf(of, generations[i] as Generation, [at, at + 1], { [`${at}`]: { title: `${w}` } }),
              );
              // Each in an order of its own: nobody waits for another in a circle.
              return writer.write([...batches.slice(w), ...batches.slice(0, w)]);
            }),
          );
          for (const [i, of] of views.entries()) {
            const won = written.findIndex((left) => !left.has(generations[i]?.number ?? 0));
            const losers = written.flatMap((left) => left.get(generations[i]?.number ?? 0) ?? []);
            expect(losers).toEqual([expect.any(Overtaken), expect.any(Overtaken)]);
            expect(await store.get(of, `${at}`)).toEqual({ title: `${won}` });
          }
        }
      });

      it('a reader never sees one view ahead of another that is written with it', async () => {
        const views = [view('one'), view('two'), view('three')];
        const generations = await Promise.all(views.map((of) => serve(store, of, { a: { count: 1 } })));
        const other = await bench.another();
        const over = new AbortController();
        const writing = (async () => {
          for (let at = 1; !over.signal.aborted; at++)
            await other.write(
              views.map((of, i) =>
                batchOf(of, generations[i] as Generation, [at, at + 1], { a: { count: at + 1 } }),
              ),
            );
        })();
        const seen = new Set<unknown>();
        try {
          while (seen.size < 10) {
            const checkpoints = [...(await store.checkpoints()).values()].map(({ position }) => position);
            expect(new Set(checkpoints).size).toBe(1);
            const counts = await store.atOneMoment(async (moment) => {
              const found: unknown[] = [];
              for (const of of views) found.push((await moment.get(of, 'a'))?.count);
              found.push(Number((await moment.checkpoints()).get('two')?.position));
              return found;
            });
            expect(new Set(counts).size).toBe(1);
            seen.add(counts[0]);
          }
        } finally {
          over.abort();
          await writing;
        }
      });

      it('tells what was set aside, and where a view stopped, until it may try again', async () => {
        const generation = await serve(store, things, {});
        const failed = { eventId: 'evt_9', message: 'cannot be folded' };
        const stopped = { ...batchOf(things, generation, [1, 1], {}), skipped: ['evt_5', 'evt_6'], failed };
        expect(await store.write([stopped])).toEqual(new Map());
        const told = { skipped: ['evt_5', 'evt_6'], failed, position: positionOf(1) };
        expect((await store.checkpoints()).get('things')).toMatchObject(told);
        expect(await store.active('things')).toMatchObject(told);
        await store.clearFailure('things');
        expect(await store.active('things')).not.toHaveProperty('failed');
        expect((await store.checkpoints()).get('things')).not.toHaveProperty('failed');
        // Of a new version, too, while the old documents are served.
        const next = await store.begin(view('things', 2));
        await store.write([{ ...batchOf(view('things', 2), next, [0, 1], {}), failed }]);
        expect((await store.checkpoints()).get('things')).toEqual({
          version: 1,
          position: positionOf(1),
          event: 'evt_1',
          skipped: ['evt_5', 'evt_6'],
          failed,
        });
      });

      it('a list by language goes on within a value that many documents have', async () => {
        const titles = ['åre', 'ara', 'Ära', 'zoo'];
        const entries = Array.from(
          { length: 100 },
          (_, i) => [`k${String(i).padStart(3, '0')}`, { title: titles[i % 4] ?? '' }] as const,
        );
        const rare = [
          ['k900', { title: 'b' }],
          ['k901', { title: 'aa' }],
          ['k902', { title: 'Ö' }],
        ] as const;
        await serve(store, things, Object.fromEntries([...entries, ...rare]));
        const ofTitle = (title: string) =>
          [...entries, ...rare].filter(([, doc]) => doc.title === title).map(([key]) => key);
        const wanted = ['aa', 'ara', 'b', 'zoo', 'åre', 'Ära', 'Ö'].map(ofTitle);
        for (const limit of [1, 3, 24, 25, 26, 1000]) {
          const sort = { column: 'title', language: 'sv' };
          expect(await paged(store, { sort, limit })).toBe(wanted.flat().join(' '));
          const down = wanted.toReversed().flatMap((keys) => keys.toReversed());
          expect(await paged(store, { sort: { ...sort, descending: true }, limit })).toBe(down.join(' '));
        }
      });

      it('texts of several columns do not run into each other', async () => {
        const docs = {
          a: { partnership: 'x 1', title: '2 y' },
          b: { partnership: 'x', title: ' 12 y' },
          c: { partnership: '', title: '😀' },
        };
        await serve(store, things, docs);
        const columns = ['partnership', 'title'];
        const values = [
          ['x', '1 2 y'],
          ['x 1 2', ' y'],
          ['x 1', '2 y'],
          ['😀', ''],
        ];
        expect(await keysOf(store, { columns, op: 'not-among', values })).toBe('b c');
        expect(await keysOf(store, { columns, op: 'among', values })).toBe('a');
        expect(await keysOf(store, { columns, op: 'not-among', values: [['', '😀']] })).toBe('a b');
      });

      it('a text of any length can be sorted and found by: its beginning counts', async () => {
        const generation = await serve(store, things, GIVEN);
        // Nothing that could be compressed.
        const long = Array.from({ length: 20_000 }, (_, i) =>
          String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
        ).join('');
        const docs = { long: { title: long, tags: [long] }, longer: { title: `\uFB02${long}` } };
        expect(await store.write([batchOf(things, generation, [1, 2], docs)])).toEqual(new Map());
        expect(await store.get(things, 'long')).toEqual(docs.long);
        expect(await keysOf(store, { column: 'title', op: 'eq', value: long })).toBe('long');
        expect(await keysOf(store, { column: 'tags', op: 'has', value: long })).toBe('long');
        expect(await paged(store, { sort: { column: 'title', descending: true }, limit: 1 })).toBe(
          'd longer e long b c f a g h',
        );
      });
    });

    describe('one moment', () => {
      const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, { count: 1 }]));

      it('each() is of one, while others write', async () => {
        const generation = await serve(store, things, many);
        const other = await bench.another();
        let seen = 0;
        for await (const { doc } of store.each(things)) {
          expect(doc.count).toBe(1);
          if (seen++ % 1_000 !== 0) continue;
          const at = 1 + (seen - 1) / 1_000;
          const changed = Object.fromEntries(Object.keys(many).map((key) => [key, { count: 2 }]));
          const docs = { ...changed, [`new${at}`]: { count: 2 }, k2999: undefined };
          const writer = at === 2 ? store : other;
          expect(await writer.write([batchOf(things, generation, [at, at + 1], docs)])).toEqual(new Map());
        }
        expect(seen).toBe(3_000);
        expect(await store.countBy(things, 'count')).toEqual(new Map([[2, 3_002]]));
      });

      it('all that is asked at one moment is of it: over several views, though new versions take over', async () => {
        const [one, two] = [view('one'), view('two')];
        await serve(store, one, { a: { title: 'old' } });
        const before = await serve(store, two, { a: { title: 'old' }, b: {} });
        const other = await bench.another();
        await store.atOneMoment(async (moment) => {
          expect(await moment.get(one, 'a')).toEqual({ title: 'old' });
          await other.write([batchOf(two, before, [1, 2], { a: { title: 'newer' } })]);
          const next = await other.begin(view('two', 2));
          await other.write([batchOf(view('two', 2), next, [0, 9], { a: { title: 'newest' } })]);
          await other.index(next);
          expect(await other.activate(next)).toBe(true);
          await bench.another();
          expect(await moment.get(two, 'a')).toEqual({ title: 'old' });
          expect(await keysOf(moment, undefined, two)).toBe('a b');
          expect((await moment.list(two, { limit: 9 })).docs).toHaveLength(2);
          expect([...(await moment.countBy(two, 'title')).keys()]).toEqual([null, 'old']);
          expect((await moment.checkpoints()).get('two')).toMatchObject({
            version: 1,
            position: positionOf(1),
          });
          // Begun meanwhile, another one is of what is there now.
          expect(await store.atOneMoment((now) => now.get(two, 'a'))).toEqual({ title: 'newest' });
        });
        expect(await store.get(two, 'a')).toEqual({ title: 'newest' });
      });

      it('queries within one may be asked side by side, and what is left or fails harms no other', async () => {
        await serve(store, things, many);
        const asked = await store.atOneMoment((moment) =>
          Promise.all([
            moment.get(things, 'k1'),
            keysOf(moment),
            moment.countBy(things, 'count'),
            expect(moment.countBy(things, 'never')).rejects.toBeInstanceOf(UnknownColumn),
            moment.list(things, { limit: 2 }),
          ]),
        );
        expect(asked[1].split(' ')).toHaveLength(3_000);
        for (let i = 0; i < 30; i++) {
          await expect(store.atOneMoment(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
          // oxlint-disable-next-line no-unreachable-loop -- left after the first
          for await (const { key } of store.each(things)) {
            expect(key).toMatch(/^k/);
            break;
          }
        }
        expect(await store.get(things, 'k1')).toEqual({ count: 1 });
      });

      it('many may ask at once', async () => {
        await serve(store, things, many);
        const asking = Array.from({ length: 60 }, () =>
          store.atOneMoment(async (moment) => {
            const [one] = (await moment.list(things, { limit: 1 })).docs;
            // Outside of it, too, as whoever writes must be able to meanwhile.
            expect(await store.get(things, 'k2')).toEqual({ count: 1 });
            return one?.key;
          }),
        );
        expect(new Set(await Promise.all(asking))).toEqual(new Set(['k0']));
      });
    });

    describe('leases', () => {
      const claim = (holder: string, names: readonly string[], seconds = 60) => ({ names, holder, seconds });

      it('hold for one of them each, whoever asks at the same time, and again for that one', async () => {
        const processes = [store, await bench.another(), await bench.another()];
        const names = Array.from({ length: 20 }, (_, i) => `view ${i}`);
        const asked = () => Promise.all(processes.map(({ leases }, i) => leases.hold(claim(`${i}`, names))));
        const first = await asked();
        expect(first.flatMap((held) => [...held]).sort()).toEqual(names.toSorted());
        expect(await asked()).toEqual(first);
        expect(await store.leases.held()).toEqual(new Set(names));
      });

      it('are anybody’s once they have run out or are given up, and then not the former one’s', async () => {
        const { leases } = await bench.another();
        expect(await store.leases.hold(claim('one', ['a', 'b', 'c']))).toEqual(new Set(['a', 'b', 'c']));
        // As if it had been paused since.
        await store.leases.hold(claim('one', ['a'], -1));
        expect(await leases.held()).toEqual(new Set(['b', 'c']));
        expect(await leases.hold(claim('other', ['a', 'b', 'd']))).toEqual(new Set(['a', 'd']));
        expect(await store.leases.hold(claim('one', ['a', 'b', 'c']))).toEqual(new Set(['b', 'c']));
        await store.leases.release('one');
        expect(await leases.hold(claim('other', ['b']))).toEqual(new Set(['b']));
        expect(await store.leases.held()).toEqual(new Set(['a', 'b', 'd']));
      });

      it('are not what those wait for who wait for checkpoints, and outlast a restart', async () => {
        const { count } = store.changes;
        await store.leases.hold(claim('one', ['a']));
        expect(store.changes.count).toBe(count);
        const again = await bench.restart();
        expect(await again.leases.hold(claim('other', ['a']))).toEqual(new Set());
      });
    });

    describe('changes', () => {
      const soon = () => AbortSignal.timeout(10_000);
      it.each(['this', 'another'])('wake for what %s connection does', async (whose) => {
        const writer = whose === 'this' ? store : await bench.another();
        const generation = await serve(store, things, {});
        const doings: (() => Promise<unknown>)[] = [
          () => writer.write([batchOf(things, generation, [1, 2], { a: {} })]),
          () =>
            writer.write([
              { ...batchOf(things, generation, [2, 2], {}), failed: { eventId: 'e', message: '' } },
            ]),
          () => writer.clearFailure('things'),
          async () => {
            const next = await writer.begin(view('things', 2));
            await writer.write([batchOf(view('things', 2), next, [0, 2], {})]);
            expect(await writer.activate(next)).toBe(true);
          },
          () => writer.giveUp('things'),
        ];
        for (const doing of doings) {
          // Whatever was written before is noticed first.
          for (let count = -1; count !== store.changes.count;) {
            ({ count } = store.changes);
            await store.changes.after(count, AbortSignal.timeout(100));
          }
          const { count } = store.changes;
          const signal = soon();
          await Promise.all([store.changes.after(count, signal), doing()]);
          expect(signal.aborted).toBe(false);
          expect(store.changes.count).toBeGreaterThan(count);
        }
      });
    });
  });

  describe(`the view store contract, ${engine}: reading`, () => {
    let bench: ViewBench;
    let store: ViewStore;
    beforeAll(async () => {
      bench = await open();
      store = bench.store;
      await serve(store, things, GIVEN);
    });
    afterAll(() => bench.close());

    it.each<[string, Where, string]>([
      ['eq', { column: 'title', op: 'eq', value: 'zebra' }, 'a f'],
      ['eq, by the byte', { column: 'title', op: 'eq', value: 'Zebra' }, ''],
      ['eq nothing', { column: 'count', op: 'eq', value: null }, 'd e h'],
      ['eq, the empty text', { column: 'title', op: 'eq', value: '' }, 'g'],
      ['eq, an integer', { column: 'count', op: 'eq', value: Number.MAX_SAFE_INTEGER }, 'g'],
      ['eq, a decimal, zeros or not', { column: 'amount', op: 'eq', value: '10.500' }, 'b g'],
      ['eq, a large decimal', { column: 'amount', op: 'eq', value: LARGE }, 'd'],
      ['lt, by number', { column: 'amount', op: 'lt', value: '10.5' }, 'a e'],
      ['lte', { column: 'amount', op: 'lte', value: '10.5' }, 'a b e g'],
      ['gt, where floating point cannot tell', { column: 'amount', op: 'gt', value: LARGE }, 'c'],
      ['gte, likewise', { column: 'amount', op: 'gte', value: LARGE }, 'c d'],
      ['lt, an integer', { column: 'count', op: 'lt', value: 2 }, 'c'],
      ['gt, an integer', { column: 'count', op: 'gt', value: 2 }, 'b g'],
      ['gt, text by its UTF-8', { column: 'title', op: 'gt', value: '\uFB01' }, 'd e'],
      ['gt nothing', { column: 'count', op: 'gt', value: null }, ''],
      ['in', { column: 'count', op: 'in', value: [2, 10, 77] }, 'a b f'],
      ['in, or nothing', { column: 'count', op: 'in', value: [10, null] }, 'b d e h'],
      ['in, a decimal', { column: 'amount', op: 'in', value: ['9.0', LARGER] }, 'a c'],
      ['in none', { column: 'count', op: 'in', value: [] }, ''],
      ['has', { column: 'tags', op: 'has', value: 'place=SE' }, 'a f'],
      ['has-within', { column: 'tags', op: 'has-within', value: ['sdg=', 'sdg>'] }, 'a d'],
      ['has-within, before', { column: 'tags', op: 'has-within', value: ['place=NO', 'place=SE'] }, 'b'],
      [
        'among',
        {
          columns: ['partnership', 'title'],
          op: 'among',
          values: [
            ['ptn_1', 'zebra'],
            ['ptn_2', 'ähre'],
          ],
        },
        'a',
      ],
      [
        'not-among, where each has a value',
        { columns: ['partnership', 'title'], op: 'not-among', values: [['ptn_1', 'zebra']] },
        'b c d e f',
      ],
      [
        'not-among nothing',
        { columns: ['partnership', 'title'], op: 'not-among', values: [] },
        'a b c d e f',
      ],
      ['all of nothing', { all: [] }, 'a b c d e f g h'],
      ['any of nothing', { any: [] }, ''],
      [
        'all and any',
        {
          all: [
            { column: 'partnership', op: 'eq', value: 'ptn_1' },
            {
              any: [
                { column: 'count', op: 'eq', value: 10 },
                { column: 'tags', op: 'has', value: 'sdg=1.1' },
              ],
            },
          ],
        },
        'a b',
      ],
    ])('%s', async (_, where, keys) => {
      expect(await keysOf(store, where)).toBe(keys);
      expect((await paged(store, { where, limit: 3 })).split(' ').sort().join(' ')).toBe(keys);
      const counts = await store.countBy(things, 'title', where);
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      expect(total).toBe(keys === '' ? 0 : keys.split(' ').length);
    });

    it.each<[string, Query['sort'], string]>([
      ['by key', undefined, 'a b c d e f g h'],
      ['text', { column: 'title' }, 'g a f c b e d h'],
      ['text, descending', { column: 'title', descending: true }, 'd e b c f a g h'],
      ['integers', { column: 'count' }, 'c a f b g d e h'],
      ['integers, descending', { column: 'count', descending: true }, 'g b f a c h e d'],
      ['decimals', { column: 'amount' }, 'e a b g d c f h'],
      ['decimals, descending', { column: 'amount', descending: true }, 'c d g b a e h f'],
      ['Swedish', { column: 'title', language: 'sv' }, 'g d e a f b c h'],
      ['German', { column: 'title', language: 'de' }, 'g d b c e a f h'],
      ['German, descending', { column: 'title', language: 'de', descending: true }, 'f a e c b d g h'],
      [
        'as it is read',
        {
          column: 'partnership',
          language: 'en',
          names: new Map([
            ['ptn_1', 'Zeta'],
            ['ptn_2', 'alpha'],
          ]),
        },
        'd e f a b c g h',
      ],
    ])('sorts, %s, without a value last, page by page', async (_, sort, keys) => {
      for (const limit of [1, 2, 3, 7, 8, 100])
        expect(await paged(store, { limit, ...(sort ? { sort } : {}) })).toBe(keys);
    });

    it('counts by each value, in its order, those without one first', async () => {
      const counted = async (column: string, where?: Where) => [
        ...(await store.countBy(things, column, where)),
      ];
      expect(await counted('partnership')).toEqual([
        [null, 2],
        ['ptn_1', 3],
        ['ptn_2', 3],
      ]);
      expect(await counted('count', { column: 'title', op: 'eq', value: 'zebra' })).toEqual([[2, 2]]);
      expect((await counted('count')).map(([value]) => value)).toEqual([
        null,
        -1,
        2,
        10,
        Number.MAX_SAFE_INTEGER,
      ]);
      expect(await counted('amount')).toEqual([
        [null, 2],
        ['-3', 1],
        ['9', 1],
        ['10.5', 2],
        [LARGE, 1],
        [LARGER, 1],
      ]);
    });

    it('does not know columns that are not there, nor terms as a value, nor a value as terms', async () => {
      const wheres: Where[] = [
        { column: 'never', op: 'eq', value: 'x' },
        { column: 'tags', op: 'eq', value: 'x' },
        { column: 'title', op: 'has', value: 'x' },
        { column: 'constructor', op: 'in', value: ['x'] },
        { columns: ['title', 'never'], op: 'among', values: [] },
      ];
      for (const where of wheres) {
        await expect(keysOf(store, where)).rejects.toBeInstanceOf(UnknownColumn);
        await expect(store.list(things, { where, limit: 1 })).rejects.toBeInstanceOf(UnknownColumn);
      }
      for (const column of ['never', 'tags', 'key', 'doc', 'amount_number']) {
        await expect(store.countBy(things, column)).rejects.toBeInstanceOf(UnknownColumn);
        await expect(store.list(things, { sort: { column }, limit: 1 })).rejects.toBeInstanceOf(
          UnknownColumn,
        );
      }
      expect(await keysOf(store)).toBe('a b c d e f g h');
    });

    it('takes thousands of values, and of conditions', async () => {
      const many = Array.from({ length: 40_000 }, (_, i) => `ptn_${i}`);
      const one = (value: string): Where => ({ column: 'partnership', op: 'eq', value });
      const wheres: [Where, string][] = [
        [{ column: 'partnership', op: 'in', value: many }, 'a b c d e f'],
        [{ column: 'count', op: 'in', value: [...many.keys()] }, 'a b f'],
        [{ column: 'amount', op: 'in', value: many.map((_, i) => `${i}.5`) }, 'b g'],
        [{ columns: ['partnership', 'title'], op: 'among', values: many.map((id) => [id, 'zebra']) }, 'a f'],
        [
          { columns: ['partnership', 'title'], op: 'not-among', values: many.map((id) => [id, 'zebra']) },
          'b c d e',
        ],
        [{ any: many.slice(0, 1100).map(one) }, 'a b c d e f'],
        [{ all: many.slice(0, 1100).map(() => one('ptn_1')) }, 'a b c'],
      ];
      for (const [where, keys] of wheres) expect(await keysOf(store, where)).toBe(keys);
    });
  });
}
