import type { Listed } from '../../answers.ts';
import { useAnswer, type Asked } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { useTold } from '../../parts/title.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { lastWordIn, Lately, overIn, silentIn, type LateOnes } from './in-short/lately.tsx';
import { Patterns, PictureOf } from './in-short/picture.tsx';
import { picturesOf } from './in-short/pictures.ts';
import { sentenceOf } from './in-short/sentence.ts';
import { summaryOf } from './in-short/summary.ts';
import { Sentence } from './in-short/told.tsx';
import type { LedgerPage } from './ledger-row.ts';
import type { RecordRow } from './records-row.ts';
import type { Totalled } from './sums.tsx';

export interface Figured {
  readonly totals: Asked<Totalled>;
  readonly records: Asked<Listed<RecordRow>>;
}
interface InShortProps {
  readonly partnership: string;
  readonly figured: Figured;
}
/** So many currencies have their picture at once; the others', where they are asked for. */
const MOST = 2;

function Summed({
  of,
  rows,
  silent,
}: { of: Totalled; rows: readonly RecordRow[] } & Pick<LateOnes, 'silent'>) {
  const words = useWords();
  const lastWord = silent.state === 'answered' ? lastWordIn(silent.answer.rows) : undefined;
  return <Sentence of={sentenceOf(summaryOf(of.across, rows), words, { lastWord })} />;
}

function Pictures({ answer, partnership }: { answer: Listed<RecordRow>; partnership: string }) {
  const words = useWords();
  const { picture: texts } = words.texts.partnership.inShort;
  const { rows, names } = answer;
  const pictures = picturesOf(rows, (id) => names[id] ?? words.texts.notStated, words.order);
  const [first] = pictures;
  const caption = filled(texts.caption, { currency: first?.currency ?? '' });
  useTold(first ? { drawing: { caption, bars: first.bars } } : {});
  const drawn = (some: typeof pictures) =>
    some.map((one) => <PictureOf key={one.currency} of={one} names={names} partnership={partnership} />);
  if (pictures.length === 0) return <p>{texts.noMoney}</p>;
  const more = pictures.slice(MOST);
  return (
    <>
      <Patterns />
      {drawn(pictures.slice(0, MOST))}
      {more.length === 0 ? null : (
        <details>
          <summary>{words.count(more.length, texts.moreCurrencies)}</summary>
          {drawn(more)}
        </details>
      )}
    </>
  );
}

/** What a reader gets in ten seconds: a sentence, a picture, and what is late or was said lately. */
export function InShort({ partnership, figured: { totals, records } }: InShortProps) {
  const over = useAnswer<LedgerPage>(overIn(partnership));
  const silent = useAnswer<LedgerPage>(silentIn(partnership));
  return (
    <section class="in-short" id="minute" aria-label={useWords().texts.partnership.sections.minute}>
      <Answered asked={totals}>
        {(of) => (
          <Answered asked={records}>{({ rows }) => <Summed of={of} rows={rows} silent={silent} />}</Answered>
        )}
      </Answered>
      <div class="beside-each-other">
        <Answered asked={records}>
          {(answer) => <Pictures answer={answer} partnership={partnership} />}
        </Answered>
        <Lately over={over} silent={silent} partnership={partnership} />
      </div>
    </section>
  );
}
