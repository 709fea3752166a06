import { making, scenesThatAre, type Story } from './scene.ts';

/**
 * PASO Colombia's crop substitution partnership of late 2019, told only as far as One Earth Future's account goes; days
 * within those months, and what is marked so, are illustrative.
 */
const sourced = scenesThatAre('sourced');
const illustrative = scenesThatAre('illustrative');

const PASO = 'PASO Colombia';
const RECORDER = 'One Earth Future';
const others = [
  ['government', 'Government of Colombia', 'What the 2016 accord asks of the state'],
  ['trust-fund', 'UN Multi-Partner Trust Fund for Sustaining Peace in Colombia', 'Money'],
  ['businesses', 'Local businesses', 'Markets for legal crops'],
] as const;

export const cropSubstitution: Story = {
  basis: 'sourced',
  players: [
    { name: PASO, country: 'CO' },
    { name: 'Government of Colombia', type: '10', country: 'CO' },
    { name: 'UN Multi-Partner Trust Fund for Sustaining Peace in Colombia', type: '40' },
    { name: 'Local businesses', type: '72', country: 'CO' },
    { name: RECORDER, type: '60', country: 'US' },
  ],
  scenes: [
    sourced('2019-10-07', PASO, 'ConvenePartnership', {
      title: 'Crop substitution in Colombia',
      problem:
        'The 2016 accord between Colombia and the FARC calls for incentives for voluntary substitution of illicit crops, ' +
        'and scaling that up quickly takes more than government.',
      scope: { places: ['CO'], sdgTargets: [] },
      priorities: ['Sustainable peace in rural Colombia'],
    }),
    ...others.map(([invitation, name, canActOn]) =>
      illustrative('2019-10-14', PASO, 'InviteParticipant', ({ organisation }) => ({
        invitation,
        organisation: organisation(name),
        canActOn,
      })),
    ),
    ...others.map(([, name]) =>
      sourced('2019-11-04', name, 'JoinPartnership', {
        priorities: ['Voluntary substitution of illicit crops'],
      }),
    ),
    illustrative('2019-12-02', PASO, 'GrantMandate', ({ organisation }) => ({
      organisation: organisation(RECORDER),
      source: 'case-study',
    })),
    making(
      'crops',
      sourced('2019-12-02', RECORDER, 'MakeCommitment', ({ organisation }) => ({
        onBehalfOf: organisation(PASO),
        source: { system: 'case-study', record: 'crop-substitution', version: 1 },
        statement: 'A pipeline of economic support, agricultural extension training and market development',
        kind: 'programme',
        places: [{ place: 'CO' }],
        with: others.map(([, name]) => organisation(name)),
        indicators: [
          {
            id: 'growers',
            name: 'People who grow legal crops',
            level: 'outcome',
            unit: 'people',
            direction: 'increase',
            aggregation: 'latest',
          },
        ],
      })),
    ),
    sourced('2019-12-16', RECORDER, 'ReportProgress', ({ organisation, about }) => ({
      ...about('crops'),
      onBehalfOf: organisation(PASO),
      entry: 'growers',
      narrative: '1,500 women and 400 men grow legal crops.',
      values: [
        {
          indicator: 'growers',
          value: '1900',
          disaggregation: [
            { category: 'women', value: '1500' },
            { category: 'men', value: '400' },
          ],
        },
      ],
    })),
  ],
};
