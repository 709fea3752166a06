import { defineCommand } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { refuseBefore, sameAgain } from '../../partnership/entry.ts';
import {
  aboutDisclosure,
  answerKey,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureAnswered, PublishedDisclosureAnswered } from '../events.ts';
import { reader } from '../guard.ts';
import { AboutDisclosure, TEXT } from '../input.ts';

export class AnswerDisclosure extends AboutDisclosure {
  static readonly example = { answer: 'itu-1', text: 'We weigh it: our call goes out in March instead' };

  @IsEntryId()
  answer!: string;

  /** How you weigh your plans against it. */
  @IsText(TEXT)
  text!: string;
}

export const answerDisclosure = defineCommand<AnswerDisclosure, DisclosureState, object>({
  input: AnswerDisclosure,
  entity: Disclosure,
  summary: 'Say how your plans take a disclosure into account, to its owner and to all who read it.',
  // Quiet answers from before it was told to all are in the stream, too.
  unnumbered: true,
  allow: reader,
  decide: (state, command, { actor, effectiveOn }) => {
    if (!state) return disclosureUnknown();
    const { answer, text } = command;
    const said = { ...aboutDisclosure(state), answer, text, by: actor.organisation };
    const answered = DisclosureAnswered(said);
    const again = sameAgain(state.answers.get(answerKey(said)), answered, command, 'answer');
    if (again) return again;
    const early = refuseBefore(state.from, effectiveOn);
    if (early) return early;
    const published = publishedStream(state.partnership, state.disclosure);
    return [answered, ...(state.audience.public ? [PublishedDisclosureAnswered(said, published)] : [])];
  },
});
