import { defineCommand, type Entity } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { DisclosureRead } from './events.ts';

/** That an organisation was shown a disclosure: once, sealed as it is. */
export const Reading: Entity<{ readonly read: true }> = {
  kind: 'reading',
  stream: ({ reading }: { reading: string }) => `sealed-reading-${reading}`,
  evolve: { DisclosureRead: () => ({ read: true }) },
};

class NoteReading {
  static readonly example = {};

  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('dsc')
  disclosure!: string;

  /** Whose it is. */
  @IsIdOf('org')
  organisation!: string;
}

/** Given by whoever answers a query, for who asks it; nobody else gives it. The disclosure is not opened for it. */
export const noteReading = defineCommand<NoteReading, { readonly read: true }>({
  input: NoteReading,
  entity: Reading,
  stream: ({ disclosure }, { organisation }) => `sealed-reading-${disclosure}.${organisation}`,
  summary: 'Note that a disclosure was read.',
  allow: { label: 'who is shown a disclosure', refuse: () => undefined },
  decide: (state, { partnership, disclosure, organisation }, { actor }) =>
    state || organisation === actor.organisation
      ? []
      : [DisclosureRead({ partnership, disclosure, organisation, reader: actor.organisation })],
});
