import { defineCommand, sealedStream, type Entity } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { DisclosureRead } from './events.ts';

/** That an organisation was shown a disclosure: once, sealed as it is. */
export const Reading: Entity<{ readonly read: true }> = {
  kind: 'reading',
  stream: ({ disclosure, reader }: { disclosure: string; reader: string }) =>
    sealedStream('reading', disclosure, reader),
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
  own: ({ disclosure }, { organisation: reader }) => ({ disclosure, reader }),
  isNote: true,
  summary: 'Note that a disclosure was read.',
  allow: { label: 'who is shown a disclosure', refuse: () => undefined },
  decide: (state, { partnership, disclosure, organisation }, { actor }) =>
    state || organisation === actor.organisation
      ? []
      : [DisclosureRead({ partnership, disclosure, organisation, reader: actor.organisation })],
});
