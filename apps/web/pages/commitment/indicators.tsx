import type { LedgerRow } from '#commitment';
import { useAnswer } from '../../asking.ts';
import type { Listed } from '../../answers.ts';
import { Answered } from '../../parts/answered.tsx';
import { Interim, Steps } from '../../parts/chart.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Part } from '../../parts/part.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { tell, tellSpan } from '../../said/tell.ts';
import { Telling } from '../../said/said.tsx';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { filled } from '../../texts/filled.ts';
import { useDossier } from './dossier.tsx';
import { reportedOver, type Progress } from './measured.ts';

type Indicator = LedgerRow['indicators'][number];

/** What was reported, whether while the period was not over, and whether more is awaited. */
function Reported({ of: { reported, interim, awaited } }: { of: Progress }) {
  const words = useWords();
  const { indicator: texts } = words.texts.commitment;
  return (
    <>
      {reported ? words.number(reported.value) : awaited ? null : '–'}
      <Interim of={{ interim }} />
      {awaited ? <span class="beside">{texts.awaited}</span> : null}
    </>
  );
}

/** Expected and reported, period by period, with what was said before. */
function ByPeriod({ of: { name }, rows }: { of: Indicator; rows: readonly Progress[] }) {
  const words = useWords();
  const { indicator: texts } = words.texts.commitment;
  const before = ({ reports }: Progress) =>
    reports
      .flatMap(({ restatedFrom }) => restatedFrom)
      .map(({ value, until, reason }) =>
        filled(texts.was, {
          value: value === undefined ? '–' : words.number(value),
          day: words.instant(until),
          reason,
        }),
      );
  return (
    <Table
      caption={filled(texts.table, { name })}
      stacks
      rows={rows}
      keyOf={({ period }) => JSON.stringify(period ?? {})}
      columns={[
        {
          head: texts.period,
          names: true,
          cell: ({ period }) => (period ? tellSpan(period, words) : texts.noPeriod),
        },
        {
          head: texts.expected,
          align: 'end',
          cell: ({ expected }) => (expected ? words.number(expected.value) : '–'),
        },
        {
          head: texts.reported,
          align: 'end',
          cell: (row) => <Reported of={row} />,
        },
        {
          head: texts.recorded,
          cell: ({ reports }) => words.list(reports.map(({ recordedAt }) => words.instant(recordedAt))),
        },
        { head: texts.before, cell: (row) => <Written of={before(row).join(words.texts.semicolon)} /> },
      ]}
    />
  );
}

function Measured({ of, rows }: { of: Indicator; rows: readonly Progress[] }) {
  const words = useWords();
  const { indicator: texts } = words.texts.commitment;
  const { telling, around } = useDossier();
  const { id, name, unit, level, baseline, target, latest, aggregation } = of;
  const told = (field: string, value: unknown) => (
    <Telling of={tell(field, value, telling)} around={around} />
  );
  return (
    <section>
      <h3>
        <Written of={brief(name)} /> (<Written of={unit} />)
      </h3>
      <dl class="facts">
        {[
          [texts.level, told('level', level)] as const,
          ...(baseline ? [[texts.baseline, told('baseline', baseline)] as const] : []),
          ...(target ? [[texts.target, told('target', target)] as const] : []),
          [
            texts.latest,
            latest ? (
              <>
                {told('latest', { value: latest.value, on: latest.on })}
                <Interim of={latest} />
              </>
            ) : (
              texts.none
            ),
          ] as const,
        ].map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Steps
        label={filled(texts.chart, { name })}
        points={reportedOver(of, rows)}
        {...(target ? { target: target.value } : {})}
      />
      {aggregation === 'sum' ? <p class="hint">{texts.added}</p> : null}
      <ByPeriod of={of} rows={rows.filter(({ indicator }) => indicator.id === id)} />
    </section>
  );
}

/** What is measured, against what was expected and the target. */
export function Indicators() {
  const { commitment: texts } = useWords().texts;
  const { dossier } = useDossier();
  const { partnership, commitment, indicators } = dossier;
  const path = `/v1/partnerships/${partnership}/progress?commitment=${commitment}`;
  const asked = useAnswer<Listed<Progress>>(indicators.length > 0 ? path : undefined);
  return (
    <Part id="measured" title={texts.indicatorsTitle}>
      {indicators.length === 0 ? (
        <p>{texts.noIndicators}</p>
      ) : (
        <>
          <Csv pages path={path} name={texts.indicatorsTitle} />
          <Answered asked={asked}>
            {({ rows }) => indicators.map((one) => <Measured key={one.id} of={one} rows={rows} />)}
          </Answered>
        </>
      )}
    </Part>
  );
}
