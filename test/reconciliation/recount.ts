import { endedAs, isEnding } from './endings.ts';
import type { StoredEvent } from '#kernel';
import { deliveryOf, judgedOn, recordedOn, stalenessOf, type Delivery, type Staleness } from './lateness.ts';
import { rhythmsOf } from './rhythms.ts';
import { totalOf, type Money } from './sums.ts';
import { isVoidAfterDispute, VERDICTS } from './voids.ts';

/*
 * What a book comes to, counted again from its stored events in plain code: none of the product's folds, rows or sums is
 * used here, so that a mistake in them is not made twice. Slow and simple on purpose.
 */

// oxlint-disable-next-line typescript/no-explicit-any -- events as they are stored
type Data = any;
export interface Row {
  readonly commitment: string;
  readonly partnership: string;
  readonly organisation: string;
  readonly voice: 'selfReported' | 'attributed';
  readonly promise: 'pledge' | 'commitment';
  readonly status: string;
  readonly places: readonly { place: string; percentage?: string }[];
  readonly theme?: string;
  readonly sdgTargets: readonly string[];
  readonly promised?: Money;
  readonly disbursed: readonly Money[];
  readonly spent: readonly Money[];
  readonly returned: { readonly disbursed: readonly Money[]; readonly spent: readonly Money[] };
  /** What contains it, as it says, and what took its place whole: ids. */
  readonly links: { readonly promise?: string; readonly payments?: string; readonly successor?: string };
  readonly milestones: { planned: number; reached: number; late: number };
  readonly delivery: Delivery;
  readonly staleness?: Staleness;
  readonly corroborated: boolean;
  readonly disputed: boolean;
  readonly observedAttributed: boolean;
  readonly voidedAfterDispute: boolean;
  readonly progress: readonly Progress[];
}
/** One indicator in one period. */
export interface Progress {
  readonly of: string;
  readonly expected: string | undefined;
  readonly reported: string | undefined;
  /** By category. */
  readonly disaggregation: Readonly<Record<string, string>>;
  /** What each report says, and what it said before its mends. */
  readonly reports: readonly string[];
}
export interface Partnership {
  readonly id: string;
  readonly programme?: string;
  readonly scope: { places: string[]; sdgTargets: string[] };
  readonly participants: ReadonlySet<string>;
}
export interface World {
  readonly rows: readonly Row[];
  readonly partnerships: readonly Partnership[];
  /** Who goes on for whom, by that day. */
  readonly successors: ReadonlyMap<string, string>;
}

const dayOf = (event: StoredEvent): string => event.metadata['effectiveOn'] ?? '';
const byDay = (events: readonly StoredEvent[], date: string): StoredEvent[] =>
  events
    .filter((event) => dayOf(event) <= date)
    .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
const dataOf = (event: StoredEvent): Data => event.data;

function partnershipOf(id: string, all: readonly StoredEvent[], date: string) {
  const events = byDay(all, date);
  const convened = events.find(({ type }) => type === 'PartnershipConvened');
  if (!convened) return undefined;
  const { programme, scope: first } = dataOf(convened);
  let scope = first;
  let isAdmitted = false;
  const participants = new Set<string>();
  for (const event of events) {
    const data = dataOf(event);
    if (event.type === 'ScopeRefined' || (event.type === 'ExpansionAdopted' && data.to)) scope = data.to;
    if (event.type === 'PartnershipAdmitted') isAdmitted = true;
    if (/^Belonging(Ended|Adopted)$/.test(event.type)) isAdmitted = false;
    if (event.type === 'ParticipantJoined') participants.add(data.organisation);
    if (event.type === 'ParticipantLeft') participants.delete(data.organisation);
  }
  const rhythm = rhythmsOf(events.filter((event) => recordedOn(event) <= date));
  return {
    id,
    ...(programme === undefined || !isAdmitted ? {} : { programme }),
    scope,
    participants,
    rhythm,
  };
}

/** Entries as they stand after their mends, which take their day. */
function entriesOf(events: readonly StoredEvent[], date: string): Data[] {
  const entries = new Map<string, Data>();
  for (const event of events) {
    const data = dataOf(event);
    const entry = entries.get(data.entry);
    if (event.type === 'MilestoneReached') entry.reachedOn = dayOf(event);
    else if (event.type === 'MilestoneRescheduled')
      entry.moved.push({ on: dayOf(event), said: recordedOn(event), due: data.after });
    else if (event.type === 'EntryVoided') entries.delete(data.entry);
    else if (event.type === 'EntryCorrected' || event.type === 'EntryRestated') {
      if (JSON.stringify(data.after.values ?? null) !== JSON.stringify(data.before.values ?? null))
        entry.said.push(data.before.values);
      if (data.after.due !== undefined) entry.mended.push({ said: recordedOn(event), due: data.before.due });
      Object.assign(entry, data.after);
      entry.version++;
    } else if (
      data.entry !== undefined &&
      !event.type.includes('bservation') &&
      !event.type.startsWith('Claim')
    )
      entries.set(data.entry, {
        ...data,
        type: event.type,
        on: dayOf(event),
        recordedOn: recordedOn(event),
        moved: [],
        mended: [],
        said: [],
        version: 1,
      });
  }
  return [...entries.values()].filter(({ on }) => on <= date);
}

/** @param from nobody is late by what was due before: the day on which the record was confirmed */
function milestonesOf(
  entries: readonly Data[],
  { date, over, from }: Record<'date' | 'over' | 'from', string>,
): Row['milestones'] {
  const found = { planned: 0, reached: 0, late: 0 };
  for (const { type, due, moved, mended, reachedOn } of entries) {
    if (type !== 'MilestonePlanned') continue;
    const moves = moved
      .filter(({ on, said }: Data) => on <= date && said <= date)
      .sort((a: Data, b: Data) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
    const planned = mended.find(({ said }: Data) => said > date)?.due ?? due;
    const isReached = reachedOn !== undefined && reachedOn <= date;
    found.planned++;
    if (isReached) found.reached++;
    const dueOn = moves.at(-1)?.due ?? planned;
    if (dueOn >= from && (isReached ? reachedOn : over) > dueOn) found.late++;
  }
  return found;
}

export const periodOf = ({ from = '', to = '' }: { from?: string; to?: string } = {}): string =>
  `${from}/${to}`;

/** What reports say of each indicator, period by period. */
function progressOf(indicators: readonly Data[], entries: readonly Data[]): Progress[] {
  const reports = entries
    .filter(({ type }) => type === 'ProgressReported')
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return indicators.flatMap(({ id, aggregation, expected = [] }) => {
    const valueIn = (values: readonly Data[] = []) => values.find(({ indicator }) => indicator === id);
    const said = reports.filter(({ values }) => valueIn(values));
    const periods = [...expected, ...said].map(({ period }) => periodOf(period));
    return [...new Set(periods)].map((period): Progress => {
      const own = said.filter((report) => periodOf(report.period) === period);
      const counted = (aggregation === 'sum' ? own : own.slice(-1)).map(({ values }) => valueIn(values));
      const parts = Map.groupBy(
        counted.flatMap(({ disaggregation = [] }) => disaggregation),
        ({ category }: Data) => category as string,
      );
      const valuesOf = (values: readonly Data[]) => totalOf(values.map(({ value }) => value));
      return {
        of: `${id} ${period}`,
        expected: expected.find((one: Data) => periodOf(one.period) === period)?.value,
        reported: counted.length > 0 ? valuesOf(counted) : undefined,
        disaggregation: Object.fromEntries(
          [...parts].map(([category, values]) => [category, valuesOf(values)]),
        ),
        reports: own.map(({ values, said: before }) =>
          [...before.map(valueIn), valueIn(values)].map((one) => one?.value ?? '-').join(' > '),
        ),
      };
    });
  });
}

/** What others say, each by its last word, of what the commitment says now; or that it is not their own word yet. */
function verdictsOn(
  said: readonly StoredEvent[],
  own: readonly StoredEvent[],
  entries: readonly Data[],
  date: string,
) {
  const verdicts = new Set<string>();
  for (const [, events = []] of Map.groupBy(said, (event) => dataOf(event).observation)) {
    const last = byDay(events, date).findLast(({ type }) => VERDICTS[type] !== undefined);
    if (!last) continue;
    const { claim, claimVersion = 1, attributed } = dataOf(last);
    const changes = (type: string) => own.filter((event) => event.type === type).map(dayOf);
    const since = (days: string[]) => days.findLastIndex((on) => on <= date) + 2;
    const versions: Record<string, () => number> = {
      entry: () => entries.find(({ entry }) => entry === claim.entry)?.version ?? 1,
      commitment: () => since(changes('CommitmentAmended')),
      silence: () => since(changes('ProgressReported')),
    };
    const version = versions[claim.about]?.() ?? 1;
    if (claimVersion >= version) verdicts.add(attributed ? 'attributed' : (VERDICTS[last.type] ?? ''));
  }
  return verdicts;
}

function rowOf(
  own: readonly StoredEvent[],
  said: readonly StoredEvent[],
  { date, rhythm }: { date: string; rhythm: (organisation: string) => number | undefined },
): Row | undefined {
  const [opened] = own;
  if (!opened || dayOf(opened) > date) return undefined;
  const { commitment, partnership, organisation, attributed } = dataOf(opened);
  const told = byDay(own, date);
  const has = (type: string) => told.some((event) => event.type === type);
  const details: Data = {};
  for (const { type, data } of told as Data[])
    Object.assign(details, type === 'CommitmentAmended' ? data.after : (data.details ?? {}));
  // What came back in its source is another commitment, on every day.
  const isResumed = own.some(({ type }) => type === 'RecordResumed');
  const end = (isResumed ? own : told).find(({ type }) => isEnding(type));
  const pausing = told.findLast(({ type }) => type === 'CommitmentSuspended' || type === 'CommitmentResumed');
  const status = end ? endedAs(end) : pausing?.type === 'CommitmentSuspended' ? 'suspended' : 'open';
  const isOwn = !attributed || has('AttributionConfirmed');
  const entries = entriesOf(own, date);
  const money = (type: string) => entries.filter((one) => one.type === type).map((one) => one.money);
  const back = (of: string) =>
    entries.filter((one) => one.type === 'ReturnRecorded' && one.of === of).map((one) => one.money);
  const reports = entries.filter(({ type, selfReport }) => type === 'ProgressReported' && selfReport);
  const judged = judgedOn(own, date);
  const agreed = rhythm(organisation) ?? Infinity;
  const months = Math.min(judged.reportEveryMonths ?? (agreed < Infinity ? agreed : 12), agreed);
  const confirmed = told.find(({ type }) => type === 'AttributionConfirmed');
  const begun = dayOf(confirmed ?? opened);
  const verdicts = verdictsOn(said, own, entries, date);
  const staleness = stalenessOf({ own: isOwn, status, begun, months, reports }, date);
  return {
    commitment,
    partnership,
    organisation,
    voice: isOwn ? 'selfReported' : 'attributed',
    promise: has('CommitmentMade') || has('PledgeFirmed') ? 'commitment' : 'pledge',
    status,
    places: details.places ?? [],
    ...(details.theme === undefined ? {} : { theme: details.theme }),
    sdgTargets: details.sdgTargets ?? [],
    ...(details.money ? { promised: details.money } : {}),
    disbursed: money('DisbursementRecorded'),
    spent: money('ExpenditureRecorded'),
    returned: { disbursed: back('disbursement'), spent: back('expenditure') },
    links: {
      ...(details.partOf?.contained ? { promise: details.partOf.commitment } : {}),
      ...(details.partOf?.paymentsContained ? { payments: details.partOf.commitment } : {}),
      ...(end?.type === 'CommitmentSuperseded' && !dataOf(end).part ? { successor: dataOf(end).by } : {}),
    },
    milestones: milestonesOf(entries, {
      date,
      over: end ? dayOf(end) : date,
      from: confirmed ? dayOf(confirmed) : '',
    }),
    delivery: deliveryOf(status, judged.window ?? {}, date),
    ...(staleness ? { staleness } : {}),
    corroborated: verdicts.has('corroborated'),
    disputed: verdicts.has('disputed'),
    observedAttributed: verdicts.has('attributed'),
    voidedAfterDispute: own.some((event) => dayOf(event) <= date && isVoidAfterDispute(event, said)),
    progress: progressOf(details.indicators ?? [], entries),
  };
}

/** Everything as it stood when an instant had passed, on a day. */
export function recount(all: readonly StoredEvent[], { asOf, date }: { asOf?: string; date: string }): World {
  const events = all.filter(({ metadata }) => asOf === undefined || (metadata['recordedAt'] ?? '') <= asOf);
  const streams = Map.groupBy(events, ({ stream }) => stream);
  const of = (kind: RegExp) => [...streams].filter(([stream]) => kind.test(stream));
  /** What is said of a book, by itself and by the owners of programmes, in the order of the store. */
  const ofBook = (id: string) =>
    events.filter(
      ({ stream }) => stream === `${id}-partnership-${id}` || stream.startsWith(`${id}-belonging-`),
    );
  const partnerships = of(/^ptn_\w+-partnership-/).flatMap(([, told]) => {
    const id = dataOf(told[0] as StoredEvent).partnership;
    return partnershipOf(id, ofBook(id), date) ?? [];
  });
  const observed = Map.groupBy(
    of(/^ptn_\w+-observation-/).flatMap(([, told]) => told),
    (event) => dataOf(event).commitment as string,
  );
  const rows = of(/^ptn_\w+-commitment-/).flatMap(([, told]) => {
    const { commitment, partnership } = dataOf(told[0] as StoredEvent);
    const rhythm = partnerships.find(({ id }) => id === partnership)?.rhythm ?? (() => undefined);
    return rowOf(told, observed.get(commitment) ?? [], { date, rhythm }) ?? [];
  });
  const ended = byDay(
    events.filter(({ type }) => type === 'SuccessionAccepted'),
    date,
  );
  const successors = new Map(ended.map((event) => [dataOf(event).organisation, dataOf(event).successor]));
  return { rows, partnerships, successors };
}
