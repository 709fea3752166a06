import { IsEntryId } from '#vocabulary';
import { Consented, proposalAdopted, proposalUnknown, lastWordOn, withOutcomes } from '../consent.ts';
import { refuseBefore } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class Consent extends AboutPartnership {
  static readonly example = { proposal: 'goal-1' };

  @IsEntryId()
  proposal!: string;
}

export const consent = definePartnershipCommand({
  input: Consent,
  summary: 'Consent to a proposal; whoever completes it has its outcome recorded at once.',
  allow: participant,
  decide: (state, { partnership, proposal }, { actor: { organisation }, today, effectiveOn }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    const from = known.answers.get(organisation);
    if (from === 'consented') return [];
    if (known.adoptedOn !== undefined) return proposalAdopted();
    const early = refuseBefore(lastWordOn(state, known, organisation), effectiveOn);
    if (early) return early;
    const answer = Consented({ partnership, proposal, organisation, from });
    return withOutcomes(state, [answer], { today, effectiveOn, proposal });
  },
});
