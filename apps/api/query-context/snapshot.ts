import type { AnyProjection, Projection } from '#kernel';
import {
  countInMemory,
  eachInMemory,
  listInMemory,
  steadyPart,
  TimeSlice,
  type Count,
  type Entry,
  type Listed,
  type Query,
  type Scalar,
  type Views,
  type Where,
} from '#projection';
import type { Folds } from './folds.ts';
import { positionIn, type SnapshotPoint } from './snapshot-point.ts';

/** Which part of the history an as-of snapshot is folded from: one category, or all. */
export interface Within {
  readonly category?: string;
}
/**
 * The read models at one position of the log, read off for one effective date. Two implementations, told apart by no
 * answer: `LiveSnapshot` reads the view store, `AsOfSnapshot` folds the history up to the position.
 */
export interface Snapshot {
  readonly date: string;
  get<D, V>(projection: Projection<D, V>, key: string, within?: Within): Promise<V | undefined>;
  list<D, V>(projection: Projection<D, V>, query: Query, within?: Within): Promise<SnapshotPage<V>>;
  each<D, V>(projection: Projection<D, V>, where: Where, within?: Within): AsyncIterable<V>;
  /**
   * How many match, by each value of a column; in the order of the counts that are wanted. Of another day or moment all
   * documents are looked at: ask for all counts of an answer at once.
   */
  countBy(
    projection: AnyProjection,
    counts: readonly Count[],
    within?: Within,
  ): Promise<readonly ReadonlyMap<Scalar, number>[]>;
}
export interface SnapshotPage<V> {
  readonly rows: readonly V[];
  readonly next?: Listed<unknown>['next'];
}

/** What begins later than the day asked for is in no list. */
const begunBy = ({ columns }: AnyProjection, date: string, where: Where): Where =>
  columns['effectiveOn'] ? { all: [where, { column: 'effectiveOn', op: 'lte', value: date }] } : where;

async function readOn<D, V>(
  projection: Projection<D, V>,
  date: string,
  { docs, next }: Listed<D>,
): Promise<SnapshotPage<V>> {
  const rows: V[] = [];
  const slice = new TimeSlice();
  for (const { doc } of docs) {
    rows.push(projection.at(doc, date));
    if (slice.isOver) await slice.yield();
  }
  return { rows, ...(next ? { next } : {}) };
}

const countsBegunBy = (projection: AnyProjection, date: string, counts: readonly Count[]): Count[] =>
  counts.map(({ column, where = { all: [] } }) => ({ column, where: begunBy(projection, date, where) }));

async function* pairsOf<D>(entries: AsyncIterable<Entry<D>>): AsyncGenerator<readonly [string, D]> {
  for await (const { key, doc } of entries) yield [key, doc];
}

/** The read models as the view store holds them, on today's date or on an earlier one. */
export class LiveSnapshot implements Snapshot {
  constructor(
    private readonly views: Views,
    readonly date: string,
    /** The day of the present: columns hold what stands then. */
    private readonly today: string,
  ) {}

  async get<D, V>(projection: Projection<D, V>, key: string): Promise<V | undefined> {
    const doc = await this.views.get(projection as Projection<D>, key);
    return doc === undefined ? undefined : projection.at(doc, this.date);
  }

  async list<D, V>(projection: Projection<D, V>, query: Query): Promise<SnapshotPage<V>> {
    const plain = projection as Projection<D>;
    if (this.isToday) return readOn(projection, this.date, await this.views.list(plain, query));
    const where = begunBy(plain, this.date, query.where ?? { all: [] });
    const docs = this.documents(plain, where);
    return readOn(projection, this.date, await listInMemory(plain, docs, { ...query, where }, this.date));
  }

  async *each<D, V>(projection: Projection<D, V>, where: Where): AsyncGenerator<V> {
    const plain = projection as Projection<D>;
    const { date } = this;
    const then = begunBy(plain, date, where);
    const found = this.isToday
      ? this.views.each(plain, where)
      : eachInMemory(plain, this.documents(plain, then), { where: then, date });
    for await (const { doc } of found) yield projection.at(doc, date);
  }

  async countBy(
    projection: AnyProjection,
    counts: readonly Count[],
  ): Promise<readonly ReadonlyMap<Scalar, number>[]> {
    if (this.isToday) {
      const found = [];
      for (const { column, where } of counts) found.push(await this.views.countBy(projection, column, where));
      return found;
    }
    const wanted = countsBegunBy(projection, this.date, counts);
    const docs = this.documents(projection, { any: wanted.map(({ where = { all: [] } }) => where) });
    return countInMemory(projection, docs, { counts: wanted, date: this.date });
  }

  private get isToday(): boolean {
    return this.date >= this.today;
  }

  /**
   * The documents that may match, one by one: columns hold what stands today, not on an earlier day, so that the store
   * finds them by what is the same on every day alone.
   */
  private documents<D>(projection: Projection<D>, where: Where): AsyncIterable<readonly [string, D]> {
    return pairsOf(this.views.each(projection, steadyPart(projection, where)));
  }
}

/** The read models at a past position: folded in memory from the history up to there. */
export class AsOfSnapshot implements Snapshot {
  constructor(
    private readonly folds: Folds,
    private readonly point: SnapshotPoint,
    private readonly skipped: ReadonlyMap<string, readonly string[]>,
  ) {}

  get date(): string {
    return this.point.date;
  }

  async get<D, V>(projection: Projection<D, V>, key: string, within: Within = {}): Promise<V | undefined> {
    const doc = (await this.docs(projection, within)).get(key);
    return doc === undefined ? undefined : projection.at(doc, this.date);
  }

  async list<D, V>(
    projection: Projection<D, V>,
    query: Query,
    within: Within = {},
  ): Promise<SnapshotPage<V>> {
    const plain = projection as Projection<D>;
    const docs = await this.docs(projection, within);
    const where = begunBy(plain, this.date, query.where ?? { all: [] });
    return readOn(projection, this.date, await listInMemory(plain, docs, { ...query, where }, this.date));
  }

  async *each<D, V>(projection: Projection<D, V>, where: Where, within: Within = {}): AsyncGenerator<V> {
    const plain = projection as Projection<D>;
    const options = { where: begunBy(plain, this.date, where), date: this.date };
    for await (const { doc } of eachInMemory(plain, await this.docs(projection, within), options))
      yield projection.at(doc, this.date);
  }

  async countBy(
    projection: AnyProjection,
    counts: readonly Count[],
    within: Within = {},
  ): Promise<readonly ReadonlyMap<Scalar, number>[]> {
    const wanted = countsBegunBy(projection, this.date, counts);
    return countInMemory(projection, await this.docs(projection, within), {
      counts: wanted,
      date: this.date,
    });
  }

  private docs<D, V>(projection: Projection<D, V>, within: Within): Promise<ReadonlyMap<string, D>> {
    const { name } = projection;
    return this.folds.docs(projection as Projection<D>, {
      ...within,
      upTo: positionIn(this.point, name) ?? '',
      skipped: this.skipped.get(name) ?? [],
    });
  }
}
