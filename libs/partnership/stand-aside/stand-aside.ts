import { StoodAside } from '../proposals.ts';
import { answering, OnProposal } from '../on-proposal.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class StandAside extends OnProposal {
  static readonly example = { proposal: 'goal-1' };
}

export const standAside = definePartnershipCommand({
  afterClosing: true,
  input: StandAside,
  summary: 'Stand aside: neither consent nor stand in the way of a proposal.',
  allow: participant,
  decide: answering('stood-aside', StoodAside),
});
