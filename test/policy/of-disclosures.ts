import { ofPartnership, reason, row, type Row } from './rows.ts';
import type { Ids, Scene } from './scene.ts';

const said = { text: 'Our budget for this year is spent', audience: { to: 'participants' } };
const disclosedBy =
  (who: 'own' | 'third') =>
  async (scene: Scene): Promise<Ids> => {
    const { disclosure = '' } = await scene.give(scene.cast[who], 'DiscloseConstraint', said);
    return { disclosure };
  };
const ofDisclosure = row('a disclosure', disclosedBy('own'), (_, ids) => ids);

const focalPoint = { name: 'Ana Duarte', email: 'ana@example.org' };
const named = async (scene: Scene): Promise<Ids> => {
  const { person = '' } = await scene.give(scene.cast.own, 'NameFocalPoint', focalPoint);
  return { person };
};

export const DISCLOSING: readonly Row[] = [
  ofPartnership('DiscloseIncentive', said),
  ofPartnership('DiscloseInterest', said),
  ofPartnership('DiscloseConstraint', said),
  ...['DiscloseIncentive', 'DiscloseInterest', 'DiscloseConstraint'].map((command) =>
    row('one participant, by name')(command, ({ cast }) => ({
      ...said,
      audience: { to: 'named', organisations: [cast.third] },
    })),
  ),
  ofPartnership('RecordTalk', ({ cast }) => ({ with: cast.third, text: 'They can move first' })),
  ofDisclosure('WidenAudience', ({ cast }) => ({
    audience: { to: 'named', organisations: [cast.third] },
  })),
  ofDisclosure('SupersedeDisclosure', { text: 'The licence came', reason }),
  ofDisclosure('RetractDisclosure', { reason }),
  row(
    'a disclosure to it',
    disclosedBy('third'),
    (_, ids) => ids,
  )('AnswerDisclosure', {
    answer: 'a',
    text: 'We weigh it',
  }),
  ofPartnership('NameFocalPoint', focalPoint),
  row(
    'a person whom it has named',
    named,
    (_, ids) => ids,
  )('NameFocalPoint', {
    ...focalPoint,
    about: 'The map',
  }),
  row('a focal point', named, (_, ids) => ids)('WithdrawFocalPoint'),
];
