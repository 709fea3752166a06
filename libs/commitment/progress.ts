import { dayOf, decimal, defineProjection, pick, same, type Projection, type StoredEvent } from '#kernel';
import type { IndicatorPlan, IndicatorValue, TimeWindow } from '#vocabulary';
import { dayItTells, isInterim, latest, periodKey } from '#partnership';
import type { Amended, Mended, Opened, ReportValues, Voided } from './events.ts';
import type { SomeDetails } from './input.ts';
import { addCategories, type CategorySum } from './indicators.ts';
import type { CommitmentIndicator } from './particulars.ts';
import { isHeardBy, isInTime } from './reporting.ts';
import { put, standing, type DatedValue } from './series.ts';

/** A report with values, as it stands, and what it said before it was mended. */
interface Report {
  readonly entry: string;
  readonly on: string;
  readonly recordedAt: string;
  readonly own: boolean;
  readonly period?: TimeWindow;
  readonly values: readonly IndicatorValue[];
  readonly mends: readonly Mend[];
}
interface Mend {
  readonly how: 'corrected' | 'restated';
  readonly recordedAt: string;
  readonly reason: string;
  readonly before: readonly IndicatorValue[];
  readonly after: readonly IndicatorValue[];
}
export interface ProgressDoc {
  readonly partnership: string;
  readonly commitment: string;
  readonly organisation: string;
  readonly indicators: readonly DatedValue<readonly CommitmentIndicator[]>[];
  readonly reports: readonly Report[];
  /** Recorded about its owner by another, so that nothing is awaited until the owner confirms it. */
  readonly attributed: boolean;
  /** The day it was taken over from another, or confirmed: what was to be reported before then is not awaited. */
  readonly takenOn?: string;
  readonly endedOn?: string;
}

/** What one report says of one indicator. */
export interface ReportedValue {
  readonly entry: string;
  readonly value: string;
  readonly disaggregation?: IndicatorValue['disaggregation'];
  readonly effectiveOn: string;
  readonly recordedAt: string;
  /** The owner's own word. */
  readonly own: boolean;
  /** Said while the period was not over. */
  readonly interim: boolean;
  /** Recorded no more than 30 days after its day. */
  readonly inTime: boolean;
  /** What it said before, the oldest first, and when and why that was replaced. */
  readonly restatedFrom: readonly {
    readonly value?: string;
    readonly disaggregation?: IndicatorValue['disaggregation'];
    readonly how: Mend['how'];
    readonly until: string;
    readonly reason: string;
  }[];
}
/** One indicator of a commitment in one period; without a period, what was reported without one. */
export interface ProgressRow {
  readonly partnership: string;
  readonly commitment: string;
  readonly organisation: string;
  readonly indicator: CommitmentIndicator;
  readonly period?: TimeWindow;
  readonly expected?: { readonly value: string; readonly disaggregation?: IndicatorValue['disaggregation'] };
  /** All reports of the period: added up where the indicator adds up, else the latest. */
  readonly reported?: { readonly value: string; readonly disaggregation?: readonly CategorySum[] };
  /** All that is reported was said while the period was not over. */
  readonly interim: boolean;
  readonly reports: readonly ReportedValue[];
  /** The period is over and nothing but interim reports is heard of it: derived, never recorded. */
  readonly awaited: boolean;
}
export interface Progress {
  readonly partnership: string;
  readonly commitment: string;
  readonly organisation: string;
  readonly rows: readonly ProgressRow[];
}

type Fold<D> = (doc: ProgressDoc, event: StoredEvent<string, D>) => ProgressDoc;

const said = (doc: ProgressDoc, { indicators }: SomeDetails, on: string): ProgressDoc =>
  indicators ? { ...doc, indicators: put(doc.indicators, on, indicators) } : doc;

const opened = (_: ProgressDoc | undefined, event: StoredEvent<string, Opened>): ProgressDoc => {
  const { transferOf, details } = event.data;
  const about = pick(event.data, ['partnership', 'commitment', 'organisation', 'attributed']);
  const taken = transferOf ? { takenOn: dayItTells(event) } : {};
  const doc = { ...about, ...taken, indicators: [], reports: [] };
  return said(doc, details, dayItTells(event));
};

const reported: Fold<{ entry: string; selfReport: boolean } & ReportValues> = (doc, event) => {
  const { entry, selfReport: own, period, values = [] } = event.data;
  const { recordedAt = '' } = event.metadata;
  const report = {
    entry,
    on: dayItTells(event),
    recordedAt,
    own,
    ...(period ? { period } : {}),
    values,
    mends: [],
  };
  return { ...doc, reports: [...doc.reports, report] };
};

const mended =
  (how: Mend['how']): Fold<Mended> =>
  (doc, { data: { entry, kind, before, after, reason }, metadata }) => {
    if (kind !== 'report') return doc;
    const { values, period } = after;
    const mend = { how, recordedAt: metadata['recordedAt'] ?? '', reason, before: before.values ?? [] };
    const to = (report: Report): Report => ({
      ...report,
      ...(period ? { period } : {}),
      ...(values ? { values, mends: [...report.mends, { ...mend, after: values }] } : {}),
    });
    return { ...doc, reports: doc.reports.map((report) => (report.entry === entry ? to(report) : report)) };
  };

const confirmed: Fold<unknown> = (doc, event) => ({
  ...doc,
  attributed: false,
  takenOn: latest([doc.takenOn, dayItTells(event)]),
});
const ended: Fold<unknown> = (doc, event) => ({ ...doc, endedOn: dayItTells(event) });

/** Everything follows the opening, so there is a document. */
const later =
  <D>(fold: Fold<D>) =>
  (doc: ProgressDoc | undefined, event: StoredEvent<string, D>): ProgressDoc =>
    fold(doc as ProgressDoc, event);

const on: Projection<ProgressDoc>['on'] = {
  CommitmentMade: opened,
  PledgeMade: opened,
  CommitmentDetailed: later<{ details: SomeDetails }>((doc, event) =>
    said(doc, event.data.details, dayItTells(event)),
  ),
  CommitmentAmended: later<Amended>((doc, event) => said(doc, event.data.after, dayItTells(event))),
  ProgressReported: later(reported),
  EntryCorrected: later(mended('corrected')),
  EntryRestated: later(mended('restated')),
  EntryVoided: later<Voided>((doc, { data: { entry } }) => ({
    ...doc,
    reports: doc.reports.filter((report) => report.entry !== entry),
  })),
  CommitmentFulfilled: later(ended),
  CommitmentWithdrawn: later(ended),
  CommitmentSuperseded: later(ended),
  AttributionRejected: later(ended),
  AttributionConfirmed: later(confirmed),
};

const valueIn = (values: readonly IndicatorValue[], id: string): IndicatorValue | undefined =>
  values.find(({ indicator }) => indicator === id);

const dayed = ({ on, recordedAt }: Report) => ({ on, recordedOn: dayOf(recordedAt) });

const told = (value: IndicatorValue | undefined) => (value ? pick(value, ['value', 'disaggregation']) : {});

function reportedValue(report: Report, id: string): ReportedValue | undefined {
  const { entry, on, recordedAt, own, period, values, mends } = report;
  const found = valueIn(values, id);
  if (!found) return undefined;
  const restatedFrom = mends
    .filter(({ before, after }) => !same(valueIn(before, id), valueIn(after, id)))
    .map(({ before, how, recordedAt: until, reason }) => ({
      ...told(valueIn(before, id)),
      how,
      until,
      reason,
    }));
  const { value, disaggregation } = found;
  const said = { entry, value, ...(disaggregation ? { disaggregation } : {}) };
  const interim = isInterim(dayed(report), period);
  const inTime = isInTime(dayed(report));
  return { ...said, effectiveOn: on, recordedAt, own, interim, inTime, restatedFrom };
}

/** What a period's reports come to: the sum of what adds up, else what was said last. */
function sumOf({ aggregation }: IndicatorPlan, values: readonly ReportedValue[]): ProgressRow['reported'] {
  const counted = aggregation === 'sum' ? values : values.slice(-1);
  if (counted.length === 0) return undefined;
  const disaggregation = addCategories(counted);
  return {
    value: decimal.sum(counted.map(({ value }) => value)),
    ...(disaggregation.length > 0 ? { disaggregation } : {}),
  };
}

/** Whether a period is over, and nothing that was said after it is heard of by that day. */
function isAwaited(
  doc: ProgressDoc,
  period: TimeWindow | undefined,
  heard: readonly Report[],
  date: string,
): boolean {
  const until = doc.endedOn !== undefined && doc.endedOn <= date ? doc.endedOn : date;
  const over = period?.to !== undefined && period.to < until && period.to >= (doc.takenOn ?? '');
  return over && !doc.attributed && !heard.some((report) => !isInterim(dayed(report), period));
}

/** One indicator in one period. */
function rowOf(
  { doc, plan, date }: { doc: ProgressDoc; plan: CommitmentIndicator; date: string },
  [key, period]: readonly [string, TimeWindow | undefined],
  reports: readonly Report[],
): ProgressRow {
  const { expected: plans = [], ...indicator } = plan;
  const expected = plans.find((one) => periodKey(one.period) === key);
  const own = reports.filter((report) => periodKey(report.period) === key && valueIn(report.values, plan.id));
  const said = own.flatMap((report) => reportedValue(report, plan.id) ?? []);
  const reported = sumOf(plan, said);
  const heard = own.filter((report) => isHeardBy(dayed(report), date));
  return {
    ...pick(doc, ['partnership', 'commitment', 'organisation']),
    indicator,
    ...(period ? { period } : {}),
    ...(expected ? { expected: pick(expected, ['value', 'disaggregation']) } : {}),
    ...(reported ? { reported } : {}),
    interim: said.length > 0 && said.every(({ interim }) => interim),
    reports: said,
    awaited: isAwaited(doc, period, heard, date),
  };
}

/** The periods of one indicator: those something is expected in, then those only reported on. */
function rowsOf(doc: ProgressDoc, plan: CommitmentIndicator, date: string): ProgressRow[] {
  const reports = doc.reports
    .filter(({ on }) => on <= date)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const periods = new Map<string, TimeWindow | undefined>();
  for (const { period } of [
    ...(plan.expected ?? []),
    ...reports.filter(({ values }) => valueIn(values, plan.id)),
  ])
    periods.set(periodKey(period), period);
  return [...periods].map((period) => rowOf({ doc, plan, date }, period, reports));
}

/** Per indicator and period: what was expected and reported, when that was recorded, and what it was restated from. */
export const progress = defineProjection<ProgressDoc, Progress>({
  name: 'progress',
  version: 6,
  keys: ({ data }) => [(data as { commitment: string }).commitment],
  on,
  columns: {
    partnership: { kind: 'text', steady: true, of: ({ partnership }) => partnership },
    organisation: { kind: 'text', steady: true, of: ({ organisation }) => organisation },
    commitment: { kind: 'text', steady: true, of: ({ commitment }) => commitment },
    effectiveOn: { kind: 'text', of: ({ indicators }) => indicators[0]?.on ?? null },
    tags: {
      kind: 'terms',
      of: ({ indicators }, date) =>
        (standing(indicators, date) ?? []).flatMap(({ id, level }) => [
          'measured',
          `indicator=${id}`,
          `level=${level}`,
        ]),
    },
  },
  at: (doc, date) => ({
    partnership: doc.partnership,
    commitment: doc.commitment,
    organisation: doc.organisation,
    rows: (standing(doc.indicators, date) ?? []).flatMap((plan) => rowsOf(doc, plan, date)),
  }),
});
