import { type Scene } from '../scene.ts';
import { FUND, MINISTRY, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

/** Who is not in the room, what is needed, who does what next, and what is passed on. */
export const talking: readonly Scene[] = [
  told('2018-10-15', RIVERS, 'FlagMissingVoice', {
    voice: 'fishers',
    who: 'The fishing families of the middle lake',
    why: 'They know which inflows stink, and nobody here has asked them',
  }),
  told('2018-10-16', MINISTRY, 'NameCapability', ({ organisation }) => ({
    capability: 'technicians',
    text: 'People who can run treatment plants',
    organisations: [organisation(SCHOOL)],
  })),
  told('2018-10-16', MINISTRY, 'NameCapability', {
    capability: 'laboratory',
    text: 'A laboratory within a day of every lake',
  }),
  told('2018-10-16', UTILITY, 'TakeNextStep', {
    step: 'survey',
    text: 'Walk every inflow and put it on a map',
    due: '2018-11-30',
    meeting: 'scoping',
  }),
  told('2018-10-17', SCHOOL, 'OfferCapability', {
    capability: 'technicians',
    text: 'A course of one year, from 2019 on',
  }),
  told('2018-10-17', SCHOOL, 'TakeNextStep', {
    step: 'curriculum',
    text: 'Write the course for plant technicians',
    due: '2019-03-31',
    meeting: 'scoping',
  }),
  told('2018-11-12', MINISTRY, 'ResolveMissingVoice', {
    voice: 'fishers',
    how: 'consulted',
    note: 'Two evenings in the harbour; what they said is in the map',
  }),
  told('2018-11-28', UTILITY, 'FinishNextStep', { step: 'survey', note: '61 inflows, 19 of them untreated' }),
  told('2019-01-25', MINISTRY, 'AnnounceDecision', {
    decision: 'in-public',
    text: 'We report in this book, in public, everything but prices',
    meeting: 'agreement',
  }),
  told('2019-02-20', MINISTRY, 'FormWorkingGroup', {
    group: 'water-data',
    purpose: 'One way of measuring, in all three lakes',
  }),
  told('2019-02-21', RIVERS, 'JoinWorkingGroup', { group: 'water-data' }),
  told('2019-02-25', UTILITY, 'JoinWorkingGroup', { group: 'water-data' }),
  told('2020-02-10', SCHOOL, 'DropNextStep', { step: 'curriculum', reason: 'The course was not approved' }),
  told('2021-06-15', FUND, 'TakeNextStep', {
    step: 'ask-utility',
    text: 'Ask the utility how the second plant goes',
    due: '2021-07-31',
    meeting: 'review-2021',
  }),
  told('2021-07-12', MINISTRY, 'CloseWorkingGroup', {
    group: 'water-data',
    reason: 'All points measure in one way',
  }),
  told('2021-07-14', MINISTRY, 'SharePractice', {
    practice: 'forty-points',
    title: 'Forty points, one boat',
    text: 'One boat with one crew measures a lake in a day, and the numbers can be compared',
    meeting: 'review-2021',
  }),
];
