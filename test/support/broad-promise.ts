/** An amount of money. */
export const usd = (amount: string) => ({ amount, currency: 'USD' });
export const women = { category: 'women', value: '30' };
export const indicator = {
  id: 'people',
  name: 'People reached',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
  baseline: { value: '0', on: '2020-01-01' },
  target: { value: '100.5' },
  disaggregation: [women],
};
/** A commitment that says everything that can be said of one. */
export const everything = (others: { itu: string; gsma: string }) => ({
  statement: 'Connect 120 schools',
  kind: 'financial',
  places: [
    { place: 'CO', percentage: '60.5' },
    { place: '419', percentage: '39.5' },
  ],
  sdgTargets: ['9.c', '4.a'],
  window: { from: '2020-01-01', to: '2030-12-31' },
  money: {
    ...usd('1500.25'),
    basis: 'converted',
    equivalent: { amount: '1400', currency: 'EUR', rate: '0.93' },
  },
  outcomes: ['Everybody online'],
  indicators: [indicator],
  with: [others.gsma],
  fundedBy: [{ reference: 'A foundation' }],
  partOf: { reference: 'A national plan', contained: false },
  sourceOrganisation: { organisation: others.itu },
  recipient: { name: 'The Ministry of Education' },
  reportEveryMonths: 6,
});

const reason = 'It had to be';
/** What its owner says on a commitment, from the first detail to the end: each command with its body. */
export const CARRIED_OUT: readonly (readonly [command: string, body?: object])[] = [
  ['detail-commitment', { theme: 'Education' }],
  ['amend-commitment', { money: usd('2000'), reason }],
  ['plan-milestone', { entry: 'first-40', title: 'First 40', due: '2030-06-30', description: 'In Tibú' }],
  ['reschedule-milestone', { entry: 'first-40', due: '2030-09-30', reason }],
  ['reach-milestone', { entry: 'first-40', note: 'Done' }],
  ['set-budget', { entry: 'year', money: usd('500'), period: { from: '2020-01-01' } }],
  ['record-disbursement', { entry: 'one', money: usd('250000.50'), recipient: { name: 'Tibú' } }],
  ['record-expenditure', { entry: 'spent', money: usd('100'), note: 'Antennas' }],
  [
    'report-progress',
    {
      entry: 'h1',
      narrative: 'Well',
      values: [{ indicator: 'people', value: '42.5', disaggregation: [women] }],
    },
  ],
  [
    'attach-evidence',
    { entry: 'photo', title: 'Antenna', sha256: '9f'.repeat(32), mediaType: 'image/jpeg', about: 'h1' },
  ],
  ['correct-entry', { entry: 'one', money: usd('25000.05'), reason }],
  ['restate-entry', { entry: 'h1', narrative: 'Rather well', reason }],
  ['record-expenditure', { entry: 'not-ours', money: usd('7') }],
  ['record-return', { entry: 'back', of: 'disbursement', payment: 'one', money: usd('5.05'), note: 'Rest' }],
  ['void-entry', { entry: 'not-ours', reason }],
  ['suspend-commitment', { reason }],
  ['resume-commitment'],
  ['fulfil-commitment', { reason }],
];
