import { defineCommand, relyOn, type Entity } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { Disclosure, disclosureStream, disclosureUnknown, type DisclosureState } from './disclosure.ts';
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
}

/** Given by whoever answers a question, for who asks it; nobody else gives it. */
export const noteReading = defineCommand<
  NoteReading,
  { readonly read: true },
  { disclosure: DisclosureState }
>({
  input: NoteReading,
  entity: Reading,
  stream: ({ disclosure }, { organisation }) => `sealed-reading-${disclosure}.${organisation}`,
  summary: 'Note that a disclosure was read.',
  allow: { label: 'who is shown a disclosure', refuse: () => undefined },
  reads: { disclosure: ({ disclosure }) => relyOn(Disclosure, disclosureStream(disclosure)) },
  decide: (state, { partnership, disclosure }, { actor, read }) => {
    if (!read.disclosure) return disclosureUnknown();
    const { organisation } = read.disclosure;
    return state || organisation === actor.organisation
      ? []
      : [DisclosureRead({ partnership, disclosure, organisation, reader: actor.organisation })];
  },
});
