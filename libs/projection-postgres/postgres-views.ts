import type { CompiledQuery } from 'kysely';
import type { AnyProjection, Projection } from '#kernel';
import {
  TimeSlice,
  type Entry,
  type Listed,
  type Query,
  type Scalar,
  type Views,
  type Where,
} from '#projection';
import {
  entryOf,
  explaining,
  generationOf,
  pageOf,
  rowsOfPage,
  selectAll,
  selectCounts,
  selectOne,
  servedOf,
  checkpointsFrom,
  type Asking,
  type Dialect,
  type GenerationRow,
  type Of,
} from '#projection-sql';
import type { Session } from './database.ts';

/** So many documents are fetched at once where all are read. */
const FETCHED = 500;

/** A generation that is served, or a younger one of the same projection. */
export interface StandingRow extends GenerationRow {
  readonly served: boolean;
}
interface Row {
  readonly key: string;
  readonly doc: string;
}

/** Reading in one transaction: everything is of its moment, what is served of each projection too. */
export class PostgresViews implements Views {
  private readonly served: ReadonlyMap<string, StandingRow>;
  private cursors = 0;

  /** @param rows what stood at that moment */
  constructor(
    private readonly session: Session,
    private readonly dialect: Dialect,
    private readonly rows: readonly StandingRow[],
  ) {
    const served = rows.filter((row) => row.served);
    this.served = new Map(served.map((row) => [row.projection, row]));
  }

  async get<D>(projection: Projection<D>, key: string): Promise<D | undefined> {
    const [row] = await this.session.rows<Row>(this.written(projection, (of) => selectOne(of, key)));
    return row && entryOf<D>(row).doc;
  }

  async list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>> {
    const asking = this.written(projection, (of) => rowsOfPage(of, query));
    const rows = await this.answered(projection, asking);
    return pageOf<D>(rows, query.limit);
  }

  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const { sql, parameters } = this.written(projection, (of) => selectAll(of, where));
    const cursor = `each_${++this.cursors}`;
    await this.session.run(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, ...parameters);
    const slice = new TimeSlice();
    for (let rows: Row[] = [{ key: '', doc: '' }]; rows.length > 0;) {
      rows = await this.session.all<Row>(`FETCH ${FETCHED} FROM ${cursor}`);
      for (const row of rows) {
        yield entryOf<D>(row);
        if (slice.isOver) await slice.yield();
      }
    }
  }

  async countBy(projection: AnyProjection, column: string, where?: Where): Promise<Map<Scalar, number>> {
    const statement = this.written(projection, (of) => selectCounts(of, column, where));
    const counts = await this.session.rows<{ value: Scalar; count: number }>(statement);
    return new Map(counts.map(({ value, count }) => [value, count]));
  }

  async checkpoints() {
    return checkpointsFrom(this.rows);
  }

  /** Statements are written one after another, each when the one before is answered. */
  private async answered<A>(projection: AnyProjection, asking: Asking<A>): Promise<A> {
    const next = (...rows: [] | [Iterable<unknown>]) =>
      this.written(projection, () => asking.next(...(rows as [Iterable<unknown>])));
    let step = next();
    while (!step.done) step = next(await this.session.rows(step.value as CompiledQuery));
    return step.value;
  }

  private written<A>(projection: AnyProjection, write: (of: Of) => A): A {
    const row = this.served.get(projection.name);
    const generation = servedOf(projection, row && generationOf(row));
    return explaining(projection, generation, () => write({ dialect: this.dialect, generation }));
  }
}
