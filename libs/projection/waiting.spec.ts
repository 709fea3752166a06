import { Waiting } from './waiting.ts';

describe('those who wait', () => {
  it('are all answered when it is so, and others have their turn in between', async () => {
    const waiting = new Waiting();
    let isSo = false;
    let answered = 0;
    const all = Array.from({ length: 10_000 }, () =>
      waiting.until(() => isSo || undefined, { withinMs: 20_000 }).then(() => answered++),
    );
    isSo = true;
    waiting.changed();
    const atTurns: number[] = [];
    while (answered < all.length) {
      await new Promise((resolve) => setImmediate(resolve));
      atTurns.push(answered);
    }
    await Promise.all(all);
    // At each turn of another no more were answered than a few.
    expect(atTurns.every((count, i) => count - (atTurns[i - 1] ?? 0) <= 50)).toBe(true);
  });

  it('are answered as well where it becomes so while others are being answered', async () => {
    const waiting = new Waiting();
    let so = 1;
    const until = (least: number) =>
      waiting.until(() => (so >= least ? true : undefined), { withinMs: 20_000 });
    const first = Array.from({ length: 100 }, () => until(2));
    const second = until(3);
    so = 2;
    waiting.changed();
    so = 3;
    waiting.changed();
    expect(await Promise.all([...first, second])).not.toContain(false);
  });
});
