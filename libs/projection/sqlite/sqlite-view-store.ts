import type { AnyProjection, Projection } from '#kernel';
import { Unavailable } from '#event-store';
import { UnknownColumn, type Cursor, type Entry, type Listed, type Query, type Where } from '../query.ts';
import type { Batch, Generation, Standing, ViewStore } from '../view-store.ts';
import { ViewDatabase } from './database.ts';
import { Registry } from './registry.ts';
import { selectAll, selectCount, selectPage } from './select.ts';
import { createIndexes, createTables, documentsOf, DocumentWriter, dropTables } from './tables.ts';

/** Views in one SQLite file, apart from the events'. Several processes may have it open. */
export class SqliteViewStore implements ViewStore {
  private readonly writers = new Map<number, DocumentWriter>();
  private readonly registry: Registry;

  private constructor(
    private readonly file: string,
    private readonly database: ViewDatabase,
  ) {
    this.registry = new Registry(database);
    this.registry.prepare();
  }

  /** Opens the file, or makes it. */
  static async open(file: string): Promise<SqliteViewStore> {
    return new SqliteViewStore(file, ViewDatabase.open(file));
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
      const [first, second] = selectPage(generation, query);
      const found = first ? this.database.all(first) : [];
      return second && found.length <= query.limit ? [...found, ...this.database.all(second)] : found;
    });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const next: Cursor | undefined = last && { value: last.value, key: last.key };
    return { docs: page.map(entryOf<D>), ...(next ? { next } : {}) };
  }

  /** On a connection of its own, so that what is written meanwhile does not show in half of it. */
  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const reader = ViewDatabase.open(this.file, { readOnly: true });
    try {
      reader.db.exec('BEGIN');
      const generation = new Registry(reader).active(projection.name);
      if (!generation) throw notBuilt(projection);
      const query = explaining(projection, generation, () => selectAll(generation, where));
      for (const found of reader.iterate(query)) yield entryOf<D>(found);
    } finally {
      reader.close();
    }
  }

  async count(projection: AnyProjection, where?: Where): Promise<number> {
    return this.serve(
      projection,
      (generation) => this.database.all(selectCount(generation, where))[0]?.count ?? 0,
    );
  }

  async standing(projection: string): Promise<Standing | undefined> {
    return this.database.reading(() => {
      const generation = this.registry.active(projection);
      if (!generation) return undefined;
      const { version, position, failed } = generation;
      const setAside = this.registry.listSetAside(projection);
      return { version, position, setAside, ...(failed ? { failed } : {}) };
    });
  }

  async active(projection: string): Promise<Generation | undefined> {
    return this.database.reading(() => this.registry.active(projection));
  }

  async building(projection: string): Promise<Generation | undefined> {
    return this.database.reading(() => this.registry.building(projection));
  }

  async begin(projection: AnyProjection): Promise<Generation> {
    const begun = this.database.writing(() => {
      const generation = this.registry.add(projection);
      createTables(this.database, generation);
      return generation;
    });
    this.dropRetired(projection.name);
    return begun;
  }

  async load(generation: Generation, keys: readonly string[]): Promise<Map<string, string>> {
    return this.database.reading(() => {
      this.registry.inUse(generation);
      return this.writer(generation).load(keys);
    });
  }

  async write(generation: Generation, batch: Batch): Promise<void> {
    this.database.writing(() => {
      this.registry.advance(generation, batch);
      const writer = this.writer(generation);
      for (const change of batch.changes) writer.write(change);
    });
  }

  async index(generation: Generation): Promise<void> {
    this.database.writing(() => {
      this.registry.inUse(generation);
      createIndexes(this.database, generation);
    });
  }

  async activate(generation: Generation): Promise<boolean> {
    const done = this.database.writing(() => this.registry.activate(generation));
    if (done) this.dropRetired(generation.projection);
    return done;
  }

  async clearFailure(projection: string): Promise<void> {
    this.database.writing(() => this.registry.clearFailure(projection));
  }

  async setAside(projection: AnyProjection, eventId: string): Promise<boolean> {
    return this.database.writingDurably(() => this.registry.setAside(projection, eventId));
  }

  async listSetAside(projection: string): Promise<readonly string[]> {
    return this.database.reading(() => this.registry.listSetAside(projection));
  }

  async close(): Promise<void> {
    this.writers.clear();
    this.database.close();
  }

  /** Which generation is served and what is read of it are of one moment. */
  private serve<A>(projection: AnyProjection, read: (generation: Generation) => A): A {
    return this.database.reading(() => {
      const generation = this.registry.active(projection.name);
      if (!generation) throw notBuilt(projection);
      return explaining(projection, generation, () => read(generation));
    });
  }

  private writer(generation: Generation): DocumentWriter {
    const known = this.writers.get(generation.number);
    if (known) return known;
    const writer = new DocumentWriter(this.database, generation);
    this.writers.set(generation.number, writer);
    return writer;
  }

  private dropRetired(projection: string): void {
    for (const generation of this.registry.retired(projection)) {
      this.writers.delete(generation.number);
      this.database.writing(() => {
        dropTables(this.database, generation);
        this.registry.remove(generation);
      });
    }
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
