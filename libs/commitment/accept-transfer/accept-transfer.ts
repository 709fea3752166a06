import { Already, defineAllow, defineCommand, pick, refuse } from '#kernel';
import { Dated, IsEntryId, IsIdOf } from '#vocabulary';
import { ownMembership, refuseBefore, refuseUnlessActive } from '#partnership';
import { refuseChange, refuseEnding } from '../change.ts';
import { aboutIt, Commitment, type CommitmentState } from '../commitment.ts';
import { CommitmentMade, CommitmentSuperseded, PledgeMade } from '../events.ts';
import { unknownCommitment } from '../guard.ts';
import { openBeside } from '../opening.ts';
import { isOfPart, isOutdated, offerOf, takenOver, transferOutdated } from '../transfer.ts';

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

const formerOwnersOf = ({ transferOf, formerOwners = [] }: CommitmentState) =>
  transferOf ? { formerOwners: [transferOf.organisation, ...formerOwners] } : {};

export const acceptTransfer = defineCommand({
  input: AcceptTransfer,
  entity: Commitment,
  opens: { commitment: 'cmt' },
  summary: 'Take over a commitment that was offered to you: it goes on as your own, under an id of its own.',
  allow: receiver,
  decide: (state, command, { opened, effectiveOn }) => {
    if (!state) return unknownCommitment();
    const offer = offerOf(state, command.offer);
    const outdated = !offer || isOutdated(state, offer);
    if (!outdated && state.ended?.to && state.ended.by) return new Already({ commitment: state.ended.by });
    const refusal = refuseChange(state, effectiveOn);
    if (refusal) return refusal;
    if (outdated) return transferOutdated();
    const early = refuseBefore(offer.on, effectiveOn) ?? refuseEnding(state, effectiveOn);
    if (early) return early;
    const { partnership, organisation } = state;
    const commitment = opened['commitment'] ?? '';
    const made = state.firmOn === undefined ? PledgeMade : CommitmentMade;
    return [
      openBeside(
        made,
        { partnership, commitment, organisation: offer.to },
        {
          transferOf: { commitment: state.commitment, organisation },
          ...formerOwnersOf(state),
          ...pick(state, ['joint']),
          details: takenOver(state, offer, effectiveOn),
        },
      ),
      CommitmentSuperseded({
        ...aboutIt(state),
        by: commitment,
        to: offer.to,
        part: isOfPart(state, offer, effectiveOn),
      }),
    ];
  },
});
