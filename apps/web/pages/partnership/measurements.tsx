import type { TimeWindow } from '#vocabulary';
import type { Names } from '../../answers.ts';
import { Interim } from '../../parts/chart.tsx';
import { isMarked, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { filled, isolated } from '../../texts/filled.ts';
import type { Words } from '../../words.ts';
import { Written } from '../../parts/written.tsx';
import type { Measured, Period } from './collective-answer.ts';

function periodSaid({ from, to }: TimeWindow, words: Words): string {
  const { collective: texts } = words.texts.partnership;
  if (from && to) return filled(texts.span, { from: words.day(from), to: words.day(to) });
  if (from) return filled(texts.from, { day: words.day(from) });
  return to ? filled(texts.until, { day: words.day(to) }) : words.texts.notStated;
}

/** What it was corrected from. */
function Corrections({ of: { restatedFrom } }: { of: Measured }) {
  const words = useWords();
  const { collective: texts } = words.texts.partnership;
  if (restatedFrom.length === 0) return <>{texts.noCorrections}</>;
  return (
    <ul class="plain">
      {restatedFrom.map(({ measurement, value, until, reason }) => (
        <li key={measurement}>
          {filled(reason === undefined ? texts.wasUnsaid : texts.was, {
            value: words.number(value),
            day: words.day(until.slice(0, 10)),
            reason: reason ?? '',
          })}
        </li>
      ))}
    </ul>
  );
}

/** What others say of it; nobody judges. */
function Observed({ of: { observed }, names }: { of: Measured; names: Names }) {
  const { collective: texts } = useWords().texts.partnership;
  if (observed.length === 0) return <>{texts.nobody}</>;
  return (
    <ul class="plain">
      {observed.map(({ observation, verdict = '', observer, text, answer, ofEarlierVersion, named }) => (
        <li key={observation}>
          {isMarked(verdict) ? <Mark of={verdict} /> : null}{' '}
          <Organisation of={observer} names={{ ...names, ...named }} />
          {text === undefined ? null : (
            <q class="own">
              <Written of={text} />
            </q>
          )}
          {answer?.text === undefined ? null : (
            <span class="beside">{filled(texts.answered, { text: answer.text })}</span>
          )}
          {ofEarlierVersion ? <span class="beside">{texts.earlier}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Value({ of: { latest, others }, names }: { of: Period; names: Names }) {
  const words = useWords();
  const { collective: texts } = words.texts.partnership;
  return (
    <>
      {words.number(latest.value)}
      <Interim of={latest} />
      {latest.disaggregation?.map(({ category, value }) => (
        <span key={category} class="beside">
          <Written of={category} />
          {words.texts.colon}
          {words.number(value)}
        </span>
      ))}
      {others.map(({ measurement, value, measuredBy, ...other }) => (
        <span key={measurement} class="beside">
          {filled(texts.besides, { value: words.number(value), name: names[measuredBy] ?? measuredBy })}
          <Interim of={other} />
        </span>
      ))}
    </>
  );
}

/** What was measured, period by period, with its corrections and what others say of it. */
export function Measurements({
  periods,
  name,
  unit,
  names,
}: {
  periods: readonly Period[];
  name: string;
  unit: string;
  names: Names;
}) {
  const words = useWords();
  const { collective: texts } = words.texts.partnership;
  return (
    <Table
      caption={filled(texts.measured, { name })}
      stacks
      rows={periods}
      keyOf={({ latest }) => latest.measurement}
      columns={[
        { head: texts.period, names: true, cell: ({ period }) => periodSaid(period, words) },
        {
          head: `${texts.value} (${isolated(unit)})`,
          align: 'end',
          cell: (row) => <Value of={row} names={names} />,
        },
        { head: texts.by, cell: ({ latest }) => <Organisation of={latest.measuredBy} names={names} /> },
        {
          head: texts.method,
          cell: ({ latest }) => (
            <>
              <Written of={latest.method} />
              <span class="beside" dir="auto">
                {latest.source}
              </span>
            </>
          ),
        },
        { head: texts.corrections, cell: ({ latest }) => <Corrections of={latest} /> },
        { head: texts.others, cell: ({ latest }) => <Observed of={latest} names={names} /> },
      ]}
    />
  );
}
