import { Reaching } from './reaching.ts';

describe('those who wait for the same event', () => {
  const scene = () => {
    const asked: string[] = [];
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const reaching = new Reaching((position, { projection = 'all' }) => {
      asked.push(`${projection} ${position}`);
      return promise;
    });
    return { asked, reaching, answer: resolve };
  };
  const feed = { withinMs: 20_000, projection: 'feed' };

  it('are one question, and all are answered', async () => {
    const { asked, reaching, answer } = scene();
    const waiting = Array.from({ length: 1_000 }, () => reaching.reached('7', feed));
    const others = [reaching.reached('8', feed), reaching.reached('7', { ...feed, projection: 'ledger' })];
    expect(asked).toEqual(['feed 7', 'feed 8', 'ledger 7']);
    answer(true);
    expect(new Set(await Promise.all([...waiting, ...others]))).toEqual(new Set([true]));
  });

  it('are told so where it will not come', async () => {
    const { reaching, answer } = scene();
    const waiting = [reaching.reached('7', feed), reaching.reached('7', feed)];
    answer(false);
    expect(await Promise.all(waiting)).toEqual([false, false]);
  });

  it('are let go each at its own time, and where the caller is gone', async () => {
    const { asked, reaching } = scene();
    const gone = new AbortController();
    const waiting = [
      reaching.reached('7', { ...feed, withinMs: 1 }),
      reaching.reached('7', { ...feed, signal: gone.signal }),
    ];
    gone.abort();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    void reaching.reached('7', { ...feed, withinMs: 1 });
    expect(asked).toEqual(['feed 7', 'feed 7']);
  });
});
