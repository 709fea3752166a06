import { existsSync, renameSync } from 'node:fs';
import type { AnyProjection, Projection } from '#kernel';
import { Changes, Damaged } from '#event-store';
import type {
  Batch,
  Entry,
  FormerlySetAside,
  Generation,
  Listed,
  Query,
  Scalar,
  Checkpoint,
  Views,
  ViewStore,
  Where,
} from '#projection';
import { naming, refuseUnsound } from '#sqlite';
import { ViewDatabase } from './database.ts';
import { SqliteLeases } from './leases.ts';
import { isSetAsideNoted, Registry } from './registry.ts';
import { SqliteViews } from './sqlite-views.ts';
import { DocumentWriter, makeIndexes, makeTables, removeTables } from './tables.ts';

export interface ViewsOpening {
  readonly inspect?: boolean;
  readonly noted?: (sentence: string) => void;
}

/** How often, in milliseconds, it is asked whether others wrote, while somebody waits. */
const LOOK = 5;
/** So many reading connections are kept open for the next reader. */
const READERS = 4;

/** Views in one SQLite file, apart from the events'. Several processes may have it open. */
export class SqliteViewStore implements ViewStore {
  readonly isReadOnly = false;
  readonly leases: SqliteLeases;
  private readonly writers = new Map<number, DocumentWriter>();
  private readonly registry: Registry;
  private readonly views: SqliteViews;
  private readonly readers: ViewDatabase[] = [];
  private closed = false;
  private seen = 0;
  readonly changes = new Changes(() => this.changedElsewhere(), LOOK);

  private constructor(
    private readonly file: string,
    private readonly database: ViewDatabase,
  ) {
    this.registry = new Registry(database);
    this.registry.prepare();
    this.leases = new SqliteLeases(database);
    this.views = new SqliteViews(database);
  }

  /**
   * Opens the file, or makes it. One that is damaged is moved aside, and an empty one takes its place.
   *
   * @param options.inspect the file is looked through before
   * @param options.noted is told, in a sentence, that it was damaged
   */
  static async open(file: string, { inspect = false, noted }: ViewsOpening = {}): Promise<SqliteViewStore> {
    try {
      return SqliteViewStore.openSound(file, inspect);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      for (const log of ['', '-wal', '-shm'])
        if (existsSync(file + log)) renameSync(file + log, `${file}.damaged${log}`);
      noted?.(`${file} is damaged: it was moved to ${file}.damaged, and all views are built anew`);
      return SqliteViewStore.openSound(file, false);
    }
  }

  private static openSound(file: string, inspect: boolean): SqliteViewStore {
    return naming(file, `${file} cannot be opened`, () => {
      const database = ViewDatabase.open(file);
      try {
        if (inspect) refuseUnsound(file, database.db);
        return new SqliteViewStore(file, database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  get<D>(projection: Projection<D>, key: string): Promise<D | undefined> {
    return this.views.get(projection, key);
  }

  list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>> {
    return this.views.list(projection, query);
  }

  /** On a connection of its own, so that what is written meanwhile does not show in half of it. */
  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const reader = this.borrow();
    try {
      yield* new SqliteViews(reader).each(projection, where);
    } finally {
      this.giveBack(reader);
    }
  }

  countBy(projection: AnyProjection, column: string, where?: Where): Promise<ReadonlyMap<Scalar, number>> {
    return this.views.countBy(projection, column, where);
  }

  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    return this.views.checkpoints();
  }

  async atOneMoment<A>(ask: (views: Views) => Promise<A>): Promise<A> {
    const reader = this.borrow();
    try {
      return await ask(new SqliteViews(reader));
    } finally {
      this.giveBack(reader);
    }
  }

  async active(projection: string): Promise<Generation | undefined> {
    return this.database.reading(() => this.registry.active(projection));
  }

  async building(projection: string): Promise<Generation | undefined> {
    return this.database.reading(() => this.registry.building(projection));
  }

  async begin(projection: AnyProjection): Promise<Generation> {
    const begun = this.writing(() => {
      const generation = this.registry.add(projection);
      makeTables(this.database, generation);
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

  async write(batches: readonly Batch[]): Promise<ReadonlyMap<number, Error>> {
    const left = new Map<number, Error>();
    this.writing(() => {
      for (const batch of batches)
        try {
          this.database.apart(() => this.writeOne(batch));
        } catch (error) {
          // A full disk takes the whole transaction back.
          if (!this.database.db.isTransaction) throw error;
          left.set(batch.generation.number, error instanceof Error ? error : new Error(String(error)));
        }
    });
    return left;
  }

  async giveUp(projection: string): Promise<void> {
    this.writing(() => this.registry.giveUp(projection));
    this.dropRetired(projection);
  }

  async index(generation: Generation): Promise<void> {
    this.writing(() => {
      this.registry.inUse(generation);
      makeIndexes(this.database, generation);
    });
  }

  async activate(generation: Generation): Promise<boolean> {
    const done = this.writing(() => this.registry.activate(generation));
    if (done) this.dropRetired(generation.projection);
    return done;
  }

  async clearFailure(projection: string): Promise<void> {
    this.writing(() => this.registry.clearFailure(projection));
  }

  /**
   * What an older file noted of events set aside, which are events of their own today.
   *
   * @param record records one; once all are recorded, the notes are taken away
   */
  async handOver(record: (one: FormerlySetAside) => Promise<void>): Promise<void> {
    const noted = this.database.reading(() => this.registry.formerlySetAside());
    for (const one of noted) await record(one);
    if (noted.length > 0) this.writing(() => this.registry.forgetFormerlySetAside());
  }

  async close(): Promise<void> {
    this.closed = true;
    this.changes.end();
    this.writers.clear();
    for (const reader of this.readers.splice(0)) reader.close();
    this.database.close();
  }

  /** Whether another connection, of whatever process, has written since it was last asked. */
  private changedElsewhere(): boolean {
    const before = this.seen;
    this.seen = this.database.version();
    return this.seen !== before;
  }

  private writing<A>(write: () => A): A {
    const answer = this.database.writing(write);
    this.changes.announce();
    return answer;
  }

  private writeOne(batch: Batch): void {
    this.registry.advance(batch);
    const writer = this.writer(batch.generation);
    for (const change of batch.changes) writer.write(change);
  }

  /** A reader with a transaction open: those that come back are kept for the next. */
  private borrow(): ViewDatabase {
    const reader = this.readers.pop() ?? ViewDatabase.open(this.file, { readOnly: true });
    reader.db.exec('BEGIN');
    return reader;
  }

  private giveBack(reader: ViewDatabase): void {
    if (reader.db.isTransaction) reader.db.exec('COMMIT');
    if (this.closed || this.readers.length >= READERS) reader.close();
    else this.readers.push(reader);
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
      this.writing(() => {
        removeTables(this.database, generation);
        this.registry.remove(generation);
      });
    }
  }
}

/** Whether a file is there and serves a view of this name. */
export function servesView(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const views = ViewDatabase.open(file, { readOnly: true });
  try {
    return views.db.prepare('SELECT 1 FROM projections WHERE name = ?').get(name) !== undefined;
  } finally {
    views.close();
  }
}

/** Whether a file is there and notes which events were set aside, as older ones did: they are not in its log. */
export function holdsSetAside(file: string): boolean {
  if (!existsSync(file)) return false;
  const views = ViewDatabase.open(file, { readOnly: true });
  try {
    return isSetAsideNoted(views.db) && views.db.prepare('SELECT 1 FROM set_aside').get() !== undefined;
  } finally {
    views.close();
  }
}
