import { IsOptional } from 'class-validator';
import { defineCommand, pick, refuse, relyOn } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { latest, refuseBefore } from '#partnership';
import { refuseEnding } from '../../change.ts';
import { aboutIt, Commitment, commitmentStream, type CommitmentState } from '../../commitment.ts';
import { CommitmentWithdrawn } from '../../events.ts';
import { PartyLeft } from '../events.ts';
import {
  JointCommitment,
  jointUnknown,
  namedParty,
  OnJointCommitment,
  partyOf,
  type JointState,
} from '../joint-commitment.ts';

export class LeaveJointCommitment extends OnJointCommitment {
  static readonly example = {
    commitment: 'cmt_01k5a8w0000000000000000000',
    reason: 'The budget was not approved',
  };

  /** The commitment that your share is: it is withdrawn in the same breath, unless it has ended. */
  @IsIdOf('cmt')
  commitment!: string;

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const leaveJointCommitment = defineCommand<
  LeaveJointCommitment,
  JointState,
  { share: CommitmentState }
>({
  input: LeaveJointCommitment,
  entity: JointCommitment,
  summary: 'Leave a joint commitment and withdraw your share of it; the others stand by theirs.',
  allow: namedParty,
  reads: {
    share: ({ partnership, commitment }) => relyOn(Commitment, commitmentStream(partnership, commitment)),
  },
  decide: (state, command, { actor: { organisation }, effectiveOn, read: { share } }) => {
    const party = state && partyOf(state, organisation);
    if (!party) return jointUnknown();
    if (party.share === undefined)
      return refuse('not-accepted', 'You have no share in it: to say no, use DeclineShare.');
    if (command.commitment !== party.share || !share)
      return refuse('not-your-share', `Your share of it is ${party.share}: name that one.`, {
        field: 'commitment',
      });
    if (party.leftOn !== undefined) return [];
    const early =
      refuseBefore(latest([party.answeredOn, state.formedOn]), effectiveOn) ??
      (share.ended ? undefined : refuseEnding(share, effectiveOn));
    if (early) return early;
    const { partnership, jointCommitment } = state;
    const why = pick(command, ['reason']);
    const left = PartyLeft({ partnership, jointCommitment, organisation, share: party.share, ...why });
    const withdrawn = CommitmentWithdrawn(
      { ...aboutIt(share), ...why },
      commitmentStream(partnership, party.share),
    );
    return share.ended ? [left] : [left, withdrawn];
  },
});
