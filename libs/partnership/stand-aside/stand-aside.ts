import { StoodAside } from '../proposals.ts';
import { answering, OnProposal } from '../on-proposal.ts';
import { participant } from '../book-command.ts';
import { defineConsentCommand } from '../consent-command.ts';

export class StandAside extends OnProposal {
  static readonly example = { proposal: 'goal-1' };
}

export const standAside = defineConsentCommand({
  input: StandAside,
  summary: 'Stand aside: neither consent nor stand in the way of a proposal.',
  allow: participant,
  decide: answering('stood-aside', StoodAside),
});
