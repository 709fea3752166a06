import { en } from '../texts/en/index.ts';
import { wordsOf, type Amount } from '../words.ts';
import { changesIn } from './changes.ts';
import { labelOf, partsOf, tell } from './tell.ts';

const words = {
  ...wordsOf('en', en),
  money: ({ amount, currency }: Amount) => `${currency} ${amount}`,
};
const telling = {
  words,
  entries: { 'tranche-2': 'money paid out, Nov 4, 2019' },
  indicators: { served: { name: 'People served', unit: 'people' } },
};
const org = 'org_01cpfahzm0yk54c2b38y5cxsj7';

describe('What was said, told readably', () => {
  it.each<[string, string, unknown, string]>([
    ['money', 'money', { amount: '15000000', currency: 'USD' }, 'USD 15000000'],
    [
      'money with the source’s own figure',
      'money',
      { amount: '100', currency: 'EUR', equivalent: { amount: '110', currency: 'USD' } },
      'EUR 100 (the source says USD 110)',
    ],
    ['a period', 'window', { from: '2019-03-01', to: '2021-12-31' }, 'Mar 1, 2019 to Dec 31, 2021'],
    ['a period without an end', 'period', { from: '2019-03-01' }, 'from Mar 1, 2019'],
    ['places with shares', 'places', [{ place: 'CO', percentage: '60' }], 'Colombia (60%)'],
    ['a target', 'target', { value: '700000', on: '2021-12-31' }, '700,000 on Dec 31, 2021'],
    [
      'SDG targets',
      'sdgTargets',
      ['6.1', '6.3'],
      'SDG 6.1: safe drinking water, SDG 6.3: water quality and wastewater',
    ],
    [
      'a reported figure by the name of its indicator',
      'values',
      [{ indicator: 'served', value: '150000', disaggregation: [{ category: 'rural', value: '30000' }] }],
      'People served: 150,000 people (rural: 30,000)',
    ],
    [
      'what an observation is about',
      'claim',
      { about: 'entry', entry: 'tranche-2' },
      'money paid out, Nov 4, 2019',
    ],
    ['that no report came', 'claim', { about: 'silence' }, 'that no report came'],
    ['a code', 'kind', 'in-kind', 'in kind'],
    ['yes', 'confirms', true, 'yes'],
    ['a day', 'due', '2020-06-30', 'Jun 30, 2020'],
    ['words that happen to be a code', 'reason', 'One zero too many', 'One zero too many'],
    ['a title that happens to be a code', 'title', 'report', 'report'],
  ])('%s', (_, name, value, text) => {
    expect(tell(name, value, telling)).toEqual({ text });
  });

  it('keeps organisations and commitments as what they are, so that they can be followed', () => {
    expect(tell('by', org, telling)).toEqual({ organisation: org });
    expect(tell('partOf', { commitment: 'cmt_a', contained: true }, telling)).toMatchObject({
      parts: [
        { name: 'contained', told: { text: 'yes' } },
        { name: 'commitment', told: { commitment: 'cmt_a' } },
      ],
    });
    expect(tell('recipient', { organisation: org }, telling)).toEqual({ organisation: org });
  });

  it('tells parts in the order in which they read best, and nothing that is empty or left out', () => {
    const data = { theme: 'Water', reason: 'x', statement: 'Build', silent: [], entry: 'a' };
    const parts = partsOf(data, telling, new Set(['entry']));
    expect(parts.map(({ name }) => name)).toEqual(['statement', 'theme', 'reason']);
  });

  it('has a readable name for what has no words yet', () => {
    expect(labelOf('shareOfOthers', words)).toBe('Share of others');
  });
});

describe('What was changed', () => {
  const usd = (amount: string) => ({ money: { amount, currency: 'USD' } });

  it('stands beside what it was', () => {
    const { changes, told } = changesIn(
      'EntryCorrected',
      { before: usd('30'), after: usd('3'), reason: 'One zero too many' },
      telling,
    );
    expect(changes).toEqual([
      { name: 'money', label: 'Money', before: { text: 'USD 30' }, after: { text: 'USD 3' } },
    ]);
    expect(told).toEqual(new Set(['before', 'after']));
  });

  it('may not have been said before', () => {
    const { changes } = changesIn('EntryRestated', { before: {}, after: { note: 'By bank' } }, telling);
    expect(changes).toEqual([{ name: 'note', label: 'Note', after: { text: 'By bank' } }]);
  });

  it('may be a whole day or text', () => {
    const moved = changesIn('MilestoneRescheduled', { before: '2020-06-30', after: '2020-12-31' }, telling);
    expect(moved.changes).toMatchObject([{ label: 'Due', after: { text: 'Dec 31, 2020' } }]);
    const goal = changesIn('GoalAdopted', { from: 'Less', goal: 'More' }, telling);
    expect(goal.changes).toMatchObject([
      { label: 'Goal', before: { text: 'Less' }, after: { text: 'More' } },
    ]);
  });

  it('is not told of a verdict or a period, which have sides of the same names', () => {
    expect(changesIn('ClaimCorroborated', { from: 'disputed' }, telling).changes).toEqual([]);
    expect(
      changesIn('BudgetSet', { period: { from: '2019-01-01', to: '2020-01-01' } }, telling).changes,
    ).toEqual([]);
  });
});
