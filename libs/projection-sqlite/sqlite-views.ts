import type { AnyProjection, Projection } from '#kernel';
import { Unavailable } from '#event-store';
import {
  Best,
  kindOf,
  orderOf,
  Turns,
  UnknownColumn,
  type Cursor,
  type Entry,
  type Generation,
  type Listed,
  type Query,
  type Scalar,
  type Standing,
  type Views,
  type Where,
} from '#projection';
import type { ViewDatabase } from './database.ts';
import { Registry } from './registry.ts';
import { selectAll, selectCounts, selectPage, type SortedRow } from './select.ts';
import { documentsOf } from './tables.ts';

/** Reading on one connection. Inside a transaction that is open there, everything is of one moment. */
export class SqliteViews implements Views {
  private readonly registry: Registry;

  constructor(private readonly database: ViewDatabase) {
    this.registry = new Registry(database);
  }

  async get<D>(projection: Projection<D>, key: string): Promise<D | undefined> {
    return this.serve(projection, (generation) => {
      const sql = `SELECT doc FROM "${documentsOf(generation)}" WHERE key = ?`;
      const row = this.database.prepare(sql).get(key) as { doc: string } | undefined;
      return row && (JSON.parse(row.doc) as D);
    });
  }

  async list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>> {
    const rows = this.serve(projection, (generation) => {
      if (query.sort?.language !== undefined && kindOf(generation.kinds, query.sort.column) === 'text')
        return this.collated(generation, { ...query, sort: query.sort });
      const [first, second] = selectPage(generation, query);
      const found = first ? this.database.all(first) : [];
      return second && found.length <= query.limit ? [...found, ...this.database.all(second)] : found;
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const next: Cursor | undefined = last && { value: last.value, key: last.key };
    const docs: Entry<D>[] = [];
    const turns = new Turns();
    for (const row of page) {
      docs.push(entryOf<D>(row));
      if (turns.due) await turns.give();
    }
    return { docs, ...(next ? { next } : {}) };
  }

  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const generation = this.registry.active(projection.name);
    if (!generation) throw notBuilt(projection);
    const query = explaining(projection, generation, () => selectAll(generation, where));
    const turns = new Turns();
    for (const found of this.database.iterate(query)) {
      yield entryOf<D>(found);
      if (turns.due) await turns.give();
    }
  }

  async countBy(projection: AnyProjection, column: string, where?: Where): Promise<Map<Scalar, number>> {
    // Counts are asked one after another, and each may look at every row.
    await new Turns().give();
    return this.serve(projection, (generation) => {
      const counts = this.database.all(selectCounts(generation, column, where));
      return new Map(counts.map(({ value, count }) => [value, count]));
    });
  }

  async standings(): Promise<ReadonlyMap<string, Standing>> {
    return this.database.reading(() => this.registry.standings());
  }

  /**
   * A page in the order of a language, which SQLite does not know: the values are put in that order here, and the rows of
   * those that the page needs are read, by key.
   */
  private collated(generation: Generation, query: Query & { sort: NonNullable<Query['sort']> }): SortedRow[] {
    const { sort, after, limit, where = { all: [] } } = query;
    const rows: SortedRow[] = [];
    if (after?.value !== null)
      for (const value of this.valuesFrom(generation, query)) {
        const only: Where = { all: [where, { column: sort.column, op: 'eq', value }] };
        const from = after?.value === value ? { after } : {};
        const [page] = selectPage(generation, { where: only, sort, limit: limit - rows.length, ...from });
        if (page) rows.push(...this.database.all(page));
        if (rows.length > limit) return rows;
      }
    const nulls = selectPage(generation, { ...query, after: after?.value === null ? after : undefined }).at(
      -1,
    );
    return nulls ? [...rows, ...this.database.all(nulls)] : rows;
  }

  /** As many values as a page can need, in its order, from where it begins. */
  private valuesFrom(
    generation: Generation,
    { where, sort, after, limit }: Query & { sort: NonNullable<Query['sort']> },
  ) {
    const order = orderOf('text', sort);
    const best = new Best<Scalar>(limit + 2, order);
    for (const { value } of this.database.iterate(selectCounts(generation, sort.column, where)))
      if (value !== null && (!after || order(value, after.value) >= 0)) best.add(value);
    return best.sorted();
  }

  /** Which generation is served and what is read of it are of one moment. */
  private serve<A>(projection: AnyProjection, read: (generation: Generation) => A): A {
    return this.database.reading(() => {
      const generation = this.registry.active(projection.name);
      if (!generation) throw notBuilt(projection);
      return explaining(projection, generation, () => read(generation));
    });
  }
}

const entryOf = <D>({ key, doc }: { key: string; doc: string }): Entry<D> => ({
  key,
  doc: JSON.parse(doc) as D,
});

const notBuilt = ({ name }: AnyProjection): Unavailable => new Unavailable(`the view ${name} is being built`);

/** A column that the tables lack and the projection has will be there when the new version is. */
function explaining<A>(projection: AnyProjection, generation: Generation, read: () => A): A {
  try {
    return read();
  } catch (error) {
    const coming = generation.version !== projection.version;
    if (!(error instanceof UnknownColumn) || !coming || !(error.column in projection.columns)) throw error;
    throw new Unavailable(`the view ${projection.name} is being built anew`, { cause: error });
  }
}
