import { Consented } from '../proposals.ts';
import { answering, OnProposal } from '../on-proposal.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class Consent extends OnProposal {
  static readonly example = { proposal: 'goal-1' };
}

export const consent = definePartnershipCommand({
  afterClosing: true,
  input: Consent,
  summary: 'Consent to a proposal; whoever completes it has its outcome recorded at once.',
  allow: participant,
  decide: answering('consented', Consented),
});
