import {
  defineAllow,
  refuse,
  sealedStream,
  type Actor,
  type Entity,
  type Refusal,
  type StoredEvent,
} from '#kernel';
import {
  dayItTells,
  type Entries,
  type InPartnership,
  ownMembership,
  put,
  refuseUnlessActive,
} from '#partnership';
import type { Details, FocalPointNamed, FocalPointWithdrawn } from './events.ts';

type Stored<E extends (...data: never[]) => { data: unknown }> = StoredEvent<string, ReturnType<E>['data']>;

/** How a person is named in one partnership; without details once that was withdrawn. */
interface Named {
  readonly on: string;
  readonly details?: Details;
}
/** Somebody whom its organisation has named. Nobody keeps it: it is opened when it is needed. */
export interface PersonState {
  readonly person: string;
  readonly organisation: string;
  /** By partnership: each is told what was said there, and nothing of the others. */
  readonly named: Entries<Named>;
}

export const personStream = (person: string): string => sealedStream('person', person);

export const Person: Entity<PersonState> = {
  kind: 'person',
  stream: ({ person }: { person: string }) => personStream(person),
  evolve: {
    FocalPointNamed: (state, event: Stored<typeof FocalPointNamed>) => {
      const { partnership, person, organisation, ...details } = event.data;
      const named = state?.named ?? new Map<string, Named>();
      return { person, organisation, named: put(named, partnership, { on: dayItTells(event), details }) };
    },
    FocalPointWithdrawn: (state, event: Stored<typeof FocalPointWithdrawn>) => ({
      ...state,
      named: put(state.named, event.data.partnership, { on: dayItTells(event) }),
    }),
  },
};

/** The same words for somebody else's person and one that never was: nobody learns which it is. */
export const personUnknown = (): Refusal =>
  refuse('person-unknown', 'Your organisation has named no such person here.', { field: 'person' });

/** Whose person it is: known without opening what is said of it. */
type KnownPerson = Pick<PersonState, 'organisation'> | undefined;
interface AboutPerson extends InPartnership {
  readonly person?: string;
}
const isOwn = (state: Pick<PersonState, 'organisation'> | undefined, { organisation }: Actor): boolean =>
  state?.organisation === organisation;

export const naming = defineAllow<AboutPerson, PersonState, { member: { readonly active: boolean } }>({
  label: 'an active participant, for its own organisation; one that it has named before, too',
  reads: { member: ownMembership },
  readsOwnStream: ({ known, actor, read }) =>
    refuseUnlessActive(read.member) ?? (isOwn(known as KnownPerson, actor) || personUnknown()),
  refuse: ({ command, state, actor, read }) =>
    refuseUnlessActive(read.member) ??
    (command.person === undefined || isOwn(state, actor) ? undefined : personUnknown()),
});

export const ownFocalPoint = defineAllow<AboutPerson, PersonState>({
  label: 'the organisation that named it, taking part or not',
  readsOwnStream: ({ known, actor }) => isOwn(known as KnownPerson, actor) || personUnknown(),
  refuse: ({ command, state, actor }) =>
    isOwn(state, actor) && state?.named.has(command.partnership) ? undefined : personUnknown(),
});
