import { refuse } from '#kernel';
import { tally, timeIsUp, waitsUntil, withOutcomes } from '../consent.ts';
import { OnProposal } from '../on-proposal.ts';
import { participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';
import { proposalUnknown, refuseSettled } from '../settled.ts';

export class RecordAdoption extends OnProposal {
  static readonly example = { proposal: 'goal-1' };
}

export const recordAdoption = defineConsentCommand({
  input: RecordAdoption,
  summary: 'Record that a proposal is adopted, its answer-by date having passed: who is silent stands aside.',
  allow: participant,
  decide: (state, { proposal }, { today, effectiveOn }) => {
    const known = state.proposals.get(proposal);
    if (!known) return proposalUnknown();
    if (known.adoptedOn !== undefined) return [];
    const settled = refuseSettled(state, known);
    if (settled) return settled;
    const { adoption, received, needed } = tally(state, known, today);
    // Who was still to answer may have ended meanwhile: then nobody's answer is awaited.
    if (adoption.silent.length > 0 && !timeIsUp(state, known, today))
      return refuse(
        'answers-awaited',
        known.said.answerBy
          ? `Everybody may answer until the end of ${waitsUntil(state, known)} (Consent, StandAside, Object).`
          : 'No answer-by date was set: it is adopted with the last answer (Consent, StandAside).',
        { field: 'proposal' },
      );
    if (known.objections.size > 0)
      return refuse('objection-open', 'An objection is open: meet it, or Propose a new text.', {
        field: 'proposal',
        objectors: [...known.objections.keys()],
      });
    if (adoption.consented.length === 0)
      return refuse('no-consent', 'Nobody active has consented: at least one has to (Consent).', {
        field: 'proposal',
      });
    if (!received)
      return refuse(
        'receiver-consent-missing',
        'Who is to lead takes part and consents itself (Consent): to stand aside or be silent is not to take it on.',
        { field: 'proposal', receiver: known.said.to },
      );
    if (adoption.consented.length < needed)
      return refuse(
        'second-consent-missing',
        'Silence adopts what two have consented to, where two are active: one more has to (Consent).',
        { field: 'proposal' },
      );
    return withOutcomes(state, [], { today, effectiveOn, proposal });
  },
});
