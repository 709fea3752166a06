import { event, refuse, type Decision, type Evolve, type NewEvent, type StoredEvent } from '#kernel';
import {
  endedAlready,
  endingOf,
  put,
  refuseBefore,
  toEntry,
  type Ending,
  type Entries,
  type Entry,
} from './entry.ts';
import type { DataOf } from './events.ts';

/** `organisation` is who took the step; it alone finishes or drops it. */
interface OfStep {
  readonly partnership: string;
  readonly organisation: string;
  readonly step: string;
}
/** What is to be done, by when, and the meeting it comes from. That it is overdue is derived, never recorded. */
export const NextStepTaken = event<OfStep & { text: string; due: string; meeting?: string }>()(
  'NextStepTaken',
  'participants',
);
export const NextStepFinished = event<OfStep & { note?: string }>()('NextStepFinished', 'participants');
export const NextStepDropped = event<OfStep & { reason?: string }>()('NextStepDropped', 'participants');

/** A taker that leaves keeps its steps: they are shown as its own, and it still ends them. */
export interface NextStep extends Entry<DataOf<typeof NextStepTaken>> {
  readonly ended?: Ending<OfStep & { note?: string; reason?: string }>;
}
export interface NextSteps {
  readonly nextSteps: Entries<NextStep>;
}
export const noNextSteps: NextSteps = { nextSteps: new Map() };

function ended<S extends NextSteps>(state: S, event: StoredEvent<string, OfStep>): S {
  const { step } = event.data;
  const known = state.nextSteps.get(step);
  return known
    ? { ...state, nextSteps: put(state.nextSteps, step, { ...known, ended: endingOf(event) }) }
    : state;
}
export const nextStepFolds = <S extends NextSteps>(): Evolve<S> => ({
  NextStepTaken: (state, event: StoredEvent<string, DataOf<typeof NextStepTaken>>) => ({
    ...state,
    nextSteps: put(state.nextSteps, event.data.step, toEntry(event, event.data)),
  }),
  NextStepFinished: ended,
  NextStepDropped: ended,
});

/** A step ends once, by the word of who took it. */
export function endStep(
  { nextSteps }: NextSteps,
  ending: NewEvent<string, OfStep>,
  { command, effectiveOn }: { command: { effectiveOn?: string }; effectiveOn: string },
): Decision {
  const { step, organisation } = ending.data;
  const field = 'step';
  const known = nextSteps.get(step);
  if (!known)
    return refuse('next-step-unknown', 'No such step was taken here: take it first (TakeNextStep).', {
      field,
    });
  if (known.said.organisation !== organisation)
    return refuse('not-the-taker', 'Only the organisation that took this step finishes or drops it.', {
      field,
    });
  const refusal = refuse(
    'next-step-ended',
    'This step is finished or dropped: for what is to be done now, take another (TakeNextStep).',
    { field },
  );
  return (
    endedAlready(known.ended, ending, { command, refusal }) ?? refuseBefore(known.on, effectiveOn) ?? [ending]
  );
}
