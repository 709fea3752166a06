import { IsOptional } from 'class-validator';
import { defineAllow, defineCommand, refuse } from '#kernel';
import { IsIdOf, IsText, type OrganisationId } from '#vocabulary';
import { refuseBefore } from '#partnership';
import { observationOf } from '../claim.ts';
import { ObservationWithdrawn } from '../events.ts';
import { aboutObservation, Observation, observationUnknown, type ObservationState } from '../observation.ts';
import { OnClaim } from '../input.ts';

export class WithdrawObservation extends OnClaim {
  static readonly example = {
    claim: { about: 'entry', commitment: 'cmt_01hzy3v7qk8m4n2p6r9s0t1v5w', entry: 'tranche_1' },
    reason: 'It had arrived after all',
  };

  /** The observer, where who recorded it takes it back. */
  @IsOptional()
  @IsIdOf('org')
  onBehalfOf?: OrganisationId;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

/** The stream is told from who gives the command, so that without `onBehalfOf` it is the observer. */
const itsObserver = defineAllow<WithdrawObservation, ObservationState>({
  label: 'the observer; until it has confirmed it, also who recorded it',
  refuse: ({ command: { onBehalfOf }, state, actor }) => {
    if (!state) return observationUnknown();
    if (onBehalfOf === undefined || (state.attributed && actor.organisation === state.recordedBy))
      return undefined;
    // Others learn nothing of what is said of a meeting.
    if (state.claim.about === 'meeting') return observationUnknown();
    return refuse('not-the-recorder', 'Only who recorded it takes it back, until it is confirmed.', {
      field: 'onBehalfOf',
    });
  },
});

export const withdrawObservation = defineCommand({
  input: WithdrawObservation,
  summary: 'Take an observation back; it stays in the history, and can be made anew.',
  entity: Observation,
  own: ({ claim, onBehalfOf }, actor) => ({
    observation: observationOf(claim, onBehalfOf ?? actor.organisation),
  }),
  allow: itsObserver,
  decide: (state, { reason }, { actor, effectiveOn }) => {
    if (!state) return observationUnknown();
    if (state.withdrawnBy !== undefined) return [];
    return (
      refuseBefore(state.on, effectiveOn) ?? [
        ObservationWithdrawn({
          ...aboutObservation(state),
          from: state.verdict,
          ...(reason === undefined ? {} : { reason }),
          withdrawnBy: actor.organisation,
        }),
      ]
    );
  },
});
