import type { Allow } from '#kernel';
import { type PartnershipState } from './partnership.ts';
import { participant } from './book-command.ts';

/** After leaving, too: its steps are shown as its own, and it is asked for them. Others outside learn of none. */
export const taker: Allow<{ readonly step: string }, PartnershipState> = {
  label: 'the organisation that took the step; it needs to take part no more',
  refuse: (given) => {
    const { command, state, actor } = given;
    return state?.nextSteps.get(command.step)?.said.organisation === actor.organisation
      ? undefined
      : participant.refuse(given);
  },
};
