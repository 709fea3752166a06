import { useAnswer } from '../asking.ts';
import { Answered, Refusal } from '../parts/answered.tsx';
import { Cite } from '../parts/cite.tsx';
import { Csv } from '../parts/csv.tsx';
import { Part } from '../parts/part.tsx';
import { Title } from '../parts/title.tsx';
import { PROMISES } from '../parts/to-ledger.tsx';
import { useWords } from '../reader.tsx';
import { filled } from '../texts/filled.ts';
import { Altogether } from './organisation/altogether.tsx';
import { Head, type Listed } from './organisation/head.tsx';
import { NamedBy } from './organisation/named.tsx';
import { InPartnerships } from './organisation/in-partnerships.tsx';
import type { RecordAnswer } from './organisation/record.ts';
import { sentenceOf } from './partnership/in-short/sentence.ts';
import { summaryOf } from './partnership/in-short/summary.ts';
import { Sentence } from './partnership/in-short/told.tsx';
import { LedgerOf } from './partnership/ledger.tsx';

const titlesIn = ({ rows }: RecordAnswer): Readonly<Record<string, string>> =>
  Object.fromEntries(rows.map(({ partnership, title }) => [partnership, title]));

/** What it promised and did, in a sentence. */
function InOneSentence({ of }: { of: RecordAnswer['altogether'] }) {
  const words = useWords();
  return <Sentence of={sentenceOf(summaryOf(of.across, [of]), words, { isOfOne: true })} />;
}

/** An organisation: who it is, and its record across partnerships, with that of those it goes on for. */
export function OrganisationPage({ organisation }: { organisation: string }) {
  const { organisation: texts } = useWords().texts;
  const path = `/v1/organisations/${organisation}`;
  const asked = useAnswer<Listed>(path);
  const record = useAnswer<RecordAnswer>(`${path}/record`);
  if (asked.state === 'refused')
    return (
      <>
        <Title of={texts.title} />
        <Refusal problem={asked.problem} />
      </>
    );
  const answer = 'answer' in record ? record.answer : undefined;
  const name = ('answer' in asked ? asked.answer?.name : undefined) ?? texts.title;
  return (
    <>
      <Answered asked={asked}>{(of) => <Head of={of} />}</Answered>
      <Part id="minute" title={texts.sections.minute}>
        <Answered asked={record}>
          {({ altogether, rows }) =>
            rows.length === 0 ? (
              <p class="state empty">{texts.nothing}</p>
            ) : (
              <>
                <InOneSentence of={altogether} />
                <Altogether of={altogether} organisation={organisation} />
              </>
            )
          }
        </Answered>
      </Part>
      <Part id="partnerships" title={texts.sections.partnerships}>
        <Answered asked={record}>
          {({ rows, names }) => <InPartnerships rows={rows} organisation={organisation} names={names} />}
        </Answered>
        <Csv path={`${path}/record`} name={filled(texts.file, { name })} />
      </Part>
      <Part id={PROMISES} title={texts.sections.promises}>
        <LedgerOf path={`${path}/ledger`} titles={answer ? titlesIn(answer) : {}} />
      </Part>
      <Part id="named" title={texts.sections.named}>
        <NamedBy path={`${path}/namings`} name={filled(texts.named.file, { name })} />
      </Part>
      {answer ? <Cite of={answer.asOf} title={name} /> : null}
    </>
  );
}
