import fc from 'fast-check';
import { defineProjection } from '#kernel';
import { foldUpTo } from './as-of.ts';
import { countInMemory, eachInMemory, listInMemory } from './memory.ts';
import type { Cursor } from './query.ts';
import { stoppable, unstoppable } from './time-slice.ts';

const kinds = defineProjection<{ kind: string }, { kind: string }>({
  name: 'kinds',
  version: 1,
  keys: ({ id }) => [id],
  on: { Said: (_, { id }) => ({ kind: id.slice(-1) }) },
  columns: { kind: { kind: 'text', of: ({ kind }) => kind } },
  at: (doc) => doc,
});
const docs = new Map(
  Array.from({ length: 20_000 }, (_, i) => [String(i), { kind: String(i % 10) }] as const),
);
const said = [...docs.keys()].map((id, i) => ({ id, type: 'Said', position: String(i).padStart(6, '0') }));
/** A store that answers at once, as an embedded one does. */
const store = {
  readAll: async ({ after = '', limit = said.length }: { after?: string; limit?: number } = {}) => {
    const rest = said.filter(({ position }) => position > after);
    const events = rest.slice(0, limit);
    return { events, complete: events.at(-1)?.position ?? after, end: events.length === rest.length };
  },
};

/** How often others had their turn meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const turn = () => {
    turns++;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  over = true;
  return turns;
}

async function through(entries: AsyncIterable<unknown>): Promise<number> {
  let seen = 0;
  for await (const entry of entries) if (entry) seen++;
  return seen;
}

describe('Documents of another moment', () => {
  it('are listed as if all of them had been sorted, however few are held', async () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        letters,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (given, limit, descending) => {
          const entries = given.map((kind, i): [string, { kind: string }] => [String(10 + i), { kind }]);
          const sorted = entries
            .map(([key, { kind }]) => `${kind}${key}`)
            .sort()
            .map((text) => text.slice(1));
          const found: string[] = [];
          for (let after: Cursor | undefined, end = false; !end;) {
            const query = { sort: { column: 'kind', descending }, limit, ...(after ? { after } : {}) };
            const { docs: page, next } = await listInMemory(kinds, entries, query);
            found.push(...page.map(({ key }) => key));
            [after, end] = [next, next === undefined];
          }
          expect(found).toEqual(descending ? sorted.toReversed() : sorted);
        },
      ),
    );
  });

  it('are counted in one look, each count by itself', async () => {
    let looks = 0;
    function* watched() {
      looks++;
      yield* docs;
    }
    const counts = ['3', '4'].map((value) => ({
      column: 'kind',
      where: { column: 'kind', op: 'eq', value } as const,
    }));
    const found = await countInMemory(kinds, watched(), { counts });
    expect(found).toEqual([new Map([['3', 2000]]), new Map([['4', 2000]])]);
    expect(looks).toBe(1);
  });

  it('stop being looked at where nobody waits for the answer any more', async () => {
    const gone = new AbortController();
    gone.abort();
    const looking = stoppable(gone.signal, () =>
      countInMemory(kinds, docs, { counts: [{ column: 'kind' }] }),
    );
    await expect(looking).rejects.toThrow(/abort/);
    const others = stoppable(gone.signal, () => unstoppable(() => listInMemory(kinds, docs, { limit: 1 })));
    expect((await others).docs).toHaveLength(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['folded', () => foldUpTo(store as never, kinds, { upTo: '999999', skipped: [] })],
    ['listed', () => listInMemory(kinds, docs, { limit: 10 })],
    ['counted', () => countInMemory(kinds, docs, { counts: [{ column: 'kind' }] })],
    ['looked through', () => through(eachInMemory(kinds, docs))],
  ])('leave others their turn while they are %s', async (_, work) => {
    // How often, the machine decides; without turns it is never.
    expect(await turnsDuring(work)).toBeGreaterThanOrEqual(1);
  });
});
