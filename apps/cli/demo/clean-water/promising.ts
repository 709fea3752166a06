import { making, type Scene } from '../scene.ts';
import { FOUNDATION, FUND, MINISTRY, REGISTER, RIVERS, SCHOOL, UTILITY, told, usd } from './cast.ts';

const indicator = { level: 'output', direction: 'increase', aggregation: 'latest' };
/** What each of them promises, and what a register records of others. */
export const promising: readonly Scene[] = [
  making(
    'monitoring',
    told('2019-02-01', MINISTRY, 'MakeCommitment', {
      statement: 'Measure the water of the three lakes at 40 points, and publish it',
      kind: 'programme',
      theme: 'Monitoring',
      places: [{ place: '005' }],
      sdgTargets: ['6.3'],
      indicators: [
        {
          ...indicator,
          id: 'points',
          name: 'Points measured',
          unit: 'points',
          baseline: { value: '4' },
          target: { value: '40', on: '2020-12-31' },
        },
      ],
    }),
  ),
  told('2019-02-01', MINISTRY, 'PlanMilestone', ({ about }) => ({
    ...about('monitoring'),
    entry: 'first-20',
    title: 'The first 20 points',
    due: '2019-12-31',
  })),
  making(
    'plants',
    told('2019-02-04', UTILITY, 'MakeCommitment', {
      statement: 'Build two treatment plants',
      kind: 'financial',
      theme: 'Treatment',
      places: [{ place: '005' }],
      sdgTargets: ['6.3'],
      money: usd('12000000'),
      window: { from: '2019-03-01', to: '2021-12-31' },
    }),
  ),
  ...(
    [
      ['plant-1', 'The first plant runs', '2020-06-30'],
      ['plant-2', 'The second plant runs', '2021-06-30'],
    ] as const
  ).map(([entry, title, due]) =>
    told('2019-02-04', UTILITY, 'PlanMilestone', ({ about }) => ({ ...about('plants'), entry, title, due })),
  ),
  making(
    'pipes',
    told('2019-02-05', UTILITY, 'MakeCommitment', ({ about }) => ({
      statement: 'Pipes between the plants and the towns, out of the same money',
      kind: 'financial',
      theme: 'Treatment',
      places: [{ place: '005' }],
      money: usd('2000000'),
      partOf: { ...about('plants'), contained: true },
    })),
  ),
  making(
    'loan',
    told('2019-02-11', FUND, 'MakePledge', {
      statement: 'Five million euros for towns that build along',
      kind: 'financial',
      theme: 'Treatment',
      places: [{ place: '005' }],
      money: { amount: '5000000', currency: 'EUR' },
    }),
  ),
  making(
    'patrols',
    told('2019-02-12', RIVERS, 'MakeCommitment', {
      statement: 'Volunteers walk 600 kilometres of river bank each spring',
      kind: 'in-kind',
      theme: 'Rivers',
      places: [{ place: '005' }],
      reportEveryMonths: 12,
    }),
  ),
  making(
    'technicians',
    told('2019-02-18', SCHOOL, 'MakePledge', ({ organisation }) => ({
      statement: 'Train 60 technicians',
      kind: 'programme',
      theme: 'Skills',
      with: [organisation(FOUNDATION)],
    })),
  ),
  // It takes no part, and answers all the same.
  told('2019-02-25', FOUNDATION, 'AnswerNaming', ({ about }) => ({
    ...about('technicians'),
    role: 'partner',
    answer: 'rejected',
    reason: 'We were asked, and said: not this year',
  })),
  making(
    'rule',
    told('2019-03-04', MINISTRY, 'MakeCommitment', {
      statement: 'A rule that whoever discharges has to measure',
      kind: 'policy',
      theme: 'Rules',
      reportEveryMonths: 12,
    }),
  ),
  told('2019-04-02', FUND, 'FirmPledge', ({ about }) => about('loan')),
];

export const recording: readonly Scene[] = [
  told('2019-05-06', MINISTRY, 'GrantMandate', ({ organisation }) => ({
    organisation: organisation(REGISTER),
    source: 'open-aid',
  })),
  ...(
    [
      ['clinics', FOUNDATION, 'Filters for 30 clinics', usd('800000')],
      ['towns', FUND, 'Grants to nine towns', { amount: '900000', currency: 'EUR' }],
      ['buses', UTILITY, 'Electric buses', usd('400000')],
    ] as const
  ).map(([record, name, statement, money]) =>
    making(
      record,
      told('2019-05-07', REGISTER, 'MakeCommitment', ({ organisation }) => ({
        onBehalfOf: organisation(name),
        source: { system: 'open-aid', record, version: 1, tags: { status: 'committed' } },
        statement,
        kind: 'financial',
        places: [{ place: '005' }],
        money,
        ...(record === 'clinics' ? { recipient: { organisation: organisation(UTILITY) } } : {}),
        effectiveOn: '2019-04-15',
      })),
    ),
  ),
  told('2019-05-20', FUND, 'ConfirmAttribution', ({ about }) => about('towns')),
  told('2019-05-21', UTILITY, 'RejectAttribution', ({ about }) => ({
    ...about('buses'),
    reason: 'Another company of nearly the same name',
  })),
];
