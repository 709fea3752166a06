import { IsEntryId } from '#vocabulary';
import { StoodAside, proposalAdopted, proposalUnknown, lastWordOn, withOutcomes } from '../consent.ts';
import { refuseBefore } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class StandAside extends AboutPartnership {
  static readonly example = { proposal: 'goal-1' };

  @IsEntryId()
  proposal!: string;
}

export const standAside = definePartnershipCommand({
  input: StandAside,
  summary: 'Stand aside: neither consent nor stand in the way of a proposal.',
  allow: participant,
  decide: (state, { partnership, proposal }, { actor: { organisation }, today, effectiveOn }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    const from = known.answers.get(organisation);
    if (from === 'stood-aside') return [];
    if (known.adoptedOn !== undefined) return proposalAdopted();
    const early = refuseBefore(lastWordOn(state, known, organisation), effectiveOn);
    if (early) return early;
    const answer = StoodAside({ partnership, proposal, organisation, from });
    return withOutcomes(state, [answer], { today, effectiveOn, proposal });
  },
});
