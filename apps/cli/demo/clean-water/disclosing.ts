import { making, type Scene } from '../scene.ts';
import { FUND, MINISTRY, RIVERS, SCHOOL, UTILITY, told } from './cast.ts';

/** What drives them and what limits them: quietly to a few, to all who take part, or to everybody. */
export const disclosing: readonly Scene[] = [
  making(
    'prices',
    told('2018-10-15', UTILITY, 'DiscloseConstraint', ({ organisation }) => ({
      text: 'We cannot raise prices before the next budget',
      bearsOn: [{ on: 'resources' }],
      audience: { to: 'named', organisations: [organisation(MINISTRY)] },
    })),
  ),
  told('2018-10-16', FUND, 'RecordTalk', ({ organisation }) => ({
    with: organisation(SCHOOL),
    text: 'They can teach, if somebody pays for the first year',
  })),
  told('2018-11-05', UTILITY, 'WidenAudience', ({ disclosed }) => ({
    ...disclosed('prices'),
    audience: { to: 'participants' },
  })),
  told('2018-11-06', RIVERS, 'AnswerDisclosure', ({ disclosed }) => ({
    ...disclosed('prices'),
    answer: 'rivers-1',
    text: 'Then begin with what costs nothing: the banks',
  })),
  making(
    'licence',
    told('2019-02-11', UTILITY, 'DiscloseInterest', {
      text: 'Two plants would win us the licence for the coast',
      bearsOn: [{ on: 'goal' }],
      audience: { to: 'public' },
    }),
  ),
  told('2019-02-12', RIVERS, 'AnswerDisclosure', ({ disclosed }) => ({
    ...disclosed('licence'),
    answer: 'rivers-2',
    text: 'Good to know; the lakes come first',
  })),
  told('2019-09-02', UTILITY, 'SupersedeDisclosure', ({ disclosed }) => ({
    ...disclosed('licence'),
    text: 'The licence for the coast is ours from 2021 on',
    reason: 'It was granted',
  })),
  told('2021-03-15', UTILITY, 'RetractDisclosure', ({ disclosed }) => ({
    ...disclosed('licence'),
    reason: 'It is no interest any more',
  })),
];
