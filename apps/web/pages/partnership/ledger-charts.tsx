import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ProgressRow } from '#commitment';
import type { OfMoment } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Interim, Steps } from '../../parts/chart.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import { coursesOf, type Course } from './ledger-progress.ts';
import type { Row } from './ledger-row.ts';

/** So many rows' charts are asked in one query: as many as come at once. */
export const AT_ONCE = 25;
type Courses = ReadonlyMap<string, Course>;
const NONE: Courses = new Map();
/** Of the moment that is looked at: a line of another moment is never shown beside its rows. */
const Told = createContext(NONE);

interface ProgressPage extends OfMoment {
  readonly rows: readonly ProgressRow[];
}
interface AskingProps {
  readonly path: string;
  readonly commitments: readonly string[];
  readonly onTold: (courses: Courses) => void;
}
/** Asks how a few commitments went; shows nothing by itself. */
function Asking({ path, commitments, onTold }: AskingProps) {
  const query = new URLSearchParams(commitments.map((one) => ['commitment', one]));
  const asked = useAnswer<ProgressPage>(`${path}?limit=${AT_ONCE}&${query}`);
  const answer = asked.state === 'answered' ? asked.answer : undefined;
  useEffect(() => {
    if (answer) onTold(coursesOf(answer.rows));
  }, [answer]);
  return null;
}

/** The commitments of each page of rows that something is measured in. */
const measuredIn = (rows: readonly Row[]): string[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, i) =>
    rows
      .slice(i * AT_ONCE, (i + 1) * AT_ONCE)
      .flatMap(({ commitment, indicators }) => (indicators.length > 0 ? [commitment] : [])),
  );

interface ChartsProps {
  readonly path: string;
  readonly rows: readonly Row[];
  readonly children: ComponentChildren;
}
/** Gives the rows within it their charts: one query for each page of rows, once the rows are there. */
export function Charts({ path, rows, children }: ChartsProps) {
  const { asOf } = useReader();
  const [told, setTold] = useState<{ asOf: string | undefined; courses: Courses }>({ asOf, courses: NONE });
  const onTold = (courses: Courses) =>
    setTold((before) => ({
      asOf,
      courses: before.asOf === asOf ? new Map([...before.courses, ...courses]) : courses,
    }));
  return (
    <Told.Provider value={told.asOf === asOf ? told.courses : NONE}>
      {measuredIn(rows).map((commitments, i) =>
        commitments.length === 0 ? null : (
          <Asking key={i} path={path} commitments={commitments} onTold={onTold} />
        ),
      )}
      {children}
    </Told.Provider>
  );
}

/** How far a commitment has come, in words and as a line. */
export function Chart({ of: { commitment, indicators } }: { of: Row }) {
  const words = useWords();
  const { ledger: texts } = words.texts;
  const course = useContext(Told).get(commitment);
  const [first] = indicators;
  if (!first) return <span class="hint none">{texts.notMeasured}</span>;
  const { name, unit, target } = course?.indicator ?? first;
  const { points = [], others = indicators.length - 1 } = course ?? {};
  const value = points.at(-1)?.value ?? (course ? undefined : first.latest?.value);
  const told = { unit, value: value === undefined ? '' : words.number(value) };
  return (
    <>
      <p class="fact">
        <Written of={name} />
      </p>
      <p class="fact">
        {value === undefined
          ? texts.notReported
          : target === undefined
            ? filled(texts.soFar, told)
            : filled(texts.ofTarget, { ...told, target: words.number(target.value) })}
        {value === undefined ? null : <Interim of={course ? points.at(-1) : first.latest} />}
      </p>
      <Steps
        label={filled(texts.chart, { name })}
        points={points}
        {...(target === undefined ? {} : { target: target.value })}
      />
      {others > 0 ? <p class="hint">{words.count(others, texts.moreIndicators)}</p> : null}
    </>
  );
}
