import { refuse, type Refusal } from '#kernel';
import type { PartnershipState } from './partnership.ts';
import { isOpen } from './settled.ts';

/**
 * Why the problem or the scope is not simply said anew: once a goal is adopted, all have consented to what it answers, and
 * while one is proposed they are asked about what stands.
 */
export function refuseOverruling(state: PartnershipState, subject: 'problem' | 'scope'): Refusal | undefined {
  const { goal, proposals } = state;
  if (goal)
    return refuse('goal-adopted', `A goal is adopted: it changes by consent (Propose, on "${subject}").`);
  const isAsked = [...proposals.values()].some((one) => one.said.subject === 'goal' && isOpen(state, one));
  return isAsked
    ? refuse(
        'goal-proposed',
        `A goal is proposed for what stands: change it by consent (Propose, on "${subject}").`,
      )
    : undefined;
}
