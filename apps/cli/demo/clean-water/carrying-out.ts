import { making, type Scene } from '../scene.ts';
import { FOUNDATION, FUND, MINISTRY, REGISTER, RIVERS, SCHOOL, UTILITY, told, usd } from './cast.ts';

/** How it went, in the first two years. */
export const carryingOut: readonly Scene[] = [
  told('2019-03-18', UTILITY, 'SetBudget', ({ about }) => ({
    ...about('plants'),
    entry: 'year-1',
    money: usd('4000000'),
    period: { from: '2019-03-01', to: '2020-02-29' },
  })),
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
  told('2020-09-21', UTILITY, 'RecordExpenditure', ({ about }) => ({
    ...about('plants'),
    entry: 'roof-2020',
    money: usd('52000'),
  })),
  told('2020-10-05', UTILITY, 'VoidEntry', ({ about }) => ({
    ...about('plants'),
    entry: 'roof-2020',
    reason: 'It was the roof of the depot, which belongs to no plant',
  })),
  told('2020-10-12', MINISTRY, 'RestateEntry', ({ about }) => ({
    ...about('monitoring'),
    entry: 'report-2020-1',
    values: [{ indicator: 'points', value: '28' }],
    reason: 'Three points were found to measure the same inflow',
  })),
  told('2020-11-16', UTILITY, 'RecordReturn', ({ about }) => ({
    ...about('plants'),
    entry: 'pumps-back',
    of: 'expenditure',
    payment: 'works-2020',
    money: usd('60000'),
    note: 'Two pumps were sent back',
  })),
  told('2020-11-09', REGISTER, 'EndRecord', ({ about, organisation }) => ({
    ...about('clinics'),
    onBehalfOf: organisation(FOUNDATION),
    ended: 'removed',
    reason: 'The register has it no more',
  })),
  told('2020-11-30', RIVERS, 'ReportProgress', ({ about }) => ({
    ...about('patrols'),
    entry: 'spring-2020',
    narrative: 'All 600 kilometres were walked.',
  })),
  told('2020-12-01', RIVERS, 'FulfilCommitment', ({ about }) => about('patrols')),
  making(
    'clinics-again',
    told('2020-12-14', REGISTER, 'MakeCommitment', ({ about, organisation }) => ({
      onBehalfOf: organisation(FOUNDATION),
      source: { system: 'open-aid', record: 'clinics', version: 2, tags: { status: 'committed' } },
      resumes: about('clinics').commitment,
      statement: 'Filters for 30 clinics',
      kind: 'financial',
      places: [{ place: '005' }],
      money: usd('800000'),
      recipient: { organisation: organisation(UTILITY) },
      effectiveOn: '2020-12-10',
    })),
  ),
];

export const goingOn: readonly Scene[] = [
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
  told('2021-02-05', MINISTRY, 'RevokeMandate', ({ organisation }) => ({
    organisation: organisation(REGISTER),
    source: 'open-aid',
    reason: 'The register has closed',
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
