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
