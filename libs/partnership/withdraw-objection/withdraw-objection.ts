import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsText } from '#vocabulary';
import { lastWordOn, withOutcomes } from '../consent.ts';
import { ObjectionWithdrawn } from '../proposals.ts';
import { refuseBefore } from '../entry.ts';
import { OnProposal } from '../on-proposal.ts';
import { participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';
import { proposalUnknown, refuseSettled } from '../settled.ts';

export class WithdrawObjection extends OnProposal {
  static readonly example = { proposal: 'goal-1', reason: 'Met in the working meeting' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const withdrawObjection = defineConsentCommand({
  input: WithdrawObjection,
  summary: 'Withdraw your own objection; what you answered beside it stands.',
  allow: participant,
  decide: (state, { partnership, proposal, reason }, { actor: { organisation }, today, effectiveOn }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    if (!known.objections.has(organisation))
      return refuse(
        'no-open-objection',
        'Your organisation has no open objection here; only the objector withdraws one.',
        { field: 'proposal' },
      );
    if (known.adoptedOn === undefined) {
      const settled = refuseSettled(state, known);
      if (settled) return settled;
    }
    const early = refuseBefore(lastWordOn(state, known, organisation), effectiveOn);
    if (early) return early;
    const withdrawn = ObjectionWithdrawn({ partnership, proposal, organisation, reason });
    return withOutcomes(state, [withdrawn], { today, effectiveOn, proposal });
  },
});
