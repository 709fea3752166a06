import { useWords } from '../../reader.tsx';
import { brief } from '../../texts/brief.ts';
import { filled } from '../../texts/filled.ts';
import type { Words } from '../../words.ts';
import type { Clause } from '../partnership/in-short/sentence.ts';
import { Sentence } from '../partnership/in-short/told.tsx';
import type { CommitmentAnswer } from './answer.ts';
import { useDossier } from './dossier.tsx';

/** How a promise stands in a sentence: whose it is, what of its money was paid, when it was last reported on, and what is late. */
function clausesOf(of: CommitmentAnswer, words: Words): Clause[] {
  const { ofOne: texts } = words.texts.partnership.inShort;
  const { marks, notStated } = words.texts;
  const { money, names, organisation, lastSelfReport, staleness, delivery, voice, ends, status } = of;
  const { promised } = money;
  const paid = money.disbursed.filter(({ currency }) => currency === promised?.currency);
  const said = {
    money: promised ? words.rounded(promised) : '',
    paid: paid.map(words.rounded).join(),
  };
  const isOver = delivery === 'over' && voice === 'self-reported' && ends?.on !== undefined;
  const clause = (text: string, isBad = false): Clause => ({ text, isBad });
  return [
    clause(filled(texts.promised, { name: brief(names[organisation] ?? notStated) })),
    ...(promised ? [clause(filled(paid.length > 0 ? texts.money : texts.nothingPaid, said))] : []),
    ...(status === 'open' ? [] : [clause(marks[status].word)]),
    clause(
      lastSelfReport === undefined
        ? texts.noReport
        : filled(texts.lastReport, { day: words.day(lastSelfReport) }),
    ),
    ...(staleness === 'silent' || staleness === 'late' ? [clause(texts[staleness], true)] : []),
    ...(isOver ? [clause(filled(texts.over, { day: words.day(ends.on ?? '') }), true)] : []),
  ];
}

export function InShort() {
  const words = useWords();
  const { dossier } = useDossier();
  return <Sentence of={clausesOf(dossier, words)} />;
}
