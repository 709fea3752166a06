import type { Fact } from '#kernel';
import type { OverviewState, Phase, ProposalView, Told } from './shape.ts';

/** How facts of some kinds change an overview. */
export type On = { readonly [type: string]: (state: OverviewState, fact: Fact) => OverviewState };

export const told = ({ basis }: Fact): Told => (basis === undefined ? {} : { basis });
export const phase = (state: OverviewState, phase: Phase, since: string): OverviewState =>
  state.phase === phase ? state : { ...state, phase, phaseSince: since };
export const changed = <T>(list: readonly T[], which: (one: T) => boolean, to: (one: T) => T): readonly T[] =>
  list.map((one) => (which(one) ? to(one) : one));

/** The overview with one proposal changed. */
export const proposal = (
  state: OverviewState,
  id: string,
  to: (one: ProposalView) => Partial<ProposalView>,
): OverviewState => ({
  ...state,
  proposals: changed(
    state.proposals,
    (one) => one.proposal === id,
    (one) => ({ ...one, ...to(one) }),
  ),
});
