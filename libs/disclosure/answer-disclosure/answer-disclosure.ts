import { defineCommand } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { refuseBefore, sameAgain } from '#partnership';
import {
  aboutDisclosure,
  answerKey,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureAnswered, PublishedDisclosureAnswered } from '../events.ts';
import { publishedReads, reader, toldIn, type ToldToAll } from '../guard.ts';
import { AboutDisclosure, TEXT } from '../input.ts';

export class AnswerDisclosure extends AboutDisclosure {
  static readonly example = { answer: 'itu-1', text: 'We weigh it: our call goes out in March instead' };

  @IsEntryId()
  answer!: string;

  /** How you weigh your plans against it. */
  @IsText(TEXT)
  text!: string;
}

export const answerDisclosure = defineCommand<AnswerDisclosure, DisclosureState, ToldToAll>({
  input: AnswerDisclosure,
  entity: Disclosure,
  summary: 'Say how your plans take a disclosure into account, to its owner and to all who read it.',
  // Answers of others, which this one may not know of, are in the stream, too.
  unnumbered: true,
  allow: reader,
  reads: publishedReads,
  decide: (state, command, { actor, effectiveOn, read }) => {
    const told = toldIn(state, read);
    if (!told) return disclosureUnknown();
    const { answer, text } = command;
    const said = { ...aboutDisclosure(told), answer, text, by: actor.organisation };
    const answered = told.audience.public
      ? PublishedDisclosureAnswered(said, publishedStream(told.partnership, told.disclosure))
      : DisclosureAnswered(said);
    return (
      sameAgain(told.answers.get(answerKey(said)), answered, command, 'answer') ??
      refuseBefore(told.from, effectiveOn) ?? [answered]
    );
  },
});
