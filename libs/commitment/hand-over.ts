import { pick, type NewEvent } from '#kernel';
import { aboutIt, type CommitmentState } from './commitment.ts';
import { CommitmentMade, CommitmentSuperseded, PledgeMade } from './events.ts';
import { openBeside } from './opening.ts';
import { isOfPart, takenOver, type Handed } from './transfer.ts';

const formerOwnersOf = ({ transferOf, formerOwners = [] }: CommitmentState) =>
  transferOf ? { formerOwners: [transferOf.organisation, ...formerOwners] } : {};

/** Opens the taker's own beside the one that ends: both in one append. @param commitment the id of the taker's */
export function handOver(
  state: CommitmentState,
  handed: Handed,
  { commitment, effectiveOn }: { readonly commitment: string; readonly effectiveOn: string },
): readonly NewEvent[] {
  const { partnership, organisation } = state;
  const { to } = handed;
  const made = state.firmOn === undefined ? PledgeMade : CommitmentMade;
  return [
    openBeside(
      made,
      { partnership, commitment, organisation: to },
      {
        transferOf: { commitment: state.commitment, organisation },
        ...formerOwnersOf(state),
        ...pick(state, ['joint']),
        details: takenOver(state, handed, effectiveOn),
      },
    ),
    CommitmentSuperseded({
      ...aboutIt(state),
      by: commitment,
      to,
      part: isOfPart(state, handed, effectiveOn),
    }),
  ];
}
