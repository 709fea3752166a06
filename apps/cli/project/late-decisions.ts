// Which source organisations decided late in the year (October to December), and paid within 60 days, by place?
import type { Projection, StoredEvent } from '#kernel';

const WITHIN_DAYS = 60;

/** A commitment decided late in a year: in which places, and when it was first paid. */
interface LateDecision {
  readonly decidedOn: string;
  readonly places: readonly string[];
  readonly paidOn?: string;
}
/** One organisation's, by commitment. */
type LateDecisions = Readonly<Record<string, LateDecision>>;

interface Row {
  readonly organisation: string;
  readonly decidedLate: number;
  readonly paidWithin60Days: number;
  /** How many of these were paid within 60 days, by place. One that is for several places counts in each. */
  readonly byPlace: Readonly<Record<string, number>>;
}
interface Doc {
  readonly organisation: string;
  readonly decisions: LateDecisions;
}

interface Said {
  readonly commitment: string;
  readonly organisation: string;
}
interface Made extends Said {
  readonly details: { readonly places?: readonly { readonly place: string; readonly percentage?: string }[] };
}

const isLate = (day: string): boolean => day.slice(5, 7) >= '10';
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const inTime = ({ decidedOn, paidOn }: LateDecision, date: string): boolean =>
  paidOn !== undefined && paidOn <= date && daysBetween(decidedOn, paidOn) <= WITHIN_DAYS;

/** A commitment is effective on the day of the decision. A place of 0 % is named to say that nothing is for it. */
function made(doc: Doc | undefined, { data, metadata }: StoredEvent<string, Made>): Doc | undefined {
  const { commitment, organisation, details } = data;
  const decidedOn = metadata['effectiveOn'] ?? '';
  if (!isLate(decidedOn)) return doc;
  const places = (details.places ?? []).flatMap(({ place, percentage }) =>
    percentage !== undefined && Number(percentage) === 0 ? [] : [place],
  );
  return { organisation, decisions: { ...doc?.decisions, [commitment]: { decidedOn, places } } };
}

/** A disbursement is effective on the day of the payment; the first one counts. */
function paid(doc: Doc | undefined, { data, metadata }: StoredEvent<string, Said>): Doc | undefined {
  const decision = doc?.decisions[data.commitment];
  const on = metadata['effectiveOn'] ?? '';
  if (!doc || !decision || (decision.paidOn !== undefined && decision.paidOn <= on)) return doc;
  return { ...doc, decisions: { ...doc.decisions, [data.commitment]: { ...decision, paidOn: on } } };
}

function rowOn({ organisation, decisions }: Doc, date: string): Row | undefined {
  const late = Object.values(decisions).filter(({ decidedOn }) => decidedOn <= date);
  const quick = late.filter((decision) => inTime(decision, date));
  if (quick.length === 0) return undefined;
  const byPlace: Record<string, number> = {};
  for (const place of quick.flatMap(({ places }) => places)) byPlace[place] = (byPlace[place] ?? 0) + 1;
  return { organisation, decidedLate: late.length, paidWithin60Days: quick.length, byPlace };
}

export default {
  name: 'late-decisions',
  version: 1,
  // In these records the owner of a commitment is its source organisation.
  keys: ({ data }) => [(data as Said).organisation],
  on: { CommitmentMade: made, DisbursementRecorded: paid },
  columns: {},
  at: rowOn,
} satisfies Projection<Doc, Row | undefined>;
