import fc from 'fast-check';
import { START, type EventToAppend } from '#event-store';
import { countInMemory, listInMemory, type Cursor, type Query, type Where } from '#projection';
import { event, pledges, type Pledge } from './pledges.ts';
import { bytesOf, ENGINES, Place, unlikeItsEvents, type Engine } from './stores.ts';

const id = fc.constantFrom('cmt_1', 'cmt_2', 'cmt_3', 'cmt_4', 'cmt_5', 'cmt_6');
const word = fc.constantFrom('', 'a', 'b', 'ab', 'é', 'e\u0301', 'ä', '\uFB01', '😀', 'B', 'z');
const amount = fc.constantFrom(
  '0',
  '1',
  '1.50',
  '1.5',
  '-2',
  '10',
  '9',
  '12345678901234567891',
  '12345678901234567892',
);
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const partnership = fc.constantFrom('ptn_1', 'ptn_2');
const happening = fc.oneof(
  fc
    .record({ pledge: id, partnership, amount: optional(amount), tags: fc.array(word, { maxLength: 3 }) })
    .map((data) => event('Made', data)),
  fc
    .record({
      pledge: id,
      title: optional(word),
      note: optional(fc.record({ name: fc.constantFrom('2', '1', 'x', '__proto__'), text: optional(word) })),
    })
    .map((data) => event('Changed', data)),
  fc.record({ from: id, to: id }).map((data) => event('Moved', data)),
  fc.record({ pledge: id }).map((data) => event('Withdrawn', data)),
  fc.constant(null).map(() => event('Unheard', {})),
);
/** Batches of events, and whether there is a restart after each. */
const history = fc.array(
  fc.record({ events: fc.array(happening, { minLength: 1, maxLength: 8 }), restart: fc.boolean() }),
  { maxLength: 8 },
);
const unique = (events: readonly EventToAppend[]): EventToAppend[] =>
  events.map((one) => event(one.type, one.data));

const scalar = fc.oneof(
  fc.record({ column: fc.constantFrom('partnership', 'title'), value: fc.option(word) }),
  fc.record({ column: fc.constant('amount'), value: fc.option(amount) }),
  fc.record({ column: fc.constant('reports'), value: fc.option(fc.integer({ min: 0, max: 3 })) }),
);
const { where } = fc.letrec<{ where: Where }>((tie) => ({
  where: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(scalar, fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte'))
      .map(([at, op]) => ({ ...at, op }) as Where),
    fc
      .array(fc.option(amount), { maxLength: 3 })
      .map((value): Where => ({ column: 'amount', op: 'in', value })),
    fc
      .tuple(fc.constantFrom('among', 'not-among'), fc.array(fc.tuple(partnership, word), { maxLength: 3 }))
      .map(([op, values]): Where => ({ columns: ['partnership', 'title'], op, values })),
    word.map((value): Where => ({ column: 'tags', op: 'has', value })),
    fc.tuple(word, word).map((value): Where => ({ column: 'tags', op: 'has-within', value })),
    fc.array(tie('where'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('where'), { maxLength: 3 }).map((any) => ({ any })),
  ),
}));
const sort = optional(
  fc.record({
    column: fc.constantFrom('title', 'amount', 'reports', 'partnership'),
    descending: fc.boolean(),
    language: optional(fc.constantFrom('en', 'sv', 'es')),
  }),
);
const document: fc.Arbitrary<Pledge> = fc.record(
  {
    partnership,
    title: word,
    amount,
    reports: fc.integer({ min: 0, max: 3 }),
    tags: fc.array(word, { maxLength: 3 }),
    notes: fc.constant({}),
  },
  { requiredKeys: ['partnership', 'reports', 'tags', 'notes'] },
);
/** Each event is a whole document. */
const whole = {
  ...pledges,
  name: 'whole',
  on: { Is: (_: unknown, { data }: { data: unknown }) => (data as { doc: Pledge }).doc },
};

describe.each(ENGINES)('on $name', ({ start, share }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());

  describe('the live, the rebuilt and the as-of view', () => {
    it('are the same bytes, whatever the history, the batches and the restarts', async () => {
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          const place = await Place.open(engine.open);
          let runner = place.run(pledges);
          let position = START;
          for (const { events, restart } of steps) {
            position = await place.append(...unique(events));
            if (!restart) continue;
            await place.reopen();
            runner = place.run(pledges);
          }
          expect(await runner.reached(position, { withinMs: 20_000 })).toBe(true);
          const live = await bytesOf(place.views, pledges);
          expect(await unlikeItsEvents(place.events, place.views, pledges)).toEqual([]);
          await runner.rebuild(['pledges']);
          expect(await bytesOf(place.views, pledges)).toEqual(live);
          await place.close();
        }),
        { numRuns: 60 * share },
      );
      // Sixty places are made for it, and opened again and again.
    }, 300_000);
  });

  describe('lists from tables and from memory', () => {
    it('are the same, page by page', async () => {
      const place = await Place.open(engine.open);
      const runner = place.run(whole as never);
      const docs = new Map<string, Pledge>();
      const given = fc.sample(document, { numRuns: 80, seed: 7 });
      for (const [i, doc] of given.entries()) docs.set(`cmt_${(i * 37) % 80}`, doc);
      const position = await place.append(...[...docs].map(([pledge, doc]) => event('Is', { pledge, doc })));
      expect(await runner.reached(position, { withinMs: 20_000 })).toBe(true);
      const shape = fc.record({ where: optional(where), sort, limit: fc.integer({ min: 1, max: 40 }) });
      await fc.assert(
        fc.asyncProperty(shape, async (query: Query) => {
          let after: Cursor | undefined;
          let seen = 0;
          do {
            const page = { ...query, after };
            const stored = await place.views.list(whole as typeof pledges, page);
            expect(stored).toEqual(await listInMemory(whole as typeof pledges, docs, page));
            seen += stored.docs.length;
            after = stored.next;
          } while (after);
          const columns = ['partnership', 'title', 'reports'];
          const wanted = columns.map((column) => ({
            column,
            ...(query.where ? { where: query.where } : {}),
          }));
          const inMemory = await countInMemory(whole as typeof pledges, docs, { counts: wanted });
          for (const [i, column] of columns.entries()) {
            const counts = await place.views.countBy(whole as never, column, query.where);
            expect([...counts]).toEqual([...(inMemory[i] ?? [])]);
            expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(seen);
          }
          expect(await bytesOf(place.views, whole as never, query.where)).toHaveLength(seen);
        }),
        { numRuns: 400 * share },
      );
      await place.close();
    });

    it('take more values, and more filters together, than SQLite has parameters or levels', async () => {
      const place = await Place.open(engine.open);
      const runner = place.run(whole as never);
      const doc = { partnership: 'ptn_1', title: 'a', reports: 1, tags: [], notes: {} };
      const position = await place.append(event('Is', { pledge: 'cmt_1', doc }));
      expect(await runner.reached(position, { withinMs: 20_000 })).toBe(true);
      const many = Array.from({ length: 40_000 }, (_, i) => `ptn_${i}`);
      const one = (value: string): Where => ({ column: 'partnership', op: 'eq', value });
      const wheres: readonly (readonly [Where, number])[] = [
        [{ column: 'partnership', op: 'in', value: many }, 1],
        [{ columns: ['partnership', 'title'], op: 'among', values: many.map((id) => [id, 'a']) }, 1],
        [{ columns: ['partnership', 'title'], op: 'not-among', values: many.map((id) => [id, 'a']) }, 0],
        [{ any: many.slice(0, 1100).map(one) }, 1],
        [{ all: many.slice(0, 1100).map(() => one('ptn_1')) }, 1],
      ];
      for (const [where, found] of wheres)
        expect((await place.views.list(whole as typeof pledges, { where, limit: 10 })).docs).toHaveLength(
          found,
        );
      await place.close();
    });
  });
});
