import { making, type Scene } from '../scene.ts';
import { FOUNDATION, FUND, MINISTRY, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

const invitations = [
  ['utility', UTILITY, 'Treatment plants and pipes'],
  ['rivers', RIVERS, 'The rivers, and those who live on them'],
  ['fund', FUND, 'Money'],
  ['foundation', FOUNDATION, 'Schools and clinics'],
] as const;

/** From the convening to the agreement. */
export const convening: readonly Scene[] = [
  told('2018-09-03', MINISTRY, 'ConvenePartnership', {
    title: 'Clean water for the three lakes',
    problem: 'Two million people drink from three lakes that nobody cleans.',
    scope: { places: ['005'], sdgTargets: ['6.1', '6.3'] },
    programme: 'Decade of Clean Water (fictional)',
    priorities: ['Safe water in every town'],
  }),
  // Its owner says which partnerships belong to it: until it has admitted them, they only name it.
  making(
    'decade',
    told('2018-09-04', MINISTRY, 'RegisterProgramme', { name: 'Decade of Clean Water (fictional)' }),
  ),
  told('2018-09-05', MINISTRY, 'AdmitPartnership', ({ programme }) => programme('decade')),
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
  told('2018-10-16', MINISTRY, 'RefineScope', {
    scope: { places: ['005'], sdgTargets: ['6.1', '6.3', '6.6'] },
    reason: 'Who treats the inflows restores the lakes',
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
