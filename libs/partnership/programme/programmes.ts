import { defineProjection, type StoredEvent } from '#kernel';
import type { OrganisationId, ProgrammeId } from '#vocabulary';
import type { DataOf } from '../events.ts';
import { dayItTells } from '../entry.ts';
import type { ProgrammeRegistered } from './events.ts';
import { foldedName } from './programme.ts';

/** A programme as it was registered. */
export interface ProgrammeEntry {
  readonly id: ProgrammeId;
  readonly name: string;
  readonly description?: string;
  /** Who says which partnerships belong to it. */
  readonly owner: OrganisationId;
  readonly registeredOn: string;
}

/** It stands for every day: books may be admitted from days before it was registered here. */
export const programmes = defineProjection<ProgrammeEntry, ProgrammeEntry>({
  name: 'programmes',
  version: 1,
  keys: ({ data }) => [(data as { programme: string }).programme],
  on: {
    ProgrammeRegistered: (
      _,
      event: StoredEvent<string, DataOf<typeof ProgrammeRegistered>>,
    ): ProgrammeEntry => {
      const { programme: id, organisation: owner, name, description } = event.data;
      const registeredOn = dayItTells(event);
      return { id, name, ...(description === undefined ? {} : { description }), owner, registeredOn };
    },
  },
  columns: {
    foldedName: { kind: 'text', of: ({ name }) => foldedName(name) },
  },
  at: (doc) => doc,
});
