import type { Listed, Names } from '../../../answers.ts';
import { useAnswer, type Asked } from '../../../asking.ts';
import { Link } from '../../../parts/link.tsx';
import { Organisation } from '../../../parts/organisation.tsx';
import { ToLedger } from '../../../parts/to-ledger.tsx';
import { Written } from '../../../parts/written.tsx';
import { useWords } from '../../../reader.tsx';
import { brief } from '../../../texts/brief.ts';
import { filled } from '../../../texts/filled.ts';
import type { Words } from '../../../words.ts';
import type { LedgerPage, Row } from '../ledger-row.ts';
import { shareOf } from '../share.ts';

/** So many promises, and so many events, are told at once. */
const [PROMISES, EVENTS] = [4, 3];

/** What only its owner is asked: of what others recorded, nobody is late. */
const OVER = 'delivery=over&voice=self-reported';
const SILENT = 'staleness=silent';
export const overIn = (partnership: string): string =>
  `/v1/partnerships/${partnership}/ledger?${OVER}&sort=endsOn&limit=${PROMISES}`;
/** Those that said something last come first: since then none of them has. */
export const silentIn = (partnership: string): string =>
  `/v1/partnerships/${partnership}/ledger?${SILENT}&sort=-reportsFrom&limit=${PROMISES}`;

/** The last day on which a promise had its owner's word. */
const lastWordOf = ({ lastSelfReport, reporting, effectiveOn }: Row): string =>
  lastSelfReport ?? reporting?.from ?? effectiveOn;
/** The last day on which any of these said anything; undefined of none. */
export const lastWordIn = (rows: readonly Row[]): string | undefined => rows.map(lastWordOf).sort().at(-1);

function whyLate(row: Row, words: Words): string[] {
  const { lately: texts } = words.texts.partnership.inShort;
  const { delivery, ends, staleness, lastSelfReport, milestones, money } = row;
  const paid =
    money.promised && money.disbursed.find(({ currency }) => currency === money.promised?.currency);
  const share = money.promised && shareOf(paid?.amount ?? '0', money.promised.amount);
  return [
    ...(delivery === 'over' && ends?.on !== undefined
      ? [filled(texts.over, { day: words.day(ends.on) })]
      : []),
    ...(staleness === 'silent'
      ? [
          filled(lastSelfReport === undefined ? texts.neverSaid : texts.silent, {
            day: words.day(lastWordOf(row)),
          }),
        ]
      : []),
    ...(milestones.late > 0 ? [words.count(milestones.late, texts.lateMilestones)] : []),
    ...(share === undefined ? [] : [filled(texts.paid, { share: words.percent(share) })]),
  ];
}

function Late({ of, names }: { of: Row; names: Names }) {
  const words = useWords();
  const { partnership, commitment, statement, organisation, delivery } = of;
  return (
    <li class={delivery === 'over' ? 'over' : 'silent'}>
      <Link to={`/partnerships/${partnership}/commitments/${commitment}`}>
        <Written of={brief(statement ?? commitment)} />
      </Link>
      <span class="beside">
        <Organisation of={organisation} names={names} />
        {words.texts.colon}
        {whyLate(of, words).join(', ')}
      </span>
    </li>
  );
}

interface Event {
  readonly event: string;
  readonly type: string;
  readonly by: string;
  readonly effectiveOn: string;
}
/** What was recorded last. */
function Recorded({ partnership }: { partnership: string }) {
  const words = useWords();
  const asked = useAnswer<Listed<Event>>(
    `/v1/partnerships/${partnership}/timeline?sort=-position&limit=${EVENTS}`,
  );
  if (!('answer' in asked) || !asked.answer) return null;
  const { rows, names } = asked.answer;
  const events = words.texts.events as Readonly<Record<string, string>>;
  return (
    <>
      {rows.map(({ event, type, by, effectiveOn }) => (
        <li key={event} class="lately">
          <Link to={`/events/${event}`}>{filled(events[type] ?? words.texts.event.ofType, { type })}</Link>
          <span class="beside">
            <Organisation of={by} names={names} />
            {words.texts.colon}
            {words.day(effectiveOn)}
          </span>
        </li>
      ))}
    </>
  );
}

export interface LateOnes {
  readonly over: Asked<LedgerPage>;
  readonly silent: Asked<LedgerPage>;
}
const pageIn = (asked: Asked<LedgerPage>): Partial<LedgerPage> =>
  asked.state === 'refused' ? {} : (asked.answer ?? {});

/** What is past its end, what is silent, and what was recorded last: each leads to what stands in the book. */
export function Lately({ over, silent, partnership }: LateOnes & { partnership: string }) {
  const words = useWords();
  const { lately: texts } = words.texts.partnership.inShort;
  const [overs, silents] = [pageIn(over), pageIn(silent)];
  // What is both is told once.
  const rows = new Map([...(overs.rows ?? []), ...(silents.rows ?? [])].map((row) => [row.commitment, row]));
  const names = { ...overs.names, ...silents.names };
  const all = (filters: string, found: number, forms: typeof texts.allOver) =>
    found === 0 ? null : (
      <p class="hint">
        <ToLedger partnership={partnership} ledger={`?${filters}`}>
          {words.count(found, forms)}
        </ToLedger>
      </p>
    );
  return (
    <section class="late" aria-labelledby="late-title">
      <h2 id="late-title">{texts.title}</h2>
      {rows.size === 0 ? <p>{texts.nothingLate}</p> : null}
      <ul class="plain">
        {[...rows.values()].slice(0, PROMISES).map((row) => (
          <Late key={row.commitment} of={row} names={names} />
        ))}
        <Recorded partnership={partnership} />
      </ul>
      {all(OVER, overs.found ?? 0, texts.allOver)}
      {all(SILENT, silents.found ?? 0, texts.allSilent)}
    </section>
  );
}
