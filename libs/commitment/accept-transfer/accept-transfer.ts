import { Already, defineAllow, defineCommand, refuse } from '#kernel';
import { Dated, IsEntryId, IsIdOf } from '#vocabulary';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { ownMembership, refuseBefore, refuseUnlessActive } from '#partnership';
import { refuseChange, refuseEnding } from '../change.ts';
import { Commitment, type CommitmentState } from '../commitment.ts';
import { unknownCommitment } from '../guard.ts';
import { handOver } from '../hand-over.ts';
import { isOutdated, offerOf, transferOutdated } from '../transfer.ts';

export class AcceptTransfer extends Dated {
  static readonly example = { offer: 'offer-1' };

  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('cmt')
  commitment!: string;

  /** Which offer is accepted: one that was changed or replaced since is not. */
  @IsEntryId()
  offer!: string;
}

/** Beside its owner, the only other that writes on a commitment. */
const receiver = defineAllow<AcceptTransfer, CommitmentState, { member: { active: boolean } }>({
  label: 'the organisation that it was offered to, an active participant',
  reads: { member: ownMembership },
  refuse: ({ command, state, actor, read }) => {
    if (!state) return unknownCommitment();
    const offer = offerOf(state, command.offer);
    if (!offer)
      return refuse('offer-unknown', 'No such offer was made: take its id from the dossier.', {
        field: 'offer',
      });
    return offer.to === actor.organisation
      ? refuseUnlessActive(read.member)
      : refuse('not-the-receiver', 'Only the organisation that it was offered to takes it over.', {
          to: offer.to,
        });
  },
});

export const acceptTransfer = defineCommand<AcceptTransfer, CommitmentState, { endings: Endings }>({
  input: AcceptTransfer,
  entity: Commitment,
  alsoCreates: { commitment: 'cmt' },
  summary: 'Take over a commitment that was offered to you: it goes on as your own, under an id of its own.',
  allow: receiver,
  reads: { endings: relyOnEndings },
  decide: (state, command, { actor, opened, effectiveOn, read }) => {
    if (!state) return unknownCommitment();
    const offer = offerOf(state, command.offer);
    const outdated = !offer || isOutdated(state, offer);
    if (!outdated && state.ended?.to && state.ended.by) return new Already({ commitment: state.ended.by });
    const refusal = refuseEnded(read.endings, actor.organisation) ?? refuseChange(state, effectiveOn);
    if (refusal) return refusal;
    if (outdated) return transferOutdated();
    const early = refuseBefore(offer.on, effectiveOn) ?? refuseEnding(state, effectiveOn);
    if (early) return early;
    return handOver(state, offer, { commitment: opened['commitment'] ?? '', effectiveOn });
  },
});
