import { dayOf, EVER, lastDayOf, refuse, Refused, seesInside, type Actor, type AnyProjection } from '#kernel';
import { START } from '#event-store';
import { directory } from '#organisation';
import {
  attendedBy,
  isInside,
  overview,
  type Overview,
  type OverviewDoc,
  type ReaderAccess,
} from '#partnership';
import { skippedOf, type Checkpoint, type Views } from '#projection';
import type { OpenedStore } from '../opened-store.ts';
import { timeline } from '#domain';
import { AnswerCheckpoints, BOOK, positionIn, SnapshotTokens, type SnapshotPoint } from './snapshot-point.ts';
import { Folds } from './folds.ts';
import { badInstant, instantIn, type OfBook, type OfMoment } from './moment.ts';
import { withNames, type Names } from './names.ts';
import { numbered, revisionAt } from './revisions.ts';
import { AsOfSnapshot, LiveSnapshot, type Snapshot } from './snapshot.ts';
import { all, is } from './where.ts';

const INSIDE: ReaderAccess = { inside: true, attended: new Set() };
const OUTSIDE: ReaderAccess = { inside: false, attended: new Set() };

/** How long a query waits to be as fresh as it asks for. */
const FRESHNESS_PATIENCE = 5_000;

/** The moment an answer is of: asked for again with the same `position`, it is the same for ever. */
export interface AsOf {
  readonly position: string;
  readonly effective: string;
  readonly views: readonly {
    readonly view: string;
    readonly version: number;
    readonly setAside: readonly string[];
  }[];
}

/** What snapshots are taken of: of the opened store, what tells and what is told from. */
type SnapshotSource = Pick<
  OpenedStore,
  'store' | 'stored' | 'views' | 'checkpoints' | 'tokens' | 'positions' | 'clock'
>;

/** Takes snapshots of the read models: all that one answer tells is of one snapshot, whose point it names. */
export class Snapshots {
  private readonly points: SnapshotTokens;
  private readonly folds: Folds;

  constructor(private readonly source: SnapshotSource) {
    this.points = new SnapshotTokens(source.tokens, source.positions);
    this.folds = new Folds(source.store);
  }

  /**
   * Answers from one snapshot.
   *
   * @param projections the views that the answer is told from; the names of organisations are told with them
   * @throws Refused the moment is none, or lies in the future; the views are not yet that fresh
   * @throws Unavailable a view is being built for the first time
   */
  async answer<A extends object>(
    asked: OfMoment,
    projections: readonly AnyProjection[],
    ask: (snapshot: Snapshot, checkpoints: AnswerCheckpoints) => Promise<A>,
  ): Promise<A & { names: Names; asOf: AsOf }> {
    const all = [...new Set([...projections, directory])];
    if (asked.atLeast !== undefined) await this.wait(asked.atLeast, all);
    return this.source.views.atOneMoment(async (views) => {
      const served = await views.checkpoints();
      const { point, snapshot, skipped } = await this.take(asked, { views, served, all });
      const checkpoints = new AnswerCheckpoints(point);
      const answer = await ask(snapshot, checkpoints);
      const asOf = {
        position: await this.points.seal(checkpoints.point),
        effective: point.date,
        views: all.map(({ name, version }) => ({
          view: name,
          version: asked.asOf === undefined ? (served.get(name)?.version ?? version) : version,
          setAside: (skipped ? skipped.get(name) : served.get(name)?.skipped) ?? [],
        })),
      };
      return { ...(await withNames(answer, snapshot)), asOf };
    });
  }

  /**
   * Likewise of one entity: as it stands, the answer names the revision of its stream (`revisionOf`).
   *
   * @param entity its stream, and the view that tells of it
   */
  async answerOne<A extends object>(
    asked: OfMoment,
    projections: readonly AnyProjection[],
    entity: { readonly stream: string; readonly view: AnyProjection },
    ask: (snapshot: Snapshot) => Promise<A>,
  ): Promise<A & { names: Names; asOf: AsOf }> {
    let revision: number | undefined;
    const answer = await this.answer(asked, projections, async (snapshot, checkpoints) => {
      const told = await ask(snapshot);
      const position = positionIn(checkpoints.point, entity.view.name);
      if (asked.asOf === undefined) revision = await revisionAt(this.source.store, entity.stream, position);
      return told;
    });
    return numbered(answer, revision);
  }

  /**
   * A moment of the book itself, for what is read from the events: any view can be asked as of it, too.
   *
   * @throws Refused the moment is none, or lies in the future
   */
  async bookAt({ asOf, atLeast }: OfBook): Promise<{ upTo: string; asOf: Omit<AsOf, 'views'> }> {
    // Events are never behind, but who may read them is told from a view.
    if (atLeast !== undefined) await this.wait(atLeast, [overview]);
    const { clock, store } = this.source;
    const point =
      asOf === undefined
        ? { date: dayOf(clock.now()), positions: { [BOOK]: await store.head() } }
        : await this.pastPoint(asOf, [BOOK]);
    const asked = { position: await this.points.seal(point), effective: point.date };
    return { upTo: point.positions[BOOK] ?? START, asOf: asked };
  }

  /** Where a view stood at a moment, which the query said in this field. */
  async positionAt(moment: string, { name }: AnyProjection, field: string): Promise<string> {
    return positionIn(await this.pastPoint(moment, [name], field), name) ?? START;
  }

  /**
   * The instant, or the end of the day, that a query said in this field.
   *
   * @throws Refused it is none, or lies in the future
   */
  instantAt(moment: string, field: string): Date {
    const instant = instantIn(moment);
    if (!instant) throw new Refused(badInstant(field));
    this.requirePast(instant, field);
    return instant;
  }

  /**
   * Whether an instant lies after what is asked `asOf`: a view, where that is a position.
   *
   * @throws Refused that is no moment, or lies in the future
   */
  async isAfter(instant: Date, asOf: string, view: AnyProjection): Promise<boolean> {
    const until = instantIn(asOf);
    if (until) return instant > until;
    return (await this.source.stored.positionAt(instant)) > (await this.positionAt(asOf, view, 'asOf'));
  }

  /**
   * What somebody is shown beside what is public: all that concerns those who take part now, or were invited, where it is
   * one of them or audits; else the meetings that its organisation attended.
   */
  async accessOf(actor: Actor | undefined, partnership: string): Promise<ReaderAccess> {
    if (!actor || !seesInside(actor, true)) return OUTSIDE;
    if (seesInside(actor, false)) return INSIDE;
    const doc = await this.source.views.get(overview, partnership);
    if (doc === undefined) return OUTSIDE;
    const now = overview.at(doc as OverviewDoc, EVER);
    const { organisation } = actor;
    return isInside(now, organisation) ? INSIDE : { inside: false, attended: attendedBy(now, organisation) };
  }

  private async wait(token: string, projections: readonly AnyProjection[]): Promise<void> {
    const position = await this.points.openFreshness(token);
    const reached = await Promise.all(
      projections.map(({ name }) =>
        this.source.checkpoints.reached(position, { withinMs: FRESHNESS_PATIENCE, projection: name }),
      ),
    );
    if (reached.every(Boolean)) return;
    await this.refuseStopped(projections);
    throw new Refused(
      refuse('not-yet-that-fresh', 'The views are not yet as fresh as asked for: ask again in a moment.'),
    );
  }

  /** @throws Refused one of them stopped at an event: it will not become fresher by itself */
  private async refuseStopped(projections: readonly AnyProjection[]): Promise<void> {
    const names = new Set(projections.map(({ name }) => name));
    const stopped = (await this.source.checkpoints.status()).find(
      ({ name, failed }) => failed && names.has(name),
    );
    if (stopped)
      throw new Refused(
        refuse(
          'view-stopped',
          `The view ${stopped.name} stopped at event ${stopped.failed?.eventId}: it tells what was before it until an operator has looked at it. Ask without "atLeast" to see that.`,
        ),
      );
  }

  private async take(
    asked: OfMoment,
    {
      views,
      served,
      all,
    }: { views: Views; served: ReadonlyMap<string, Checkpoint>; all: readonly AnyProjection[] },
  ): Promise<{ point: SnapshotPoint; snapshot: Snapshot; skipped?: ReadonlyMap<string, readonly string[]> }> {
    const { asOf, effective } = asked;
    const now = this.source.clock.now();
    if (effective !== undefined && effective > lastDayOf(now))
      throw new Refused(
        refuse('effective-in-future', 'Ask for today or an earlier day.', { field: 'effective' }),
      );
    if (asOf === undefined) {
      const today = await todayIn(asked, views, now);
      const date = effective ?? today;
      const positions = Object.fromEntries(
        all.flatMap(({ name }) => {
          const checkpoint = served.get(name);
          return checkpoint ? [[name, checkpoint.position]] : [];
        }),
      );
      return { point: { positions, date }, snapshot: new LiveSnapshot(views, date, today) };
    }
    const then = await this.pastPoint(
      asOf,
      all.map(({ name }) => name),
    );
    const point = { ...then, date: effective ?? then.date };
    const skipped = await skippedOf(this.source.store, all);
    return { point, snapshot: new AsOfSnapshot(this.folds, point, skipped), skipped };
  }

  /** An event may still be recorded with this very millisecond. @throws Refused it does not lie in the past */
  private requirePast(instant: Date, field: string): void {
    if (instant >= this.source.clock.now())
      throw new Refused(refuse('as-of-in-future', 'Ask for a moment that has passed.', { field }));
  }

  private async pastPoint(asOf: string, views: readonly string[], field = 'asOf'): Promise<SnapshotPoint> {
    const instant = instantIn(asOf);
    if (!instant) {
      const point = await this.points.open(asOf, field);
      if (views.some((view) => positionIn(point, view) === undefined))
        throw new Refused(
          refuse(
            'invalid-moment',
            'This position is of an answer to another question: ask by an instant instead.',
            { field },
          ),
        );
      return point;
    }
    this.requirePast(instant, field);
    const position = await this.source.stored.positionAt(instant);
    return { date: dayOf(instant), positions: Object.fromEntries(views.map((view) => [view, position])) };
  }
}

/** How a partnership reads at that moment. */
export async function partnershipIn(snapshot: Snapshot, partnership: string): Promise<Overview> {
  const found = await snapshot.get(overview, partnership, { category: partnership });
  if (found) return found;
  throw new Refused(
    refuse('partnership-unknown', 'No such partnership stands here, at that moment.', {
      field: 'partnership',
    }),
  );
}

/**
 * The day of the present: that of UTC; or the next, while it has begun elsewhere on earth and something is said of it in
 * the partnership asked about. So whoever says what happened there today sees it at once, and until somebody does nobody
 * is late by it.
 */
async function todayIn(asked: OfMoment, views: Views, now: Date): Promise<string> {
  const { partnership } = asked as { partnership?: string };
  const [today, next] = [dayOf(now), lastDayOf(now)];
  if (partnership === undefined || next === today) return today;
  const where = all(is('partnership', partnership), { column: 'effectiveOn', op: 'gt', value: today });
  const { docs } = await views.list(timeline, { where, limit: 1 });
  return docs.length > 0 ? next : today;
}
