import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { systemClock, type Clock, type StoredEvent } from '#kernel';
import {
  Changes,
  positionOf,
  refuseNoAppend,
  SEALED,
  START,
  unfinished,
  type Appended,
  type Check,
  type ClockWatch,
  type IndexedLog,
  type EventStore,
  type LogClock,
  type Page,
  type ReadOptions,
  type Restorable,
  type TypedReadOptions,
  type Write,
} from '#event-store';
import { naming, refuseGarbled, refuseUnsound } from '#sqlite';
import { GroupCommit } from './group-commit.ts';
import { Restoration, sourceOf } from './restoration.ts';
import { PAGE, ReadStatements, type Range } from './rows.ts';
import {
  KEYS_SINCE,
  openDatabase,
  openReadOnly,
  parseStream,
  spaceOf,
  SPACES,
  type StreamName,
} from './schema.ts';

/** For so long, in milliseconds, appends wait for another program. */
const PATIENCE = 5_000;
/** How often a tail asks whether another connection committed, in milliseconds: SQLite tells only those who ask. */
const ASKING = 20;

export interface SqliteOptions {
  /** Stamps `recordedAt`. */
  readonly clock?: Clock;
  /** Refuses to stamp by a clock that cannot be right; without it every clock is believed. */
  readonly watch?: ClockWatch | undefined;
  /** For so long, in milliseconds, another program may hold the file before appends are refused. */
  readonly patience?: number;
  /** The file is looked through before. */
  readonly inspect?: boolean;
  /** To read from, alone: the file is neither made nor changed. */
  readonly readOnly?: boolean;
  /** To restore another store into it, or to go on with that. */
  readonly restoring?: boolean;
}

/** The embedded engine: one SQLite file, WAL, a sync with every commit. Several may have the same file open. */
export class SqliteEventStore implements IndexedLog, Restorable {
  private readonly reading: ReadStatements;
  private readonly sealed: ReadStatements;
  private readonly commits: GroupCommit;
  private readonly restoration: Restoration;
  private readonly changes: Changes;
  private last: { readonly after: string; readonly head: number; readonly page: Page } | undefined;

  private constructor(
    private readonly file: string,
    private readonly db: DatabaseSync,
    { clock = systemClock, watch, patience = PATIENCE }: Pick<SqliteOptions, 'clock' | 'watch' | 'patience'>,
  ) {
    this.reading = new ReadStatements(db);
    this.sealed = new ReadStatements(db, 'sealed');
    this.changes = new Changes(watchOthers(db), ASKING);
    const readings = { events: this.reading, sealed: this.sealed };
    this.commits = new GroupCommit(db, readings, { clock, watch, patience }, () => this.changes.announce());
    this.restoration = new Restoration(file, db, readings);
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws Damaged it is no database, or not one that can be read
   * @throws Error it holds a part of a store that is being moved
   */
  static async open(
    file: string,
    { inspect = false, readOnly = false, restoring = false, ...time }: SqliteOptions = {},
  ): Promise<SqliteEventStore> {
    return naming(file, `${file} cannot be opened`, () => {
      const db = readOnly ? openReadOnly(file) : openDatabase(file);
      if (!restoring && sourceOf(db) !== undefined) {
        db.close();
        throw unfinished(file);
      }
      if (inspect) refuseUnsound(file, db);
      if (inspect)
        for (const table of SPACES) refuseGarbled(file, db, { table, columns: ['data', 'metadata'] });
      return new SqliteEventStore(file, db, time);
    });
  }

  async append(writes: readonly Write[], checks: readonly Check[] = []): Promise<Appended> {
    refuseNoAppend(writes, checks);
    return this.commits.append(writes, checks);
  }

  async readStream(stream: string, options: Parameters<EventStore['readStream']>[1] = {}): Promise<Page> {
    return this.answering(() => this.readingOf(parseStream(stream)).streamPage(parseStream(stream), options));
  }

  async readCategory(category: string, { types, ...options }: TypedReadOptions = {}): Promise<Page> {
    const range = { ...rangeOf(options), ...(types ? { types } : {}) };
    return this.answering(() => this.readingOf({ category }).categoryPage(category, range));
  }

  async readAll({ types, ...options }: TypedReadOptions = {}): Promise<Page> {
    return this.answering(() => this.reading.allPage({ ...rangeOf(options), ...(types ? { types } : {}) }));
  }

  async readEvent(id: string): Promise<StoredEvent | undefined> {
    return this.answering(() => this.reading.event(id) ?? this.sealed.event(id));
  }

  async newestSealed(count: number): Promise<readonly StoredEvent[]> {
    return this.answering(() => this.sealed.newest(count));
  }

  async clock(): Promise<LogClock> {
    return this.answering(() => this.commits.timeNow());
  }

  async *subscribe(options: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<Page> {
    const { after = START, types, signal } = options;
    let position = after;
    for (let first = true; !signal.aborted; first = false) {
      const seen = this.changes.count;
      const page = this.answering(() => this.following(position, types));
      if (first || page.complete > position) yield page;
      position = page.complete;
      if (page.end) await this.changes.after(seen, signal);
    }
  }

  private readingOf(name: Pick<StreamName, 'category'>): ReadStatements {
    return spaceOf(name) === 'sealed' ? this.sealed : this.reading;
  }

  /** Tails that are nearly up to date all want the same: it is read and parsed once, and each takes its types of it. */
  private following(after: string, types?: readonly string[]): Page {
    const head = this.reading.head();
    if (head - Number(after) > PAGE)
      return this.reading.allPage({ after: Number(after), ...(types ? { types } : {}) });
    if (this.last?.after !== after || this.last.head !== head)
      this.last = { after, head, page: this.reading.allPage({ after: Number(after), upTo: head }) };
    const { page } = this.last;
    return types ? { ...page, events: page.events.filter(({ type }) => types.includes(type)) } : page;
  }

  async head(): Promise<string> {
    return this.answering(() => positionOf(this.reading.head()));
  }

  async eventAt(position: string, of?: typeof SEALED): Promise<string | undefined> {
    const reading = of === SEALED ? this.sealed : this.reading;
    return position === START ? '' : this.answering(() => reading.eventAt(Number(position)));
  }

  /** By halving, since this engine never stamps an event earlier than its predecessor. */
  async positionAt(moment: Date): Promise<string> {
    return this.answering(() => {
      const latest = moment.toISOString();
      let low = 0;
      for (let high = this.reading.head(); low < high;) {
        const middle = Math.ceil((low + high) / 2);
        if (this.reading.recordedAt(middle) <= latest) low = middle;
        else high = middle - 1;
      }
      return positionOf(low);
    });
  }

  async beginRestoring(source: string): Promise<void> {
    this.answering(() => this.restoration.begin(source));
  }

  async restore(events: readonly StoredEvent[], after: string | undefined): Promise<void> {
    this.answering(() => this.restoration.restore(events, after));
    this.commits.forget();
    this.changes.announce();
  }

  async endRestoring(): Promise<void> {
    this.answering(() => this.restoration.end());
  }

  private answering<A>(read: () => A): A {
    return naming(this.file, 'the store did not answer', read);
  }

  async close(): Promise<void> {
    if (!this.db.isOpen) return;
    this.commits.flush({ isLast: true });
    this.changes.end();
    this.db.close();
  }
}

const rangeOf = ({ after, upTo, limit }: ReadOptions): Range => ({
  ...(after === undefined ? {} : { after: Number(after) }),
  ...(upTo === undefined ? {} : { upTo: Number(upTo) }),
  ...(limit === undefined ? {} : { limit }),
});

function watchOthers(db: DatabaseSync): () => boolean {
  const statement = db.prepare('PRAGMA data_version');
  const read = () => (statement.get() as { data_version: number }).data_version;
  let last = read();
  return () => {
    const now = read();
    const changed = now !== last;
    last = now;
    return changed;
  };
}

/**
 * Whether a file is there and holds events that were recorded beside a key store: those of the first version were not.
 *
 * @throws Damaged it is no database, or not one that can be read
 */
export function holdsEvents(file: string): boolean {
  if (!existsSync(file) || statSync(file).size === 0) return false;
  return naming(file, `${file} cannot be opened`, () => {
    const db = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
    try {
      const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
      if (version < KEYS_SINCE) return false;
      return SPACES.some((space) => db.prepare(`SELECT 1 FROM ${space} LIMIT 1`).get());
    } finally {
      db.close();
    }
  });
}
