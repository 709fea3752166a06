import { making, scenesThatAre, type Story } from './scene.ts';

/**
 * The Global Connectivity Partnership Dialogue of 2020, as One Earth Future's account of "partnerships for innovation"
 * tells it. The months are the account's; days within them, and what is marked so, are illustrative.
 */
const sourced = scenesThatAre('sourced');
const illustrative = scenesThatAre('illustrative');

const ITU = 'International Telecommunication Union';
const RECORDER = 'One Earth Future';
/** Who was asked to come, and which part of the problem it can act on. */
const INVITED: readonly (readonly [id: string, name: string, canActOn: string])[] = [
  ['facebook', 'Facebook', 'Platforms and infrastructure'],
  ['gsma', 'GSMA', 'Mobile networks'],
  ['microsoft', 'Microsoft', 'Technology for access'],
  ['spacex', 'SpaceX', 'Satellite Internet'],
  ['ungc', 'UN Global Compact', 'Businesses that are willing to join'],
  ['unicef', 'UNICEF', 'Connection for children and schools'],
  ['esoa', 'EMEA Satellite Operators Association', 'Satellite networks'],
  ['loon', "Alphabet's Loon", 'Networks from the stratosphere'],
  ['wef', 'World Economic Forum', 'Bringing leaders together'],
];
const invited = INVITED.map(([, name]) => name);
const everybody = [ITU, ...invited];

const source = (record: string) => ({ system: 'case-study', record: `connectivity-${record}`, version: 1 });
const together =
  'Work together, and with other willing partners, to improve digital connection world-wide, in ten regions and over three years';

export const connectivity: Story = {
  basis: 'sourced',
  players: [
    { name: ITU, type: '40', country: 'CH' },
    { name: 'Facebook', type: '70', country: 'US' },
    { name: 'GSMA' },
    { name: 'Microsoft', type: '70', country: 'US' },
    { name: 'SpaceX', type: '70', country: 'US' },
    { name: 'UN Global Compact', type: '40' },
    { name: 'UNICEF', type: '40' },
    { name: 'EMEA Satellite Operators Association' },
    { name: "Alphabet's Loon", type: '70', country: 'US' },
    { name: 'World Economic Forum', country: 'CH' },
    { name: RECORDER, type: '60', country: 'US' },
  ],
  scenes: [
    sourced('2020-05-18', ITU, 'ConvenePartnership', {
      title: 'Global Connectivity Partnership Dialogue',
      problem:
        'COVID-19 made digital connection a condition for taking part in the world economy: telework, e-commerce, ' +
        'e-learning and telemedicine need stronger infrastructure.',
      scope: { places: ['global'], sdgTargets: [] },
      programme: 'UN75 Global Governance Forum',
      priorities: ['Digital connection for everyone'],
    }),
    // The account says that the forum called for it; who would admit it in this book is made up.
    making(
      'forum',
      illustrative('2020-05-18', RECORDER, 'RegisterProgramme', { name: 'UN75 Global Governance Forum' }),
    ),
    illustrative('2020-05-18', RECORDER, 'AdmitPartnership', ({ programme }) => programme('forum')),
    illustrative('2020-05-18', ITU, 'RefineScope', {
      scope: { places: ['global'], sdgTargets: ['9.c'] },
      reason: 'The SDG target that the problem is closest to; the account names none.',
    }),
    ...INVITED.map(([invitation, name, canActOn]) =>
      illustrative('2020-05-25', ITU, 'InviteParticipant', ({ organisation }) => ({
        invitation,
        organisation: organisation(name),
        canActOn,
      })),
    ),
    sourced('2020-06-15', ITU, 'HoldMeeting', ({ organisation }) => ({
      meeting: 'scoping',
      kind: 'scoping',
      attendees: everybody.map(organisation),
      agreed: ['A common, concrete goal'],
    })),
    ...invited.map((name) =>
      sourced('2020-06-22', name, 'JoinPartnership', { priorities: ['Better digital connection'] }),
    ),
    illustrative('2020-06-29', ITU, 'Propose', {
      proposal: 'goal',
      subject: 'goal',
      text: 'Improve digital connection world-wide, together and with other willing partners.',
    }),
    ...everybody.map((name) => sourced('2020-06-29', name, 'Consent', { proposal: 'goal' })),
    sourced('2020-07-06', ITU, 'OpenPause', {
      reason: 'Time to consult at home. Nobody left, nobody joined.',
    }),
    sourced('2020-08-17', ITU, 'ClosePause'),
    sourced('2020-08-24', ITU, 'HoldMeeting', ({ organisation }) => ({
      meeting: 'agreement',
      kind: 'agreement',
      attendees: everybody.map(organisation),
      agreed: [
        'To work together, and with other willing partners, to improve digital connection world-wide',
        'As a next step, a shared approach to co-building connectivity infrastructure',
        'A central platform for planned activities, target areas and priorities',
      ],
    })),
    sourced('2020-08-24', ITU, 'ProposeAgreement', {
      agreement: 'working-together',
      title: 'Working together on connectivity',
      text:
        'To work together, and with other willing partners, to improve digital connection world-wide; to build a ' +
        'shared approach to co-building connectivity infrastructure. Plans for ten regions are carried out over three years.',
      sharing: {
        everyMonths: 12,
        channel: 'A central platform',
        public:
          'Planned activities, target areas and priorities. (The rhythm of twelve months is illustrative.)',
      },
    }),
    ...everybody.map((name) =>
      sourced('2020-08-31', name, 'EndorseAgreement', { agreement: 'working-together' }),
    ),
    illustrative('2020-09-16', ITU, 'GrantMandate', ({ organisation }) => ({
      organisation: organisation(RECORDER),
      source: 'case-study',
    })),
    // One promise that all of them made with each other, as the account has it: not ten that say the same.
    making(
      'connectivity-together',
      sourced('2020-09-17', RECORDER, 'MakeCommitment', ({ organisation }) => ({
        onBehalfOf: organisation(ITU),
        source: source('together'),
        statement: together,
        kind: 'programme',
        places: [{ place: 'global' }],
        window: { from: '2020-09-17', to: '2023-09-16' },
        with: invited.map(organisation),
      })),
    ),
    making(
      'connectivity-measure',
      sourced('2020-09-17', RECORDER, 'MakeCommitment', ({ organisation }) => ({
        onBehalfOf: organisation(ITU),
        source: source('measure'),
        statement: 'Measure the overall effect of the partnership, including its effect on the SDGs',
        kind: 'programme',
        places: [{ place: 'global' }],
      })),
    ),
    illustrative('2020-09-17', RECORDER, 'DetailCommitment', ({ organisation, about }) => ({
      ...about('connectivity-measure'),
      onBehalfOf: organisation(ITU),
      sdgTargets: ['9.c'],
    })),
  ],
};
