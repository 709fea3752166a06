import { refuse, type Entity, type Refusal, type StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import type { Answered, Observed, Withdrawn, Verdict } from './events.ts';

/** What one observer says of one claim, as it stands. */
export interface ObservationState extends Omit<Observed, 'from' | 'confirms'> {
  readonly verdict: Verdict;
  /** The latest day of what was said here: nothing is dated before what it follows. */
  readonly on: string;
  readonly withdrawnBy?: string;
  readonly answer?: Pick<Answered, 'text' | 'to' | 'claimVersion'>;
}

const observed =
  (verdict: Verdict) =>
  (state: ObservationState | undefined, event: StoredEvent<string, Observed>): ObservationState => {
    const { from: _, confirms: _c, ...said } = event.data;
    // The record it once came from stays known, so that the same record is not taken twice.
    const source = said.source ?? state?.source;
    const { answer } = state ?? {};
    return {
      ...said,
      verdict,
      on: dayItTells(event),
      ...(source ? { source } : {}),
      ...(answer ? { answer } : {}),
    };
  };

export const Observation: Entity<ObservationState> = {
  kind: 'observation',
  stream: ({ partnership, observation }: { partnership: string; observation: string }) =>
    `${partnership}-observation-${observation}`,
  evolve: {
    ClaimCorroborated: observed('corroborated'),
    ClaimDisputed: observed('disputed'),
    ObservationNoted: observed('noted'),
    ObservationAnswered: (state, event: StoredEvent<string, Answered>) => {
      const { text, to, claimVersion } = event.data;
      return { ...state, on: dayItTells(event), answer: { text, to, claimVersion } };
    },
    ObservationWithdrawn: (state, event: StoredEvent<string, Withdrawn>) => ({
      ...state,
      on: dayItTells(event),
      withdrawnBy: event.data.withdrawnBy,
    }),
  },
};

/** The types of the events that an observation's stream can hold. */
export const OBSERVATION_EVENTS: readonly string[] = Object.keys(Observation.evolve);
export const isObservation = ({ type }: { readonly type: string }): boolean =>
  OBSERVATION_EVENTS.includes(type);

/** Which claim, whose, by whom: what every event of an observation says. */
export const aboutObservation = ({
  partnership,
  commitment,
  organisation,
  observer,
  observation,
  claim,
}: ObservationState) => ({
  partnership,
  ...(commitment === undefined ? {} : { commitment }),
  organisation,
  observer,
  observation,
  claim,
});

export const observationUnknown = (): Refusal =>
  refuse('observation-unknown', 'Nothing is observed of this claim by this organisation.', {
    field: 'claim',
  });
