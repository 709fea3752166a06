import type { TimelineItem } from '#partnership';
import { useAnswer } from '../../asking.ts';
import type { Listed, Names } from '../../answers.ts';
import { Csv } from '../../parts/csv.tsx';
import { Link } from '../../parts/link.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Basis } from '../../parts/marks.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';

/** So many are shown at a time. */
const AT_ONCE = 50;

interface Promised {
  readonly commitment: string;
  readonly statement: string;
}

function One({ of, statement, names }: { of: TimelineItem; statement: string | undefined; names: Names }) {
  const words = useWords();
  const { texts } = words;
  const { event, type, partnership, commitment, by, recordedAt, basis } = of;
  const called = (texts.events as Readonly<Record<string, string>>)[type] ?? type;
  return (
    <li>
      <time dateTime={recordedAt}>{words.instant(recordedAt)}</time> <Organisation of={by} names={names} />
      {texts.colon}
      <Link to={`/events/${event}`}>{called}</Link> <Basis of={basis} />
      {commitment === undefined ? null : (
        <div class="hint">
          {texts.moment.since.of}{' '}
          <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
            <Written of={brief(statement ?? texts.moment.since.aPromise)} />
          </Link>
        </div>
      )}
    </li>
  );
}

/** Some of what was recorded; what each promise says is asked for together. */
function Some({ rows, names }: { rows: readonly TimelineItem[]; names: Names }) {
  const ids = [...new Set(rows.flatMap(({ commitment }) => commitment ?? []))];
  const these = ids.map((id) => `commitment=${id}`).join('&');
  const path = `/v1/partnerships/${rows[0]?.partnership}/ledger?limit=${AT_ONCE}&${these}`;
  const asked = useAnswer<Listed<Promised>>(ids.length > 0 ? path : undefined);
  const promised = ('answer' in asked ? asked.answer?.rows : undefined) ?? [];
  const statements = new Map(promised.map(({ commitment, statement }) => [commitment, statement]));
  return (
    <>
      {rows.map((row) => (
        <One
          key={row.event}
          of={row}
          statement={row.commitment === undefined ? undefined : statements.get(row.commitment)}
          names={names}
        />
      ))}
    </>
  );
}

/** Everything that was recorded since, in order: who said what, of which promise. */
export function RecordedSince({ partnership, since }: { partnership: string; since: string }) {
  const { moment, states } = useWords().texts;
  const path = `/v1/partnerships/${partnership}/timeline?since=${encodeURIComponent(since)}`;
  return (
    <>
      <Csv pages path={path} name={moment.since.recorded} />
      <Pages<Listed<TimelineItem>> path={`${path}&limit=${AT_ONCE}`}>
        {({ rows, names }) =>
          rows.length === 0 ? (
            <p class="state empty">{states.empty}</p>
          ) : (
            <ol class="changes">
              {Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, i) => (
                <Some key={i} rows={rows.slice(i * AT_ONCE, (i + 1) * AT_ONCE)} names={names} />
              ))}
            </ol>
          )
        }
      </Pages>
    </>
  );
}
