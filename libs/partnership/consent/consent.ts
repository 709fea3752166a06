import { Consented } from '../proposals.ts';
import { answering, OnProposal } from '../on-proposal.ts';
import { participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';

export class Consent extends OnProposal {
  static readonly example = { proposal: 'goal-1' };
}

export const consent = defineConsentCommand({
  input: Consent,
  summary: 'Consent to a proposal; whoever completes it has its outcome recorded at once.',
  allow: participant,
  decide: answering('consented', Consented),
});
