import type { Fact } from '#kernel';
import type { DecisionAnnounced, PracticeShared } from '../announcements.ts';
import type { CapabilityNamed, CapabilityOffered } from '../capabilities.ts';
import type { DataOf } from '../events.ts';
import type { MissingVoiceFlagged, MissingVoiceResolved } from '../missing-voices.ts';
import type { NextStepDropped, NextStepFinished, NextStepTaken } from '../next-steps.ts';
import type { WorkingGroupClosed, WorkingGroupFormed, WorkingGroupJoined } from '../working-groups.ts';
import { changed, told, type On } from './changes.ts';
import type { GroupView, NextStepView, OverviewState } from './shape.ts';

const said = <E>({ data }: Fact): DataOf<E> => data as DataOf<E>;

const voices: On = {
  MissingVoiceFlagged: (state, fact) => {
    const { partnership: _, ...flagged } = said<typeof MissingVoiceFlagged>(fact);
    return { ...state, missingVoices: [...state.missingVoices, { ...flagged, on: fact.on, ...told(fact) }] };
  },
  MissingVoiceResolved: (state, fact) => {
    const { voice, how, note, resolvedBy } = said<typeof MissingVoiceResolved>(fact);
    const resolved = { how, ...(note === undefined ? {} : { note }), by: resolvedBy, on: fact.on };
    return {
      ...state,
      missingVoices: changed(
        state.missingVoices,
        (one) => one.voice === voice,
        (one) => ({ ...one, resolved }),
      ),
    };
  },
};

const capabilities: On = {
  CapabilityNamed: (state, fact) => {
    const { capability, text, organisations = [], namedBy } = said<typeof CapabilityNamed>(fact);
    const named = { capability, text, organisations, namedBy, on: fact.on, offers: [], ...told(fact) };
    return { ...state, capabilities: [...state.capabilities, named] };
  },
  CapabilityOffered: (state, fact) => {
    const { capability, organisation, text } = said<typeof CapabilityOffered>(fact);
    const offer = { organisation, text, on: fact.on, ...told(fact) };
    return {
      ...state,
      capabilities: changed(
        state.capabilities,
        (one) => one.capability === capability,
        (one) => ({
          ...one,
          offers: [...one.offers.filter((other) => other.organisation !== organisation), offer],
        }),
      ),
    };
  },
};

const ended = (
  state: OverviewState,
  step: string,
  how: Pick<NextStepView, 'status' | 'endedOn' | 'note'>,
): OverviewState => ({
  ...state,
  nextSteps: changed(
    state.nextSteps,
    (one) => one.step === step,
    (one) => ({ ...one, ...how }),
  ),
});
const steps: On = {
  NextStepTaken: (state, fact) => {
    const { partnership: _, organisation: by, ...taken } = said<typeof NextStepTaken>(fact);
    const open = { ...taken, by, on: fact.on, status: 'open' as const, ...told(fact) };
    return { ...state, nextSteps: [...state.nextSteps, open] };
  },
  NextStepFinished: (state, fact) => {
    const { step, note } = said<typeof NextStepFinished>(fact);
    return ended(state, step, {
      status: 'finished',
      endedOn: fact.on,
      ...(note === undefined ? {} : { note }),
    });
  },
  NextStepDropped: (state, fact) => {
    const { step, reason: note } = said<typeof NextStepDropped>(fact);
    return ended(state, step, {
      status: 'dropped',
      endedOn: fact.on,
      ...(note === undefined ? {} : { note }),
    });
  },
};

const group = (
  state: OverviewState,
  id: string,
  to: (one: GroupView) => Partial<GroupView>,
): OverviewState => ({
  ...state,
  workingGroups: changed(
    state.workingGroups,
    (one) => one.group === id,
    (one) => ({ ...one, ...to(one) }),
  ),
});
const groups: On = {
  WorkingGroupFormed: (state, fact) => {
    const { group: id, purpose, organisation } = said<typeof WorkingGroupFormed>(fact);
    const formed = {
      group: id,
      purpose,
      formedBy: organisation,
      on: fact.on,
      members: [organisation],
      ...told(fact),
    };
    return { ...state, workingGroups: [...state.workingGroups, formed] };
  },
  WorkingGroupJoined: (state, fact) => {
    const { group: id, organisation } = said<typeof WorkingGroupJoined>(fact);
    return group(state, id, ({ members }) => ({ members: [...members, organisation] }));
  },
  WorkingGroupClosed: (state, fact) => {
    const { group: id, closedBy, reason } = said<typeof WorkingGroupClosed>(fact);
    const closed = { by: closedBy, on: fact.on, ...(reason === undefined ? {} : { reason }) };
    return group(state, id, () => ({ closed }));
  },
};

const announcements: On = {
  DecisionAnnounced: (state, fact) => {
    const { partnership: _, organisation: by, ...announced } = said<typeof DecisionAnnounced>(fact);
    return { ...state, decisions: [...state.decisions, { ...announced, by, on: fact.on, ...told(fact) }] };
  },
  PracticeShared: (state, fact) => {
    const { partnership: _, organisation: by, ...shared } = said<typeof PracticeShared>(fact);
    return { ...state, practices: [...state.practices, { ...shared, by, on: fact.on, ...told(fact) }] };
  },
};

/** How what is missing, needed, to be done and told changes an overview. */
export const stepsOn: On = { ...voices, ...capabilities, ...steps, ...groups, ...announcements };

/** Before any of it. */
export const noSteps = {
  missingVoices: [],
  capabilities: [],
  nextSteps: [],
  workingGroups: [],
  decisions: [],
  practices: [],
};

/** What whoever leaves takes along: its offers, and its place in the groups. Its next steps stay its own. */
export const withoutStepsOf = (
  { capabilities, workingGroups }: OverviewState,
  organisation: string,
): Pick<OverviewState, 'capabilities' | 'workingGroups'> => ({
  capabilities: capabilities.map((one) => ({
    ...one,
    offers: one.offers.filter((offer) => offer.organisation !== organisation),
  })),
  workingGroups: workingGroups.map((one) => ({
    ...one,
    members: one.members.filter((member) => member !== organisation),
  })),
});
