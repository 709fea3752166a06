import { type Cast, type Scene } from '../scene.ts';
import { FUND, REGISTER, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

/** An entry of a commitment, as what an observation is about. */
const entry =
  (commitment: string, id: string) =>
  ({ about }: Cast) => ({
    claim: { about: 'entry', ...about(commitment), entry: id },
  });

/** What others say of what was reported, and what is answered. */
export const observing: readonly Scene[] = [
  // A register says for who receives the filters that they were promised; until it says so itself, it is the register's word.
  told('2019-05-08', REGISTER, 'CorroborateClaim', ({ about, organisation }) => ({
    claim: { about: 'commitment', ...about('clinics') },
    onBehalfOf: organisation(UTILITY),
    source: { system: 'open-aid', record: 'clinics:recipient', version: 1 },
  })),
  // It was named in that record, and says so itself.
  told('2019-05-22', UTILITY, 'AnswerNaming', ({ about }) => ({
    ...about('clinics'),
    role: 'recipient',
    answer: 'confirmed',
  })),
  told('2019-05-22', UTILITY, 'CorroborateClaim', ({ about }) => ({
    claim: { about: 'commitment', ...about('clinics') },
  })),
  told('2019-07-29', RIVERS, 'CorroborateClaim', (cast) => ({
    ...entry('monitoring', 'report-2019-1')(cast),
    text: 'Our patrols saw the boats at all nine points',
  })),
  told('2019-11-18', RIVERS, 'DisputeClaim', (cast) => ({
    ...entry('plants', 'tranche-2')(cast),
    text: 'Nothing of thirty million can be seen at the site',
  })),
  told('2020-01-14', UTILITY, 'RespondToObservation', (cast) => ({
    ...entry('plants', 'tranche-2')(cast),
    observer: cast.organisation(RIVERS),
    text: 'You were right: it was three million, and we have corrected it',
  })),
  told('2020-02-03', FUND, 'CorroborateClaim', {
    claim: { about: 'meeting', meeting: 'agreement' },
    text: 'So it was agreed',
  }),
  told('2020-02-12', UTILITY, 'DisputeClaim', {
    claim: { about: 'measurement', measurement: 'census-2019' },
    text: 'That is more than the three lakes have people',
  }),
  told('2020-08-24', SCHOOL, 'DisputeClaim', (cast) => ({
    ...entry('monitoring', 'report-2020-1')(cast),
    text: 'We found boats at 28 points, not at 31',
  })),
  told('2020-10-19', SCHOOL, 'WithdrawObservation', (cast) => ({
    ...entry('monitoring', 'report-2020-1')(cast),
    reason: 'It was restated to what we had found',
  })),
  told('2021-03-01', FUND, 'NoteObservation', ({ about }) => ({
    claim: { about: 'silence', ...about('pipes') },
    text: 'The trenches can be seen; only the report is missing',
  })),
  told('2021-07-19', UTILITY, 'CorroborateClaim', ({ about }) => ({
    claim: { about: 'fulfilment', ...about('monitoring') },
  })),
];
