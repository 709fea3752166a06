import { IsText } from '#vocabulary';
import { lastWordOn } from '../consent.ts';
import { Objected } from '../proposals.ts';
import { refuseBefore } from '../entry.ts';
import { OnProposal } from '../on-proposal.ts';
import { participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';
import { refuseSettled, proposalUnknown } from '../settled.ts';

class Objection extends OnProposal {
  /** What stands in the way, so that a new text can meet it. */
  @IsText(5000)
  reason!: string;
}

/** Its name is told to the API; a class declared as `Object` would hide the language's own in this file. */
export const ObjectInput = {
  Object: class extends Objection {
    static readonly example = { proposal: 'goal-1', reason: 'It leaves out those who have no electricity' };
  },
}.Object;

export const object = defineConsentCommand({
  input: ObjectInput,
  summary: 'Object to a proposal: it is not adopted while an objection is open.',
  allow: participant,
  decide: (state, { partnership, proposal, reason }, { actor: { organisation }, effectiveOn }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    const from = known.objections.get(organisation);
    if (from === reason) return [];
    const early =
      refuseSettled(state, known) ?? refuseBefore(lastWordOn(state, known, organisation), effectiveOn);
    return early ?? [Objected({ partnership, proposal, organisation, reason, from })];
  },
});
