import { making, scenesThatAre, type Scene, type Story } from './scene.ts';

/**
 * A partnership that never was, of organisations that never were: it shows what becomes of promises, the bad days
 * included.
 */
const told = scenesThatAre('illustrative');

const MINISTRY = 'Ministry of Water of Montavira (fictional)';
const UTILITY = 'Aguaclara Utilities (fictional)';
const RIVERS = 'Riverkeepers Alliance (fictional)';
const FUND = 'Southern Lakes Fund (fictional)';
const SCHOOL = 'Polytechnic of San Telmo (fictional)';
const FOUNDATION = 'Tierra Alta Foundation (fictional)';
const REGISTER = 'Open Aid Register (fictional)';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const invitations = [
  ['utility', UTILITY, 'Treatment plants and pipes'],
  ['rivers', RIVERS, 'The rivers, and those who live on them'],
  ['fund', FUND, 'Money'],
  ['foundation', FOUNDATION, 'Schools and clinics'],
] as const;

const convening: readonly Scene[] = [
  told('2018-09-03', MINISTRY, 'ConvenePartnership', {
    title: 'Clean water for the three lakes',
    problem: 'Two million people drink from three lakes that nobody cleans.',
    scope: { places: ['005'], sdgTargets: ['6.1', '6.3'] },
    programme: 'Decade of Clean Water (fictional)',
    priorities: ['Safe water in every town'],
  }),
  ...invitations.map(([invitation, name, canActOn]) =>
    told('2018-09-10', MINISTRY, 'InviteParticipant', ({ organisation }) => ({
      invitation,
      organisation: organisation(name),
      canActOn,
    })),
  ),
  told('2018-09-20', FOUNDATION, 'DeclineInvitation', { invitation: 'foundation', reason: 'Not this year' }),
  told('2018-09-24', MINISTRY, 'OpenCall', { call: 'skills', text: 'Who can train technicians?' }),
  told('2018-09-26', SCHOOL, 'ExpressInterest', { statement: 'We teach water engineering in three towns' }),
  told('2018-10-01', UTILITY, 'JoinPartnership', { priorities: ['Plants that pay for themselves'] }),
  told('2018-10-01', RIVERS, 'JoinPartnership', { priorities: ['Living rivers'] }),
  told('2018-10-02', FUND, 'JoinPartnership', { priorities: ['Works that last'] }),
  told('2018-10-03', SCHOOL, 'JoinPartnership', { priorities: ['Work for our graduates'] }),
  told('2018-10-15', MINISTRY, 'HoldMeeting', ({ organisation }) => ({
    meeting: 'scoping',
    kind: 'scoping',
    attendees: [MINISTRY, UTILITY, RIVERS, FUND, SCHOOL].map(organisation),
    agreed: ['The lakes first, the coast later'],
  })),
  told('2018-10-16', MINISTRY, 'RefineProblem', {
    problem: 'Two million people drink from three lakes whose inflows nobody treats.',
    reason: 'The scoping meeting found that it is the inflows',
  }),
  told('2018-10-20', MINISTRY, 'Propose', {
    proposal: 'goal-1',
    subject: 'goal',
    text: 'Treat every inflow of the three lakes by 2023.',
  }),
  told('2018-10-22', RIVERS, 'Object', {
    proposal: 'goal-1',
    reason: 'It says nothing of the rivers upstream',
  }),
  told('2018-11-05', RIVERS, 'Propose', {
    proposal: 'goal-2',
    subject: 'goal',
    text: 'Treat every inflow of the three lakes by 2023, and keep the rivers upstream alive.',
  }),
  told('2018-11-06', RIVERS, 'Consent', { proposal: 'goal-2' }),
  told('2018-11-06', MINISTRY, 'Consent', { proposal: 'goal-2' }),
  told('2018-11-07', UTILITY, 'Consent', { proposal: 'goal-2' }),
  told('2018-11-07', SCHOOL, 'Consent', { proposal: 'goal-2' }),
  told('2018-11-08', FUND, 'StandAside', { proposal: 'goal-2' }),
  told('2018-12-01', MINISTRY, 'OpenPause', { reason: 'Each of us asks at home what it can bring' }),
  told('2019-01-15', MINISTRY, 'ClosePause'),
  told('2019-01-22', MINISTRY, 'HoldMeeting', ({ organisation }) => ({
    meeting: 'agreement',
    kind: 'agreement',
    attendees: [MINISTRY, UTILITY, RIVERS, FUND].map(organisation),
    agreed: ['Report twice a year, in public'],
  })),
  told('2019-01-22', MINISTRY, 'ProposeAgreement', {
    agreement: 'lakes',
    title: 'The lakes agreement',
    text: 'Each of us says what it will do, and twice a year how it went.',
    sharing: { everyMonths: 6, channel: 'This book', public: 'Everything but prices' },
  }),
  told('2019-01-23', UTILITY, 'EndorseAgreement', { agreement: 'lakes' }),
  told('2019-01-24', MINISTRY, 'EndorseAgreement', { agreement: 'lakes' }),
  told('2019-01-30', FUND, 'EndorseAgreement', { agreement: 'lakes' }),
];

const indicator = { level: 'output', direction: 'increase', aggregation: 'latest' };
const promising: readonly Scene[] = [
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
    told('2019-02-18', SCHOOL, 'MakePledge', {
      statement: 'Train 60 technicians',
      kind: 'programme',
      theme: 'Skills',
    }),
  ),
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

const recording: readonly Scene[] = [
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

const carryingOut: readonly Scene[] = [
  told('2019-07-15', MINISTRY, 'ReportProgress', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2019-1',
    period: { from: '2019-02-01', to: '2019-06-30' },
    values: [{ indicator: 'points', value: '9' }],
  })),
  told('2019-08-01', UTILITY, 'RecordDisbursement', ({ about }) => ({
    ...about('plants'),
    entry: 'tranche-1',
    money: usd('3000000'),
  })),
  told('2019-08-05', UTILITY, 'ReportProgress', ({ about }) => ({
    ...about('plants'),
    entry: 'report-2019-1',
    narrative: 'The ground is bought and the first plant is designed.',
  })),
  told('2019-09-02', UTILITY, 'AmendCommitment', ({ about }) => ({
    ...about('plants'),
    money: usd('15000000'),
    reason: 'The second plant is to serve one town more',
  })),
  told('2019-10-14', FUND, 'RecordDisbursement', ({ about }) => ({
    ...about('loan'),
    entry: 'first',
    money: { amount: '2000000', currency: 'EUR' },
  })),
  told('2019-10-15', FUND, 'AttachEvidence', ({ about }) => ({
    ...about('loan'),
    entry: 'statement-2019',
    title: 'Statement of account, 2019',
    sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    mediaType: 'application/pdf',
    about: 'first',
  })),
  told('2019-10-15', FUND, 'ReportProgress', ({ about }) => ({
    ...about('loan'),
    entry: 'report-2019',
    narrative: 'Four towns build.',
  })),
  told('2019-11-04', UTILITY, 'RecordDisbursement', ({ about }) => ({
    ...about('plants'),
    entry: 'tranche-2',
    money: usd('30000000'),
  })),
  told('2019-11-20', RIVERS, 'ReportProgress', ({ about }) => ({
    ...about('patrols'),
    entry: 'spring-2019',
    narrative: '580 kilometres were walked.',
  })),
  told('2020-01-13', UTILITY, 'CorrectEntry', ({ about }) => ({
    ...about('plants'),
    entry: 'tranche-2',
    money: usd('3000000'),
    reason: 'One zero too many',
  })),
  told('2020-01-20', MINISTRY, 'ReportProgress', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2019-2',
    period: { from: '2019-07-01', to: '2019-12-31' },
    values: [{ indicator: 'points', value: '17' }],
  })),
  told('2020-01-20', MINISTRY, 'RescheduleMilestone', ({ about }) => ({
    ...about('monitoring'),
    entry: 'first-20',
    due: '2020-04-30',
    reason: 'The boats came late',
  })),
  told('2020-02-10', SCHOOL, 'WithdrawCommitment', ({ about }) => ({
    ...about('technicians'),
    reason: 'The course was not approved',
  })),
  told('2020-03-02', RIVERS, 'LeavePartnership', { reason: 'priorities-changed' }),
  told('2020-04-06', UTILITY, 'SuspendCommitment', ({ about }) => ({
    ...about('plants'),
    reason: 'The building sites are closed',
  })),
  told('2020-05-11', MINISTRY, 'ReachMilestone', ({ about }) => ({
    ...about('monitoring'),
    entry: 'first-20',
    effectiveOn: '2020-05-06',
  })),
  told('2020-07-20', MINISTRY, 'ReportProgress', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2020-1',
    period: { from: '2020-01-01', to: '2020-06-30' },
    values: [{ indicator: 'points', value: '31' }],
  })),
  told('2020-08-03', UTILITY, 'ResumeCommitment', ({ about }) => about('plants')),
  told('2020-09-14', UTILITY, 'RecordExpenditure', ({ about }) => ({
    ...about('plants'),
    entry: 'works-2020',
    money: usd('4100000'),
    note: 'Earth works, tanks and pumps',
  })),
  told('2020-09-15', UTILITY, 'ReportProgress', ({ about }) => ({
    ...about('plants'),
    entry: 'report-2020',
    narrative: 'The first plant is half built.',
  })),
  told('2020-10-12', MINISTRY, 'RestateEntry', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2020-1',
    values: [{ indicator: 'points', value: '28' }],
    reason: 'Three points were found to measure the same inflow',
  })),
  told('2020-11-30', RIVERS, 'ReportProgress', ({ about }) => ({
    ...about('patrols'),
    entry: 'spring-2020',
    narrative: 'All 600 kilometres were walked.',
  })),
  told('2020-12-01', RIVERS, 'FulfilCommitment', ({ about }) => about('patrols')),
];

const goingOn: readonly Scene[] = [
  making(
    'wider-rule',
    told('2021-02-01', MINISTRY, 'MakeCommitment', {
      statement: 'A rule that whoever discharges has to measure and to publish',
      kind: 'policy',
      theme: 'Rules',
      reportEveryMonths: 12,
    }),
  ),
  told('2021-02-01', MINISTRY, 'SupersedeCommitment', ({ about }) => ({
    ...about('rule'),
    by: about('wider-rule').commitment,
    reason: 'Publishing belongs to it',
  })),
  told('2021-02-08', MINISTRY, 'ReportProgress', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2020-2',
    period: { from: '2020-07-01', to: '2020-12-31' },
    values: [{ indicator: 'points', value: '40' }],
  })),
  told('2021-03-15', UTILITY, 'ReachMilestone', ({ about }) => ({ ...about('plants'), entry: 'plant-1' })),
  told('2021-04-19', FUND, 'RecordDisbursement', ({ about }) => ({
    ...about('loan'),
    entry: 'second',
    money: { amount: '3500000', currency: 'EUR' },
  })),
  told('2021-06-14', MINISTRY, 'HoldMeeting', ({ organisation }) => ({
    meeting: 'review-2021',
    kind: 'review',
    attendees: [MINISTRY, FUND, SCHOOL].map(organisation),
    agreed: ['Ask the utility how the second plant goes'],
  })),
  told('2021-07-12', MINISTRY, 'ReportProgress', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2021-1',
    narrative: 'All 40 points are measured and published each week.',
  })),
  told('2021-07-12', MINISTRY, 'FulfilCommitment', ({ about }) => about('monitoring')),
];

export const cleanWater: Story = {
  basis: 'illustrative',
  players: [
    { name: MINISTRY, type: '10' },
    { name: UTILITY, type: '70' },
    { name: RIVERS, type: '22' },
    { name: FUND, type: '40' },
    { name: SCHOOL, type: '80' },
    { name: FOUNDATION, type: '60' },
    { name: REGISTER },
  ],
  scenes: [...convening, ...promising, ...recording, ...carryingOut, ...goingOn],
};
