import { defineAllow, defineCommand, refuse, type Refusal } from '#kernel';
import { IsIdOf, IsText, type OrganisationId } from '#vocabulary';
import { refuseBefore } from '#partnership';
import { observationOf } from '../claim.ts';
import { ObservationAnswered } from '../events.ts';
import { aboutObservation, Observation, observationUnknown, type ObservationState } from '../observation.ts';
import { OnClaim } from '../input.ts';

export class RespondToObservation extends OnClaim {
  static readonly example = {
    claim: { about: 'entry', commitment: 'cmt_01hzy3v7qk8m4n2p6r9s0t1v5w', entry: 'tranche_1' },
    observer: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    text: 'It was sent to the regional office',
  };

  /** Whose observation is answered. */
  @IsIdOf('org')
  observer!: OrganisationId;

  @IsText(4000)
  text!: string;
}

/** It needs to be no participant any more: what is said of its claims it answers after leaving, too. */
const claimant = defineAllow<unknown, ObservationState>({
  label: 'the organisation whose claim it is',
  refuse: ({ state, actor }): Refusal | undefined => {
    if (!state) return observationUnknown();
    if (actor.organisation === state.organisation) return undefined;
    // Others learn nothing of what is said of a meeting.
    return state.claim.about === 'meeting'
      ? observationUnknown()
      : refuse('not-your-claim', 'Only the organisation whose claim it is answers: observe it yourself.');
  },
});

export const respondToObservation = defineCommand({
  input: RespondToObservation,
  summary: 'Answer what another says of your claim; said again, it replaces the answer before.',
  entity: Observation,
  own: ({ claim, observer }) => ({ observation: observationOf(claim, observer) }),
  allow: claimant,
  decide: (state, { text }, { effectiveOn }) => {
    if (!state) return observationUnknown();
    const { verdict: to, claimVersion, answer } = state;
    if (answer?.text === text && answer.to === to && answer.claimVersion === claimVersion) return [];
    return (
      refuseBefore(state.on, effectiveOn) ?? [
        ObservationAnswered({ ...aboutObservation(state), text, to, claimVersion }),
      ]
    );
  },
});
