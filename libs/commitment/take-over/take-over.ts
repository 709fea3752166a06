import { Already, defineAllow, defineCommand, refuse, type Refusal } from '#kernel';
import { Dated, IsIdOf } from '#vocabulary';
import {
  goesOnSince,
  refuseEnded,
  relyOnEndings,
  relyOnSuccessions,
  type Endings,
  type Successions,
} from '#organisation';
import { ownMembership, refuseBefore, refuseUnlessActive } from '#partnership';
import { refuseChange, refuseEnding } from '../change.ts';
import { Commitment, isOwn, type CommitmentState } from '../commitment.ts';
import { unknownCommitment } from '../guard.ts';
import { handOver } from '../hand-over.ts';
import { refuseEarlier } from '../transfer.ts';

export class TakeOver extends Dated {
  static readonly example = { effectiveOn: '2022-01-01' };

  @IsIdOf('ptn')
  partnership!: string;

  /** Of an organisation that has ended, and in whose place yours goes on. */
  @IsIdOf('cmt')
  commitment!: string;
}

const notTheSuccessor = ({ organisation }: CommitmentState): Refusal =>
  refuse(
    'not-the-successor',
    'Only the organisation that has accepted to go on in its owner’s place takes it over (AcceptSuccession).',
    { organisation },
  );

/** No offer is needed: its owner has named who goes on, and that one has accepted. */
const successor = defineAllow<
  TakeOver,
  CommitmentState,
  { member: { active: boolean }; successions: Successions }
>({
  label: 'the organisation that has accepted to go on in its owner’s place, an active participant',
  reads: { member: ownMembership, successions: relyOnSuccessions },
  refuse: ({ state, actor, read }) => {
    if (!state) return unknownCommitment();
    const line = { organisation: state.organisation, successor: actor.organisation };
    return goesOnSince(read.successions, line) === undefined
      ? notTheSuccessor(state)
      : refuseUnlessActive(read.member);
  },
});

export const takeOver = defineCommand<
  TakeOver,
  CommitmentState,
  { successions: Successions; endings: Endings }
>({
  input: TakeOver,
  entity: Commitment,
  alsoCreates: { commitment: 'cmt' },
  summary:
    'Take over a commitment of an organisation that ended and in whose place yours goes on: it becomes your own, under an id of its own.',
  allow: successor,
  reads: { successions: relyOnSuccessions, endings: relyOnEndings },
  decide: (state, _, { actor: { organisation: to }, opened, effectiveOn, read }) => {
    if (!state) return unknownCommitment();
    if (state.ended?.to === to && state.ended.by) return new Already({ commitment: state.ended.by });
    if (!isOwn(state))
      return refuse('not-confirmed', 'Its owner has never confirmed it: it is the recorder’s word alone.');
    const since = goesOnSince(read.successions, { organisation: state.organisation, successor: to });
    const refusal =
      refuseEnded(read.endings, to) ??
      refuseChange(state, effectiveOn) ??
      refuseBefore(since, effectiveOn) ??
      refuseEarlier(state, effectiveOn) ??
      refuseEnding(state, effectiveOn);
    return refusal ?? handOver(state, { to }, { commitment: opened['commitment'] ?? '', effectiveOn });
  },
});
