import { dayOf, type AnyProjection, type Projection } from '#kernel';
import {
  countInMemory,
  eachInMemory,
  listInMemory,
  type Entry,
  type Listed,
  type Query,
  type Scalar,
  type Views,
  type Where,
} from '#projection';
import type { Folds } from './folds.ts';
import { positionIn, type Moment } from './moment.ts';

/** Which part of the history a view of another moment is folded from: a book's, or all. */
export interface Within {
  readonly category?: string;
}
/** Views as they stand at one moment, on one effective date; told alike, whether they are read or folded. */
export interface Seen {
  readonly date: string;
  get<D, V>(projection: Projection<D, V>, key: string, within?: Within): Promise<V | undefined>;
  list<D, V>(projection: Projection<D, V>, query: Query, within?: Within): Promise<SeenList<V>>;
  each<D, V>(projection: Projection<D, V>, where: Where, within?: Within): AsyncIterable<V>;
  /** How many match, by each value of a column. */
  countBy(
    projection: AnyProjection,
    column: string,
    where: Where,
    within?: Within,
  ): Promise<ReadonlyMap<Scalar, number>>;
}
export interface SeenList<V> {
  readonly rows: readonly V[];
  readonly next?: Listed<unknown>['next'];
}

/** What begins later than the day asked for is in no list. */
const begunBy = ({ columns }: AnyProjection, date: string, where: Where): Where =>
  columns['effectiveOn'] ? { all: [where, { column: 'effectiveOn', op: 'lte', value: date }] } : where;

const readOn = <D, V>(
  projection: Projection<D, V>,
  date: string,
  { docs, next }: Listed<D>,
): SeenList<V> => ({
  rows: docs.map(({ doc }) => projection.at(doc, date)),
  ...(next ? { next } : {}),
});

async function* pairsOf<D>(entries: AsyncIterable<Entry<D>>): AsyncGenerator<readonly [string, D]> {
  for await (const { key, doc } of entries) yield [key, doc];
}

/** The views as they stand, on today's date or on an earlier one. */
export class Present implements Seen {
  private readonly read = new Map<string, ReadonlyMap<string, unknown>>();

  constructor(
    private readonly views: Views,
    readonly date: string,
    private readonly now: Date,
  ) {}

  async get<D, V>(projection: Projection<D, V>, key: string): Promise<V | undefined> {
    const doc = await this.views.get(projection as Projection<D>, key);
    return doc === undefined ? undefined : projection.at(doc, this.date);
  }

  async list<D, V>(projection: Projection<D, V>, query: Query): Promise<SeenList<V>> {
    const plain = projection as Projection<D>;
    if (this.date >= dayOf(this.now))
      return readOn(projection, this.date, await this.views.list(plain, query));
    const docs = await this.everything(plain);
    const where = begunBy(plain, this.date, query.where ?? { all: [] });
    return readOn(projection, this.date, await listInMemory(plain, docs, { ...query, where }, this.date));
  }

  async *each<D, V>(projection: Projection<D, V>, where: Where): AsyncGenerator<V> {
    const plain = projection as Projection<D>;
    const { date } = this;
    const found =
      date >= dayOf(this.now)
        ? this.views.each(plain, where)
        : eachInMemory(plain, pairsOf(this.views.each(plain)), { where: begunBy(plain, date, where), date });
    for await (const { doc } of found) yield projection.at(doc, date);
  }

  async countBy(
    projection: AnyProjection,
    column: string,
    where: Where,
  ): Promise<ReadonlyMap<Scalar, number>> {
    if (this.date >= dayOf(this.now)) return this.views.countBy(projection, column, where);
    const { date } = this;
    const docs = await this.everything(projection);
    return countInMemory(projection, docs, { column, where: begunBy(projection, date, where), date });
  }

  /** Every document, read once a question: columns hold what stands today, not on an earlier day. */
  private async everything<D>(projection: Projection<D>): Promise<ReadonlyMap<string, D>> {
    const known = this.read.get(projection.name) as Map<string, D> | undefined;
    if (known) return known;
    const docs = new Map<string, D>();
    for await (const { key, doc } of this.views.each(projection)) docs.set(key, doc);
    this.read.set(projection.name, docs);
    return docs;
  }
}

/** The views as they stood: folded from the history up to there. */
export class Past implements Seen {
  constructor(
    private readonly folds: Folds,
    private readonly moment: Moment,
    private readonly setAside: ReadonlyMap<string, readonly string[]>,
  ) {}

  get date(): string {
    return this.moment.date;
  }

  async get<D, V>(projection: Projection<D, V>, key: string, within: Within = {}): Promise<V | undefined> {
    const doc = (await this.docs(projection, within)).get(key);
    return doc === undefined ? undefined : projection.at(doc, this.date);
  }

  async list<D, V>(projection: Projection<D, V>, query: Query, within: Within = {}): Promise<SeenList<V>> {
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
    column: string,
    where: Where,
    within: Within = {},
  ): Promise<ReadonlyMap<Scalar, number>> {
    const docs = await this.docs(projection, within);
    const { date } = this;
    return countInMemory(projection, docs, { column, where: begunBy(projection, date, where), date });
  }

  private docs<D, V>(projection: Projection<D, V>, within: Within): Promise<ReadonlyMap<string, D>> {
    const { name } = projection;
    return this.folds.docs(projection as Projection<D>, {
      ...within,
      upTo: positionIn(this.moment, name) ?? '',
      setAside: this.setAside.get(name) ?? [],
    });
  }
}
