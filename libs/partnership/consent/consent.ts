import { IsEntryId } from '#vocabulary';
import { Consented, proposalAdopted, proposalUnknown, withOutcomes } from '../consent.ts';
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
  decide: (state, { partnership, proposal }, { actor: { organisation }, today }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    const from = known.answers.get(organisation);
    if (from === 'consented') return [];
    if (known.adopted) return proposalAdopted();
    const answer = Consented({ partnership, proposal, organisation, from });
    return withOutcomes(state, [answer], { today, proposal });
  },
});
