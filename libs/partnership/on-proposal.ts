import type { Decision, EventDefinition, Facts } from '#kernel';
import { IsEntryId } from '#vocabulary';
import { lastWordOn, withOutcomes } from './consent.ts';
import { type Answer, type Consented } from './proposals.ts';
import { refuseBefore } from './entry.ts';
import type { DataOf } from './events.ts';
import { type PartnershipState } from './partnership.ts';
import { AboutPartnership } from './book-command.ts';
import { proposalUnknown, refuseSettled } from './settled.ts';

/** What a command says of a proposal. */
export class OnProposal extends AboutPartnership {
  @IsEntryId()
  proposal!: string;
}

/** To answer a proposal: the latest answer stands, and whoever completes it has its outcome recorded at once. */
export const answering =
  (answer: Answer, event: EventDefinition<string, DataOf<typeof Consented>>) =>
  (
    state: PartnershipState,
    { partnership, proposal }: OnProposal,
    { actor: { organisation }, today, effectiveOn }: Facts,
  ): Decision => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    const from = known.answers.get(organisation);
    if (from === answer) return [];
    const early =
      refuseSettled(state, known) ?? refuseBefore(lastWordOn(state, known, organisation), effectiveOn);
    if (early) return early;
    const answered = event({ partnership, proposal, organisation, from });
    return withOutcomes(state, [answered], { today, effectiveOn, proposal });
  };
