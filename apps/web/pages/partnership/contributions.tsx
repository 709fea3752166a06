import type { Contribution } from '#commitment';
import type { Names } from '../../answers.ts';
import { Link } from '../../parts/link.tsx';
import { Interim } from '../../parts/chart.tsx';
import { isMarked, Mark } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table } from '../../parts/table.tsx';
import { ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled, isolated } from '../../texts/filled.ts';
import type { Indicator } from './collective-answer.ts';

function Reported({ of: { reported, reportedOn, interim, leftOut, unit } }: { of: Contribution }) {
  const words = useWords();
  const { collective: texts } = words.texts.partnership;
  const value = reported === undefined ? '–' : `${words.number(reported)} ${isolated(unit)}`;
  return (
    <>
      {reportedOn === undefined ? value : filled(texts.valueOn, { value, day: words.day(reportedOn) })}
      <Interim of={{ interim }} />
      {leftOut === undefined ? null : <span class="beside">{texts.leftOut[leftOut]}</span>}
    </>
  );
}

/** What promises contribute by their owners' own word. It stands beside what is measured, and is not its cause. */
export function Contributions({
  of: { count, contributions, ledger },
  name,
  names,
  partnership,
}: {
  of: Indicator['contributed'];
  /** Of what is measured. */
  name: string;
  names: Names;
  partnership: string;
}) {
  const words = useWords();
  const { collective: texts } = words.texts.partnership;
  return (
    <>
      <h4>{texts.beside}</h4>
      <p class="warning">
        <span aria-hidden="true">⚠ </span>
        {texts.warning}
      </p>
      {count === 0 ? <p>{texts.nothingBeside}</p> : null}
      {count === 0 ? null : (
        <Table
          caption={filled(texts.contributions, { name })}
          rows={contributions}
          keyOf={({ commitment, indicator }) => `${commitment} ${indicator}`}
          columns={[
            {
              head: texts.organisation,
              names: true,
              cell: ({ organisation }) => <Organisation of={organisation} names={names} />,
            },
            {
              head: texts.promise,
              cell: ({ promise, commitment }) => (
                <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
                  {words.texts.promises[promise]}
                  {words.texts.colon}
                  {texts.open}
                </Link>
              ),
            },
            {
              head: texts.standing,
              cell: ({ status, voice }) => (
                <>
                  <Mark of={status} /> {isMarked(voice) ? <Mark of={voice} /> : null}
                </>
              ),
            },
            { head: texts.contributes, align: 'end', cell: (row) => <Reported of={row} /> },
            {
              head: texts.promised,
              align: 'end',
              cell: ({ target, unit }) =>
                target === undefined ? '–' : `${words.number(target)} ${isolated(unit)}`,
            },
          ]}
        />
      )}
      {count > contributions.length ? (
        <p>
          {filled(texts.more, { n: words.number(contributions.length), all: words.number(count) })}{' '}
          <ToLedger partnership={partnership} ledger={ledger}>
            {texts.all}
          </ToLedger>
        </p>
      ) : null}
    </>
  );
}
