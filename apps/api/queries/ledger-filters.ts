import { IsIn, IsOptional } from 'class-validator';
import {
  AXES,
  DELIVERIES,
  IsOwner,
  KINDS,
  ledger,
  OBSERVED,
  STALENESS,
  STATUSES,
  TRANSFERRED,
  unstatedWith,
  type Axis,
  type Delivery,
  type NamingRow,
  type Staleness,
} from '#commitment';
import { dayOf, Refused } from '#kernel';
import type { Where } from '#projection';
import { IsCurrency, IsIdOf, IsLine, IsPlace, IsSdgTarget, rule, SDG_GOALS, targetsOf } from '#vocabulary';
import { rhythmsBefore, rhythmsIn, type Books } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment, reversed, type OfList } from '../query-context/moment.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { all, are, has, tagged } from '../query-context/where.ts';
import { changedByTime, type Span } from './by-time.ts';
import { isDelivered } from './delivery.ts';
import { isStale } from './staleness.ts';

const TAG = /^[^=]+=[^]+$/;
const IsTag = rule(
  'isTag',
  (value) => typeof value === 'string' && TAG.test(value),
  'must be a tag as name=value, such as "place=CO"',
  { type: 'string', pattern: TAG.source },
);

/** What rows of a ledger can be told apart by, but for their status. */
export class OfRows extends OfMoment {
  @IsOptional()
  @IsOwner()
  organisation?: string;

  /** Given several times, any of them. */
  @IsOptional()
  @IsIdOf('cmt', { each: true })
  commitment?: string[];

  @IsOptional()
  @IsIn(['pledge', 'commitment'])
  promise?: string;

  @IsOptional()
  @IsIn(['self-reported', 'attributed'])
  voice?: string;

  @IsOptional()
  @IsIn(KINDS)
  kind?: string;

  @IsOptional()
  @IsLine(100)
  theme?: string;

  @IsOptional()
  @IsCurrency()
  currency?: string;

  /** Rows under which something was paid out in this currency, whatever they promise. */
  @IsOptional()
  @IsCurrency()
  disbursed?: string;

  /** Rows under which something was spent in this currency. */
  @IsOptional()
  @IsCurrency()
  spent?: string;

  /** Rows that name this place; given several times, all of them. */
  @IsOptional()
  @IsPlace({ each: true })
  place?: string[];

  /** Rows that name this target; given several times, all of them. */
  @IsOptional()
  @IsSdgTarget({ each: true })
  sdg?: string[];

  /** Rows that name a target of this goal; given several times, of all of them. */
  @IsOptional()
  @IsIn(SDG_GOALS, { each: true })
  goal?: string[];

  /** Rows that say no place, no theme or no SDG target; given several times, none of them. */
  @IsOptional()
  @IsIn(AXES, { each: true })
  unstated?: Axis[];

  /** Whether it says that the promise of its parent contains it; sums leave it out only where they have both. */
  @IsOptional()
  @IsIn(['yes', 'no'])
  contained?: string;

  /** Offered to another organisation, given over to one, or taken over from one. */
  @IsOptional()
  @IsIn(TRANSFERRED)
  transferred?: string;

  /** The shares of this joint commitment. */
  @IsOptional()
  @IsIdOf('jnt')
  joint?: string;

  /** Rows that have this tag, as `name=value`; given several times, all of them. */
  @IsOptional()
  @IsLine(300, { each: true })
  @IsTag({ each: true })
  tag?: string[];

  /** Against its own window, on the day asked for; given several times, any of them. */
  @IsOptional()
  @IsIn(DELIVERIES, { each: true })
  delivery?: Delivery[];

  /** Against the reporting rhythm agreed or stated. */
  @IsOptional()
  @IsIn(STALENESS)
  staleness?: Staleness;

  /** Rows that somebody corroborates, or disputes, as they stand now; or disputes without an answer so far. */
  @IsOptional()
  @IsIn(OBSERVED)
  observed?: string;

  /** Rows that name this organisation as partner, source or recipient, unless it rejected that; theirs are not among them. */
  @IsOptional()
  @IsIdOf('org')
  named?: string;

  /** Rows that go on, with a milestone that is overdue on the day asked for. */
  @IsOptional()
  @IsIn(['yes'])
  overdue?: string;

  /** Rows with a milestone that is overdue, was reached late, or was not reached when they ended. */
  @IsOptional()
  @IsIn(['yes'])
  lateMilestones?: string;

  /**
   * Rows of which their owner, or who recorded them, said something after this instant or day, and those of which time
   * alone changed something since: begun, over, a milestone overdue, a report late, silent (`byTime`).
   */
  @IsOptional()
  @IsLine(40)
  changedSince?: string;
}

/** What rows of a ledger can be told apart by. */
export class OfLedger extends OfRows {
  /** Given several times, any of them. */
  @IsOptional()
  @IsIn(STATUSES, { each: true })
  status?: string[];
}

/** The filters of a query to the ledger, without what it says of time and pages. */
export type Filters = Omit<OfLedger, keyof OfMoment>;

/**
 * Which of those books' rows a query is about.
 *
 * @param span where it is asked what changed: as `spanIn` tells it
 */
export function whereOf(asked: OfLedger, books: Books, date: string, span?: Span): Where {
  const { place = [], sdg = [], goal = [], unstated, status, tag = [] } = asked;
  const { organisation, promise, voice, kind, theme, currency, contained, transferred, joint } = asked;
  const { disbursed, spent } = asked;
  const terms = [...place.map((one) => `place=${one}`), ...sdg.map((one) => `sdg=${one}`), ...tag];
  return all(
    books.where,
    ...are({ organisation, promise, voice, kind, theme, currency, contained, joint }),
    asked.commitment && { column: 'commitment', op: 'in', value: asked.commitment },
    status && { column: 'status', op: 'in', value: status },
    unstated && { column: 'unstated', op: 'in', value: unstatedWith(unstated) },
    ...has(terms),
    ...tagged({ transferred, disbursed, spent }),
    ...goal.map((one): Where => ({ any: has(targetsOf(one).map((target) => `sdg=${target}`)) })),
    asked.delivery && isDelivered(asked.delivery, date),
    asked.staleness && isStale(asked.staleness, rhythmsIn(books), date),
    asked.observed === undefined ? undefined : { column: 'observed', op: 'has', value: asked.observed },
    asked.named === undefined ? undefined : isNamedIn(asked.named, ['confirmed', 'unanswered']),
    asked.overdue === undefined ? undefined : isOverdue(date),
    asked.lateMilestones === undefined ? undefined : { any: [isOverdue(date), ...has(['milestones=late'])] },
    span && changedIn(span, books),
  );
}

/** Rows that name an organisation, by what it answered to that. */
export const isNamedIn = (organisation: string, answers: readonly NamingRow['answer'][]): Where => ({
  any: answers.map((answer) => ({ column: 'named', op: 'has', value: `${answer} ${organisation}` })),
});

const isOverdue = (date: string): Where => ({ column: 'nextDue', op: 'lt', value: date });

/** What was recorded after an instant, and what time alone changed since. */
const changedIn = (span: Span, books: Books): Where => ({
  any: [{ column: 'changedAt', op: 'gt', value: span.since }, changedByTime(rhythmsIn(books), span)],
});

/**
 * From when until when it is asked what changed, and by which rhythms it begins; undefined where it is not.
 *
 * @throws Refused it begins at no instant or day, or at one that has not passed by what is asked about
 */
export async function spanIn(
  { snapshots }: QueryContext,
  { snapshot, books }: { readonly snapshot: Snapshot; readonly books: Books },
  { changedSince, asOf }: OfRows,
): Promise<Span | undefined> {
  if (changedSince === undefined) return undefined;
  const instant = snapshots.instantAt(changedSince, 'changedSince');
  if (asOf !== undefined && (await snapshots.isAfter(instant, asOf, ledger)))
    throw new Refused(reversed('changedSince'));
  const since = instant.toISOString();
  const then = await rhythmsBefore(snapshot, books, since);
  return { since, earlier: dayOf(since), later: snapshot.date, then };
}

const NOT_FILTERS: ReadonlySet<string> = new Set([
  'partnership',
  'programme',
  'asOf',
  'effective',
  'atLeast',
  'limit',
  'cursor',
  'sort',
  'in',
] satisfies (keyof OfList | 'partnership' | 'programme' | 'sort' | 'in')[]);

/**
 * Where the ledger lists exactly the rows that a figure is told from: the figure's filters, and those of its query.
 * It says nothing of time: asked with the answer's position, it is of the same moment.
 *
 * @param path of the books, as `Books` has it
 */
export function ledgerOf(path: string, filters: Filters, asked: object = {}): string {
  const query = new URLSearchParams();
  const given = Object.entries(asked).filter(([name]) => !NOT_FILTERS.has(name));
  const merged = new Map<string, Set<string>>();
  for (const [name, value] of [...given, ...Object.entries(filters)])
    for (const one of [value as string | string[] | undefined].flat())
      if (one !== undefined) merged.set(name, (merged.get(name) ?? new Set()).add(one));
  for (const [name, values] of merged) for (const value of values) query.append(name, value);
  return `${path}/ledger?${query}`;
}
