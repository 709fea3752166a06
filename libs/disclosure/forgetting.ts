import { defineCommand, refuse, relyOn, type Entity } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { aboutDisclosure, Disclosure, disclosureStream, type DisclosureState } from './disclosure.ts';
import { DisclosureForgotten } from './events.ts';

/** That a disclosure was forgotten: sealed with a key that stays. */
export const Forgetting: Entity<{ readonly forgotten: true }> = {
  kind: 'forgetting',
  stream: ({ forgetting }: { forgetting: string }) => `sealed-forgotten-${forgetting}`,
  evolve: { DisclosureForgotten: () => ({ forgotten: true }) },
};

class ForgetDisclosure {
  static readonly example = {};

  @IsIdOf('dsc')
  disclosure!: string;
}

/** Given by an operator, at the store itself; the key is destroyed after it is recorded. */
export const forgetDisclosure = defineCommand<
  ForgetDisclosure,
  { readonly forgotten: true },
  { disclosure: DisclosureState }
>({
  input: ForgetDisclosure,
  entity: Forgetting,
  stream: ({ disclosure }) => `sealed-forgotten-book.${disclosure}`,
  summary: 'Record that a disclosure is forgotten.',
  allow: { label: 'an operator, at the store itself', roles: ['operator'], refuse: () => undefined },
  reads: { disclosure: ({ disclosure }) => relyOn(Disclosure, disclosureStream(disclosure)) },
  decide: (state, _, { read }) => {
    if (state) return [];
    if (!read.disclosure) return refuse('disclosure-unknown', 'No such disclosure is here.');
    if (read.disclosure.audience.public)
      return refuse(
        'disclosure-public',
        'What was made public stays in the book, and in the hands of its readers.',
      );
    return [DisclosureForgotten(aboutDisclosure(read.disclosure))];
  },
});
