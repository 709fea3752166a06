import { HeadsSeen } from './heads-seen.ts';

describe('Where the log ended', () => {
  let now = 0;
  const seen = () => {
    now = 0;
    const heads = new HeadsSeen(() => now);
    return (at: number, head: string) => {
      now = at;
      heads.note(head);
      return heads;
    };
  };

  it('is nothing to be late by before half a minute has passed', () => {
    const at = seen();
    expect(at(0, '5').isLate('4')).toBe(false);
    expect(at(29_000, '6').isLate('4')).toBe(false);
  });

  it('tells a view that has not come so far since from one that is kept up', () => {
    const at = seen();
    at(0, '5');
    at(20_000, '7');
    const heads = at(31_000, '8');
    expect(heads.isLate('4')).toBe(true);
    expect(heads.isLate('5')).toBe(false);
    expect(at(52_000, '9').isLate('6')).toBe(true);
    expect(at(52_500, '9').isLate('7')).toBe(false);
  });
});
