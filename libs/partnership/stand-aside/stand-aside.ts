import { StoodAside } from '../consent.ts';
import { answering, OnProposal } from '../on-proposal.ts';
import { definePartnershipCommand, participant } from '../partnership.ts';

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
