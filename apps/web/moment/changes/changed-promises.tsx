import { questionAt, useAnswer } from '../../asking.ts';
import type { Listed, Names } from '../../answers.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Link } from '../../parts/link.tsx';
import { Pages } from '../../parts/listed.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { useWords } from '../../reader.tsx';
import { Changed } from '../../said/changed.tsx';
import { instantOf } from '../moments.ts';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import { filled } from '../../texts/filled.ts';
import { differencesOf, type Row } from './row-facts.ts';

/** So many are compared at a time. */
const AT_ONCE = 25;

/** What time alone did to it. */
function ByTime({ of: { byTime = [] } }: { of: Row }) {
  const words = useWords();
  const { title, ...texts } = words.texts.moment.since.byTime;
  if (byTime.length === 0) return null;
  return (
    <p class="hint">
      {title} {words.list(byTime.map((one) => texts[one]))}
    </p>
  );
}

function ChangedPromise({ now, then, names }: { now: Row; then: Row | undefined; names: Names }) {
  const words = useWords();
  const { since: texts } = words.texts.moment;
  const { partnership, commitment, organisation, statement } = now;
  const called = brief(statement ?? texts.aPromise);
  const changes = then === undefined ? [] : differencesOf(then, now, words);
  return (
    <li>
      <p>
        <Organisation of={organisation} names={names} />
        {words.texts.colon}
        <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
          <Written of={called} />
        </Link>
      </p>
      {then === undefined ? <p class="hint">{texts.new}</p> : null}
      <ByTime of={now} />
      {then !== undefined && changes.length === 0 && now.byTime === undefined ? (
        <p class="hint">{texts.onlyDetails}</p>
      ) : null}
      <Changed
        label={filled(texts.differs, { statement: called })}
        of={changes.map(({ then: before, now: after, ...change }) => ({
          ...change,
          ...(before ? { before } : {}),
          ...(after ? { after } : {}),
        }))}
        around={{ names, partnership }}
      />
    </li>
  );
}

interface Some {
  readonly path: string;
  readonly since: string;
  readonly rows: readonly Row[];
  readonly names: Names;
}

function Promises({ rows, then, names }: Pick<Some, 'rows' | 'names'> & { then?: Listed<Row> }) {
  const was = new Map(then?.rows.map((row) => [row.commitment, row]));
  return (
    <ul class="changes">
      {rows.map((now) => (
        <ChangedPromise
          key={now.commitment}
          now={now}
          then={was.get(now.commitment)}
          names={{ ...then?.names, ...names }}
        />
      ))}
    </ul>
  );
}

/** Some promises beside how they stood at the earlier moment; what was recorded later did not stand then. */
function Beside({ path, since, rows, names }: Some) {
  const these = rows
    .filter(({ recordedAt }) => recordedAt <= instantOf(since))
    .map(({ commitment }) => `commitment=${commitment}`);
  const question = questionAt(`${path}?limit=${AT_ONCE}&${these.join('&')}`, since);
  const asked = useAnswer<Listed<Row>>(these.length > 0 ? question : undefined, 'none');
  if (these.length === 0) return <Promises rows={rows} names={names} />;
  return <Answered asked={asked}>{(then) => <Promises rows={rows} then={then} names={names} />}</Answered>;
}

const chunksOf = <T,>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, i) =>
    rows.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );

/** The promises of which something was said since, or time alone changed something, each with what is different. */
export function ChangedPromises({ partnership, since }: { partnership: string; since: string }) {
  const words = useWords();
  const { since: texts } = words.texts.moment;
  const path = `/v1/partnerships/${partnership}/ledger`;
  const changed = `${path}?changedSince=${instantOf(since)}&sort=-changedAt`;
  return (
    <Pages<Listed<Row> & { readonly found?: number }> path={`${changed}&limit=${AT_ONCE}`}>
      {({ rows, names, found = rows.length }) => (
        <>
          <p>{words.count(found, texts.promises)}</p>
          <Csv pages path={changed} name={texts.promisesTitle} />
          {chunksOf(rows).map((chunk) => (
            <Beside key={chunk[0]?.commitment} path={path} since={since} rows={chunk} names={names} />
          ))}
        </>
      )}
    </Pages>
  );
}
