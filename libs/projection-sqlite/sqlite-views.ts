import type { CompiledQuery } from 'kysely';
import type { AnyProjection, Projection } from '#kernel';
import {
  TimeSlice,
  type Entry,
  type Generation,
  type Listed,
  type Query,
  type Scalar,
  type Checkpoint,
  type Views,
  type Where,
} from '#projection';
import {
  entryOf,
  explaining,
  pageOf,
  rowsOfPage,
  selectAll,
  selectCounts,
  selectOne,
  servedOf,
  type Asking,
  type Of,
} from '#projection-sql';
import type { ViewDatabase } from './database.ts';
import { sqlite } from './dialect.ts';
import { Registry } from './registry.ts';

/** Reading on one connection. Inside a transaction that is open there, everything is of one moment. */
export class SqliteViews implements Views {
  private readonly registry: Registry;

  constructor(private readonly database: ViewDatabase) {
    this.registry = new Registry(database);
  }

  async get<D>(projection: Projection<D>, key: string): Promise<D | undefined> {
    return this.serve(projection, (of) => {
      const [row] = this.database.all(selectOne(of, key));
      return row && entryOf<D>(row).doc;
    });
  }

  async list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>> {
    const rows = this.serve(projection, (of) => this.answered(rowsOfPage(of, query)));
    return pageOf<D>(rows, query.limit);
  }

  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const generation = servedOf(projection, this.registry.active(projection.name));
    const query = explaining(projection, generation, () => selectAll(ofSqlite(generation), where));
    const slice = new TimeSlice();
    for (const found of this.database.iterate(query)) {
      yield entryOf<D>(found);
      if (slice.isOver) await slice.yield();
    }
  }

  async countBy(projection: AnyProjection, column: string, where?: Where): Promise<Map<Scalar, number>> {
    // Counts are asked one after another, and each may look at every row.
    await new TimeSlice().yield();
    return this.serve(projection, (of) => {
      const counts = this.database.all(selectCounts(of, column, where));
      return new Map(counts.map(({ value, count }) => [value, count]));
    });
  }

  async checkpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    return this.database.reading(() => this.registry.checkpoints());
  }

  private answered<A>(asking: Asking<A>): A {
    let step = asking.next();
    while (!step.done) step = asking.next(this.database.iterate(step.value as CompiledQuery));
    return step.value;
  }

  /** Which generation is served and what is read of it are of one moment. */
  private serve<A>(projection: AnyProjection, read: (of: Of) => A): A {
    return this.database.reading(() => {
      const generation = servedOf(projection, this.registry.active(projection.name));
      return explaining(projection, generation, () => read(ofSqlite(generation)));
    });
  }
}

const ofSqlite = (generation: Generation): Of => ({ dialect: sqlite, generation });
