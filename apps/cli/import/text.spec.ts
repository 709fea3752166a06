import type { Missed, Outcome } from './fts-import.ts';
import { comparedText, exitCodeOf, outcomeText } from './text.ts';
import type { Compared } from './totals.ts';

const outcomeOf = (some: Partial<Outcome>): Outcome => ({
  new: 1,
  amended: 0,
  unchanged: 0,
  resumed: 0,
  notFollowed: [],
  gone: [],
  ended: 0,
  corroborations: { new: 0, unchanged: 0 },
  missed: [],
  unproven: [],
  interrupted: false,
  freshness: undefined,
  ...some,
});
const missed: Missed[] = [
  { file: 'a.json', row: 1, reason: 'status must be one of pledge, paid, not "promised"' },
  ...[2, 3, 4, 5, 6, 7].map((row) => ({
    file: 'a.json',
    row,
    reason: `Confirm ${row}`,
    code: 'not-the-owner',
  })),
  { file: 'b.json', row: 9, reason: 'status must be one of pledge, paid, not nothing' },
];
const figure = (of: 'funding' | 'pledges', ledger: string, file: string) => ({
  figure: of,
  ledger,
  file,
  agree: ledger === file,
});
const compared: Compared = {
  search: 'location-114-year-2020',
  complete: true,
  figures: [figure('funding', '10', '11'), figure('pledges', '5', '5')],
};

describe('what is printed of an import', () => {
  it('sums up what was refused by reason, the most frequent first, with where to look', () => {
    expect(outcomeText(outcomeOf({ missed })).split('\n')).toEqual([
      '1 new, 0 amended, 0 unchanged, 8 refused; 0 corroborations new, 0 unchanged',
      '  6 refused: Confirm 2',
      '    a.json, row 2; a.json, row 3; a.json, row 4; a.json, row 5; a.json, row 6; and 1 more',
      '  2 refused: status must be one of pledge, paid, not "promised"',
      '    a.json, row 1; b.json, row 9',
    ]);
    const file = { file: 'c.json', reason: 'it is not valid UTF-8' };
    expect(outcomeText(outcomeOf({ missed: [file] }))).toMatch(/\n {4}c\.json$/);
  });

  it('tells what the source has no more, and what became of it', () => {
    const gone = [
      { record: '7', commitment: 'cmt_7', searches: ['location-114'], elsewhere: [] },
      {
        record: '8',
        commitment: 'cmt_8',
        searches: ['location-114'],
        elsewhere: ['x'],
        kept: 'elsewhere' as const,
      },
    ];
    const lines = (ended: number) => outcomeText(outcomeOf({ gone, ended })).split('\n').slice(1);
    expect(lines(0)[0]).toBe('  2 gone from the source, none of these ended: --complete does');
    expect(lines(1)).toEqual([
      '  2 gone from the source, 1 of these ended as removed',
      '    7 (cmt_7), no more in location-114',
      expect.stringMatching(/ 8 .*: in another search/),
    ]);
  });

  it('says DIFFER beside the figure that does, and agree beside one that does not', () => {
    expect(comparedText([compared])).toMatch(/funding.*DIFFER[^]*pledges.*agree/);
    expect(comparedText([{ ...compared, complete: false }])).toMatch(/pages missing[^]*agree/);
  });

  it.each<[number, Partial<Outcome>, Compared[]]>([
    [0, {}, []],
    [0, {}, [{ ...compared, complete: false }]],
    [1, {}, [compared]],
    [1, { missed }, []],
    [1, { missed, new: 0, unchanged: 3 }, []],
    [1, { notFollowed: missed }, []],
    [2, { missed, new: 0 }, [compared]],
    [130, { missed, interrupted: true }, []],
  ])('ends with %i', (code, some, figures) => expect(exitCodeOf(outcomeOf(some), figures)).toBe(code));
});
