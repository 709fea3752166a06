import { event, refuse, type Evolve, type Refusal, type StoredEvent } from '#kernel';
import {
  changeSome,
  dayItTells,
  endingOf,
  latest,
  put,
  toEntry,
  without,
  type Ending,
  type Entries,
  type Entry,
} from './entry.ts';
import type { DataOf } from './events.ts';

interface OfGroup {
  readonly partnership: string;
  readonly group: string;
}
/** `organisation` formed it, and is its first member. */
export const WorkingGroupFormed = event<OfGroup & { organisation: string; purpose: string }>()(
  'WorkingGroupFormed',
  'participants',
);
export const WorkingGroupJoined = event<OfGroup & { organisation: string }>()(
  'WorkingGroupJoined',
  'participants',
);
export const WorkingGroupClosed = event<OfGroup & { reason?: string; closedBy: string }>()(
  'WorkingGroupClosed',
  'participants',
);

export interface WorkingGroup extends Entry<DataOf<typeof WorkingGroupFormed>> {
  /** The day each joined. */
  readonly members: Entries<string>;
  /** The latest day on which somebody joined, gone since or not. */
  readonly joinedOn: string;
  readonly closed?: Ending<DataOf<typeof WorkingGroupClosed>>;
}
export interface WorkingGroups {
  readonly workingGroups: Entries<WorkingGroup>;
}
export const noWorkingGroups: WorkingGroups = { workingGroups: new Map() };

function change<S extends WorkingGroups>(
  state: S,
  id: string,
  to: (group: WorkingGroup) => Partial<WorkingGroup>,
): S {
  const group = state.workingGroups.get(id);
  return group
    ? { ...state, workingGroups: put(state.workingGroups, id, { ...group, ...to(group) }) }
    : state;
}

export const workingGroupFolds = <S extends WorkingGroups>(): Evolve<S> => ({
  WorkingGroupFormed: (state, event: StoredEvent<string, DataOf<typeof WorkingGroupFormed>>) => {
    const on = dayItTells(event);
    const members = new Map([[event.data.organisation, on]]);
    const formed = { ...toEntry(event, event.data), members, joinedOn: on };
    return { ...state, workingGroups: put(state.workingGroups, event.data.group, formed) };
  },
  WorkingGroupJoined: (state, event: StoredEvent<string, DataOf<typeof WorkingGroupJoined>>) =>
    change(state, event.data.group, ({ members, joinedOn }) => ({
      members: put(members, event.data.organisation, dayItTells(event)),
      joinedOn: latest([joinedOn, dayItTells(event)]),
    })),
  WorkingGroupClosed: (state, event: StoredEvent<string, DataOf<typeof WorkingGroupClosed>>) =>
    change(state, event.data.group, () => ({ closed: endingOf(event) })),
});

/** Who leaves the partnership leaves its groups. */
export const withoutMember = ({ workingGroups }: WorkingGroups, organisation: string): WorkingGroups => ({
  workingGroups: changeSome(
    workingGroups,
    ({ members }) => members.has(organisation),
    (one) => ({ ...one, members: without(one.members, organisation) }),
  ),
});

export const groupUnknown = (): Refusal =>
  refuse('working-group-unknown', 'No such group stands here: form it first (FormWorkingGroup).', {
    field: 'group',
  });
export const groupClosed = (): Refusal =>
  refuse(
    'working-group-closed',
    'This group is closed: to go on with its work, form another (FormWorkingGroup).',
    { field: 'group' },
  );
