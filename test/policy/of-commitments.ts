import { ofPartnership, reason, row, usd, type Row } from './rows.ts';
import type { Ids, Scene } from './scene.ts';

const promise = { statement: 'Connect 120 schools', kind: 'financial', money: usd('1000') };
const source = { system: 'fts', record: '1', version: 1 };

const committed = async (scene: Scene): Promise<Ids> => {
  const ids = await scene.give(scene.cast.own, 'MakeCommitment', promise);
  const says = { commitment: ids['commitment'] ?? '' };
  await scene.give(scene.cast.own, 'PlanMilestone', { ...says, entry: 'm', title: 'M', due: '2030-06-30' });
  await scene.give(scene.cast.own, 'RecordDisbursement', { ...says, entry: 'd', money: usd('100') });
  return says;
};
const then =
  (command: string) =>
  async (scene: Scene): Promise<Ids> => {
    const ids = await committed(scene);
    await scene.give(scene.cast.own, command, ids);
    return ids;
  };
const reported = async (scene: Scene): Promise<Ids> => {
  const ids = await committed(scene);
  await scene.give(scene.cast.own, 'ReportProgress', { ...ids, entry: 'r', narrative: 'Done' });
  return ids;
};
/** About a commitment on which a milestone and a payment stand. */
export const ofCommitment = row('a commitment', committed, (_, ids) => ids);
export const COMMITMENT: readonly Row[] = [
  ofPartnership('MakeCommitment', promise),
  ofPartnership('MakePledge', promise),
  row(
    'a pledge',
    async (scene) => {
      const { commitment = '' } = await scene.give(scene.cast.own, 'MakePledge', promise);
      return { commitment };
    },
    (_, ids) => ids,
  )('FirmPledge'),
  ofCommitment('DetailCommitment', { theme: 'Education' }),
  ofCommitment('AmendCommitment', { money: usd('1500'), reason }),
  ofCommitment('PlanMilestone', { entry: 'x', title: 'X', due: '2030-06-30' }),
  ofCommitment('RescheduleMilestone', { entry: 'm', due: '2030-09-30' }),
  ofCommitment('ReachMilestone', { entry: 'm' }),
  ofCommitment('SetBudget', { entry: 'x', money: usd('500') }),
  ofCommitment('RecordDisbursement', { entry: 'x', money: usd('100') }),
  ofCommitment('RecordExpenditure', { entry: 'x', money: usd('100') }),
  ofCommitment('RecordReturn', { entry: 'x', of: 'disbursement', payment: 'd', money: usd('30') }),
  ofCommitment('ReportProgress', { entry: 'x', narrative: 'Well' }),
  ofCommitment('AttachEvidence', {
    entry: 'x',
    title: 'A photo',
    sha256: '9f'.repeat(32),
    mediaType: 'image/jpeg',
  }),
  ofCommitment('CorrectEntry', { entry: 'd', money: usd('90'), reason }),
  ofCommitment('RestateEntry', { entry: 'd', money: usd('90'), reason }),
  ofCommitment('VoidEntry', { entry: 'd', reason }),
  ofCommitment('SuspendCommitment'),
  row('a commitment', then('SuspendCommitment'), (_, ids) => ids)('ResumeCommitment'),
  row('a commitment', reported, (_, ids) => ids)('FulfilCommitment'),
  ofCommitment('WithdrawCommitment'),
  row(
    'a commitment',
    async (scene) => {
      const ids = await committed(scene);
      const { commitment: by = '' } = await scene.give(scene.cast.own, 'MakeCommitment', promise);
      return { ...ids, by };
    },
    (_, ids) => ids,
  )('SupersedeCommitment'),
  ofCommitment('OfferTransfer', ({ cast }) => ({ offer: 'x', to: cast.third })),
];

/** What the third promised is offered to whose case it is. */
const offered = async (scene: Scene): Promise<Ids> => {
  const { own, third } = scene.cast;
  const { commitment = '' } = await scene.give(third, 'MakeCommitment', promise);
  await scene.give(third, 'OfferTransfer', { commitment, offer: 'x', to: own });
  return { commitment };
};
/** Another, made for this case alone, names it to go on in its place. */
export const merging = async (scene: Scene, successor: string): Promise<Ids> => {
  const { organisation = '' } = await scene.give(scene.cast.third, 'RegisterOrganisation', {
    name: `Ending ${ends++}`,
  });
  await scene.give(organisation, 'ChangeOrganisation', { organisation, change: 'merged', successor });
  return { organisation };
};
let ends = 0;
const left = async (scene: Scene): Promise<Ids> => {
  const { own } = scene.cast;
  const { organisation = '' } = await scene.give(scene.cast.third, 'RegisterOrganisation', {
    name: `Ending ${ends++}`,
  });
  await scene.stand(organisation, 'takes part');
  const { commitment = '' } = await scene.give(organisation, 'MakeCommitment', promise);
  await scene.give(organisation, 'ChangeOrganisation', { organisation, change: 'merged', successor: own });
  await scene.give(own, 'AcceptSuccession', { organisation });
  return { commitment };
};
const named = async (scene: Scene): Promise<Ids> => {
  const shares = [scene.cast.third, scene.cast.own].map((organisation) => ({ organisation }));
  const together = { statement: 'Together', kind: 'programme', shares };
  const { jointCommitment = '' } = await scene.give(scene.cast.third, 'ProposeJointCommitment', together);
  return { jointCommitment };
};
const formed = async (scene: Scene): Promise<Ids> => {
  const ids = await named(scene);
  await scene.give(scene.cast.third, 'AcceptShare', ids);
  const { commitment = '' } = await scene.give(scene.cast.own, 'AcceptShare', ids);
  return { ...ids, commitment };
};
export const TOGETHER: readonly Row[] = [
  row('an offer to it', offered, (_, ids) => ids)('AcceptTransfer', { offer: 'x' }),
  row('what is left by one that it goes on for', left, (_, ids) => ids)('TakeOver'),
  ofPartnership('ProposeJointCommitment', ({ cast }, _, by) => ({
    statement: 'Together',
    kind: 'programme',
    shares: [...new Set([cast.third, by])].map((organisation) => ({ organisation })),
  })),
  row('a share that is proposed to it', named, (_, ids) => ids)('AcceptShare'),
  row('a share that is proposed to it', named, (_, ids) => ids)('DeclineShare'),
  row('a share of its own', formed, (_, ids) => ids)('LeaveJointCommitment', { reason }),
];

/** It holds a mandate for the source of records about others, or not. */
const mandated = async (scene: Scene) => {
  const { own, third } = scene.cast;
  await scene.give(third, 'GrantMandate', { organisation: own, source: source.system });
};
const ofMandate = row('a mandate that it holds', mandated, ({ cast }) => ({
  ...promise,
  onBehalfOf: cast.fourth,
  source,
}));
/** The fourth holds the mandate, and recorded something about whose case it is. */
const attributed = async (scene: Scene): Promise<Ids> => {
  const { own, third, fourth } = scene.cast;
  await scene.give(third, 'GrantMandate', { organisation: fourth, source: source.system });
  const { commitment = '' } = await scene.give(fourth, 'MakeCommitment', {
    ...promise,
    onBehalfOf: own,
    source,
  });
  return { commitment };
};
const recorded = async (scene: Scene): Promise<Ids> => {
  await mandated(scene);
  const about = { ...promise, onBehalfOf: scene.cast.fourth, source };
  const { commitment = '' } = await scene.give(scene.cast.own, 'MakeCommitment', about);
  return { commitment };
};
export const ATTRIBUTED: readonly Row[] = [
  ofMandate('MakeCommitment'),
  ofMandate('MakePledge'),
  row('a record that it made about another', recorded, ({ cast }, ids) => ({
    ...ids,
    onBehalfOf: cast.fourth,
  }))('RecordDisbursement', { entry: 'x', money: usd('100') }),
  row('a record that it made about another', recorded, ({ cast }, ids) => ({
    ...ids,
    onBehalfOf: cast.fourth,
  }))('EndRecord', { ended: 'removed' }),
  row('a record about it', attributed, (_, ids) => ids)('ConfirmAttribution'),
  row('a record about it', attributed, (_, ids) => ids)('RejectAttribution'),
];

const claim = (_: Scene, { commitment }: Ids) => ({ claim: { about: 'commitment', commitment } });
/** Somebody else's promise, of which it has said something. */
const observed = async (scene: Scene): Promise<Ids> => {
  const { own, third } = scene.cast;
  const { commitment = '' } = await scene.give(third, 'MakeCommitment', promise);
  await scene.give(own, 'DisputeClaim', { ...claim(scene, { commitment }), text: 'Not so' });
  return { commitment };
};
const disputed = async (scene: Scene): Promise<Ids> => {
  const ids = await committed(scene);
  await scene.give(scene.cast.third, 'DisputeClaim', { ...claim(scene, ids), text: 'Not so' });
  return ids;
};
/** The third promised something to whose case it is. */
const receives = async (scene: Scene): Promise<Ids> => {
  const { own, third } = scene.cast;
  const recipient = { organisation: own };
  const { commitment = '' } = await scene.give(third, 'MakeCommitment', { ...promise, recipient });
  return { commitment };
};
export const OBSERVING: readonly Row[] = [
  row('what names it', receives, (_, ids) => ids)('AnswerNaming', { role: 'recipient', answer: 'rejected' }),
  row('a claim', committed, claim)('CorroborateClaim'),
  row('a claim', committed, claim)('DisputeClaim', { text: 'Not so' }),
  row('a claim', committed, claim)('NoteObservation', { text: 'Noted' }),
  row('what was promised to it', receives, claim)('CorroborateClaim'),
  row(
    'a claim',
    disputed,
    claim,
  )('RespondToObservation', ({ cast }) => ({
    observer: cast.third,
    text: 'So it is',
  })),
  row('an observation', observed, claim)('WithdrawObservation'),
];
