import { type Scene } from '../scene.ts';
import { FUND, MINISTRY, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

const indicator = {
  id: 'safe-water',
  name: 'People who drink safe water',
  level: 'impact',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
};
const half = (year: number, which: 1 | 2) =>
  which === 1
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` };

/** What they measure together, and what a commitment says that it contributes. */
export const measuring: readonly Scene[] = [
  told('2019-02-20', MINISTRY, 'Propose', {
    proposal: 'safe-water',
    subject: 'collective-indicator',
    text: 'What counts in the end is who drinks safe water.',
    indicator: {
      ...indicator,
      aggregation: 'latest',
      baseline: { value: '640000', on: '2018-12-31' },
      target: { value: '1800000', on: '2023-12-31' },
    },
    answerBy: '2019-03-31',
  }),
  told('2019-02-22', UTILITY, 'Object', { proposal: 'safe-water', reason: 'Who counts them?' }),
  told('2019-02-26', UTILITY, 'WithdrawObjection', {
    proposal: 'safe-water',
    reason: 'The statistical office does',
  }),
  ...[MINISTRY, UTILITY, RIVERS, SCHOOL].map((name) =>
    told('2019-02-27', name, 'Consent', { proposal: 'safe-water' }),
  ),
  // The fund is silent: it stands aside, and any participant records the adoption once the date has passed.
  told('2019-04-02', RIVERS, 'RecordAdoption', { proposal: 'safe-water' }),
  told('2019-05-13', UTILITY, 'DetailCommitment', ({ about }) => ({
    ...about('plants'),
    outcomes: ['Towns drink water from their own lake again'],
    indicators: [
      {
        ...indicator,
        id: 'served',
        name: 'People served by the two plants',
        collective: 'safe-water',
        target: { value: '700000', on: '2021-12-31' },
        expected: [
          { period: half(2020, 1), value: '0' },
          { period: half(2020, 2), value: '200000' },
          { period: half(2021, 1), value: '300000', disaggregation: [{ category: 'rural', value: '90000' }] },
        ],
      },
    ],
  })),
  told('2020-01-31', MINISTRY, 'MeasureCollectiveIndicator', {
    measurement: 'census-2019',
    indicator: 'safe-water',
    period: { from: '2019-01-01', to: '2019-12-31' },
    value: '7150000',
    method: 'Household survey in every town',
    source: 'Statistical Office of Montavira (fictional)',
  }),
  told('2020-03-09', MINISTRY, 'MeasureCollectiveIndicator', {
    measurement: 'census-2019-b',
    indicator: 'safe-water',
    period: { from: '2019-01-01', to: '2019-12-31' },
    value: '715000',
    method: 'Household survey in every town',
    source: 'Statistical Office of Montavira (fictional)',
    replaces: 'census-2019',
    reason: 'One zero too many',
  }),
  told('2021-01-18', UTILITY, 'ReportProgress', ({ about }) => ({
    ...about('plants'),
    entry: 'report-2020-2',
    period: half(2020, 2),
    values: [
      { indicator: 'served', value: '150000', disaggregation: [{ category: 'rural', value: '30000' }] },
    ],
  })),
  told('2021-02-22', FUND, 'MeasureCollectiveIndicator', {
    measurement: 'towns-2020',
    indicator: 'safe-water',
    period: { from: '2020-01-01', to: '2020-12-31' },
    value: '890000',
    disaggregation: [{ category: 'rural', value: '210000' }],
    method: 'What the nine towns say themselves',
    source: 'Letters of the towns to the fund (fictional)',
  }),
];
