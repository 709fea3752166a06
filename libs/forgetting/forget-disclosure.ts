import { aboutDisclosure, Disclosure, type DisclosureState, disclosureStream } from '#disclosure';
import { Already, defineCommand, operatorAtTheStore, OURS, refuse, relyOn } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { DisclosureForgotten, Forgotten, type ForgottenState } from './forgotten.ts';

class ForgetDisclosure {
  static readonly example = {};

  @IsIdOf('dsc')
  disclosure!: string;
}

export const forgetDisclosure = defineCommand<
  ForgetDisclosure,
  ForgottenState,
  { disclosure: DisclosureState }
>({
  input: ForgetDisclosure,
  entity: Forgotten,
  own: () => ({ forgotten: OURS }),
  summary: 'Record that a disclosure is forgotten.',
  allow: operatorAtTheStore,
  reads: { disclosure: ({ disclosure }) => relyOn(Disclosure, disclosureStream(disclosure)) },
  decide: (forgotten, { disclosure }, { read }) => {
    if (forgotten?.has(disclosure)) return new Already();
    if (!read.disclosure) return refuse('disclosure-unknown', 'No such disclosure is here.');
    if (read.disclosure.audience.public)
      return refuse(
        'disclosure-public',
        'What was made public stays in the book, and in the hands of its readers.',
      );
    return [DisclosureForgotten(aboutDisclosure(read.disclosure))];
  },
});
