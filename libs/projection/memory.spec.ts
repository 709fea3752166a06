import { defineProjection } from '#kernel';
import { foldUpTo } from './as-of.ts';
import { countInMemory, eachInMemory, listInMemory } from './memory.ts';

const kinds = defineProjection<{ kind: string }, { kind: string }>({
  name: 'kinds',
  version: 1,
  keys: ({ id }) => [id],
  on: { Said: (_, { id }) => ({ kind: id.slice(-1) }) },
  columns: { kind: { kind: 'text', of: ({ kind }) => kind } },
  at: (doc) => doc,
});
const docs = new Map(Array.from({ length: 2000 }, (_, i) => [String(i), { kind: String(i % 10) }] as const));
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
  it.each<[string, () => Promise<unknown>]>([
    ['folded', () => foldUpTo(store as never, kinds, { upTo: '999999', setAside: [] })],
    ['listed', () => listInMemory(kinds, docs, { limit: 10 })],
    ['counted', () => countInMemory(kinds, docs, { column: 'kind' })],
    ['looked through', () => through(eachInMemory(kinds, docs))],
  ])('leave others their turn while they are %s', async (_, work) => {
    expect(await turnsDuring(work)).toBeGreaterThanOrEqual(3);
  });
});
