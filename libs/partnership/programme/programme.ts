import { digestOf, normalText, refuse, relyOn, type Entity, type Refusal, type StoredEvent } from '#kernel';
import { folded } from '#organisation';
import type { DataOf } from '../events.ts';
import type { BelongingEnded, PartnershipAdmitted } from './belonging-events.ts';
import type { ProgrammeNamed, ProgrammeRegistered } from './events.ts';

type Told<E> = StoredEvent<string, DataOf<E>>;

export interface ProgrammeState {
  readonly owner: string;
  readonly name: string;
}
export const programmeStream = (programme: string): string => `programme-programme-${programme}`;
/** A forum or a campaign. Its owner alone says which of the partnerships that ask belong to it. */
export const Programme: Entity<ProgrammeState> = {
  kind: 'programme',
  stream: ({ programme }: { programme: string }) => programmeStream(programme),
  evolve: {
    ProgrammeRegistered: (_, { data: { organisation, name } }: Told<typeof ProgrammeRegistered>) => ({
      owner: organisation,
      name,
    }),
  },
};
export const relyOnProgramme = (programme: string | undefined) =>
  programme === undefined ? undefined : relyOn(Programme, programmeStream(programme), 'existence');
export const programmeUnknown = (field = 'programme'): Refusal =>
  refuse('programme-unknown', 'No such programme is registered: /v1/programmes lists them.', { field });

/** Names of programmes are compared as those of organisations are. */
export const foldedName = (name: string): string => folded(normalText(name));
export const isSameName = (one: string, other: string): boolean => foldedName(one) === foldedName(other);
export const nameStream = (name: string): string => `programme-name-${digestOf(foldedName(name))}`;
export const ProgrammeName: Entity<{ readonly programme: string }> = {
  kind: 'programme-name',
  stream: ({ name }: { name: string }) => nameStream(name),
  evolve: { ProgrammeNamed: (_, { data: { programme } }: Told<typeof ProgrammeNamed>) => ({ programme }) },
};

/** Whether a programme has admitted a partnership, and by what that had asked. */
export interface BelongingState {
  readonly admitted: boolean;
  readonly asked: string;
  readonly on: string;
}
/**
 * Told in the category of the book, though the programme's owner writes it: what a book belongs to is folded with the book,
 * as of any moment.
 */
export const Belonging: Entity<BelongingState> = {
  kind: 'belonging',
  stream: ({ partnership, belonging }: { partnership: string; belonging: string }) =>
    `${partnership}-belonging-${belonging}`,
  evolve: {
    PartnershipAdmitted: (_, { data: { asked }, metadata }: Told<typeof PartnershipAdmitted>) => ({
      admitted: true,
      asked,
      on: metadata['effectiveOn'] ?? '',
    }),
    BelongingEnded: (state, { metadata }: Told<typeof BelongingEnded>) => ({
      ...state,
      admitted: false,
      on: metadata['effectiveOn'] ?? '',
    }),
  },
};
