import { defineProjection } from '#kernel';
import { Folds, sizeOf } from './folds.ts';

const words = defineProjection<{ word: string }, { word: string }>({
  name: 'words',
  version: 1,
  keys: ({ id }) => [id],
  on: { Said: () => ({ word: 'x'.repeat(100) }) },
  columns: {},
  at: (doc) => doc,
});

/** A store of so many events, and how often its history was read from the beginning. */
function storeOf(count: number) {
  const read = { times: 0, pages: 0 };
  const readAll = async ({ after = '', limit = 500 }) => {
    if (Number(after) === 0) read.times++;
    read.pages++;
    const from = Number(after);
    const events = Array.from({ length: Math.min(limit, count - from) }, (_, i) => ({
      id: String(from + i),
      type: 'Said',
      position: String(from + i + 1).padStart(6, '0'),
    }));
    const complete = events.at(-1)?.position ?? after;
    return { events, complete, end: Number(complete) >= count };
  };
  return { read, store: { readAll, readCategory: readAll } as never };
}
const upTo = (position: number) => ({ upTo: String(position).padStart(6, '0'), skipped: [] });
const bounds = { together: 3_000_000, alone: 1_500_000 };

describe('views of past moments', () => {
  it('are folded once for all who ask for the same', async () => {
    const { read, store } = storeOf(100);
    const folds = new Folds(store, bounds);
    const asked = [folds.docs(words, upTo(100)), folds.docs(words, upTo(100))];
    expect(await asked[0]).toBe(await asked[1]);
    await folds.docs(words, upTo(100));
    expect(read.times).toBe(1);
  });

  it('are let go, the oldest first, where together they take too much memory', async () => {
    const { read, store } = storeOf(3_000);
    const folds = new Folds(store, bounds);
    const size = sizeOf(await folds.docs(words, upTo(3_000)));
    expect(size).toBeGreaterThan(bounds.together / 4);
    for (const position of [4_000, 5_000, 6_000]) await folds.docs(words, upTo(position));
    expect(read.times).toBe(4);
    await folds.docs(words, upTo(6_000));
    expect(read.times).toBe(4);
    await folds.docs(words, upTo(3_000));
    expect(read.times).toBe(5);
  });

  it('are refused where one alone takes too much, long before it is whole, and nothing of it is kept', async () => {
    const { read, store } = storeOf(1_000_000);
    const folds = new Folds(store, bounds);
    for (const times of [1, 2]) {
      await expect(folds.docs(words, upTo(999_999))).rejects.toMatchObject({
        refusal: { code: 'past-too-large' },
      });
      expect(read.times).toBe(times);
    }
    expect(read.pages).toBeLessThan(100);
  });
});
