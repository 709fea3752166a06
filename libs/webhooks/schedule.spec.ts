import { delayAfter, SCHEDULE } from './schedule.ts';

describe('when a message that was not taken is tried again', () => {
  const delays = (random: () => number) =>
    Array.from({ length: SCHEDULE.length + 1 }, (_, i) =>
      delayAfter(i + 1, {}, { schedule: SCHEDULE, random }),
    );

  it('is later each time, and some three days after the first it is tried no more', () => {
    const all = delays(() => 0);
    expect(all.slice(0, 3)).toEqual([5_000, 300_000, 1_800_000]);
    expect(all.at(-1)).toBeUndefined();
    const hours = all.reduce<number>((sum, delay) => sum + (delay ?? 0), 0) / 3_600_000;
    expect(Math.round(hours)).toBe(76);
  });

  it('is up to a fifth later by chance', () => {
    expect(delays(() => 1).slice(0, 2)).toEqual([6_000, 360_000]);
  });

  it('is no sooner than the target asks, and a day at the most later for that', () => {
    const after = (retryAfter: number) =>
      delayAfter(1, { retryAfter }, { schedule: SCHEDULE, random: () => 0 });
    expect([after(1), after(60), after(1_000_000)]).toEqual([5_000, 60_000, 86_400_000]);
  });
});
