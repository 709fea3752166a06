import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock, StoredEvent } from '#kernel';
import {
  canonical,
  Conflict,
  positionOf,
  Unavailable,
  type Appended,
  type Check,
  type Expected,
  type Write,
} from '#event-store';
import type { Reading } from './rows.ts';
import { parseStream } from './schema.ts';

interface Asked {
  readonly writes: readonly Write[];
  readonly checks: readonly Check[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}
type Outcome = { readonly appended: Appended } | { readonly refused: unknown };

/** So many appends share one commit at the most. */
const GROUP = 512;
/** So many heads of streams are remembered. */
const HEADS = 100_000;

/**
 * Appends that come together are committed together, so that one sync of the disk serves many. One that is refused does
 * not harm its neighbours, and nothing is answered before the COMMIT.
 */
export class GroupCommit {
  private queue: Asked[] = [];
  private readonly heads = new Map<string, number>();
  private version = -1;
  private position = 0;
  private recordedAt = '';
  private readonly insert: StatementSync;
  private readonly dataVersion: StatementSync;

  constructor(
    private readonly db: DatabaseSync,
    private readonly reading: Reading,
    private readonly clock: Clock,
    private readonly committed: () => void,
  ) {
    this.insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.dataVersion = db.prepare('PRAGMA data_version');
  }

  append(writes: readonly Write[], checks: readonly Check[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.queue.push({ writes, checks, resolve, reject });
      // The second turn of the loop, not the first: by then the other sockets that had something to say have said it.
      if (this.queue.length === 1) setImmediate(() => setImmediate(() => this.flush()));
    });
  }

  /** Commits what is queued. */
  flush(): void {
    while (this.queue.length > 0) {
      const group = this.queue.splice(0, GROUP);
      let outcomes: Outcome[];
      try {
        outcomes = this.commit(group, false) ?? this.commit(group, true) ?? [];
      } catch (error) {
        const unavailable = new Unavailable('the store did not take the append', { cause: error });
        outcomes = group.map(() => ({ refused: unavailable }));
      }
      for (const [i, outcome] of outcomes.entries())
        if ('appended' in outcome) group[i]?.resolve(outcome.appended);
        else group[i]?.reject(outcome.refused);
    }
  }

  /**
   * One transaction for the group. Undefined when the database itself refused a row (an event id that is there
   * already): nothing was written then, and it is done again with a savepoint each, which costs more.
   */
  private commit(group: readonly Asked[], savepoints: boolean): Outcome[] | undefined {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      this.forgetIfOthersWrote();
      const outcomes = group.map((asked) => (savepoints ? this.writeGuarded(asked) : this.write(asked)));
      this.db.exec('COMMIT');
      this.committed();
      return outcomes;
    } catch (error) {
      this.forget();
      this.db.exec('ROLLBACK');
      if (!savepoints && isConstraint(error)) return undefined;
      throw error;
    }
  }

  private writeGuarded(asked: Asked): Outcome {
    const { position, recordedAt } = this;
    this.db.exec('SAVEPOINT one');
    try {
      const outcome = this.write(asked);
      this.db.exec('RELEASE one');
      return outcome;
    } catch (error) {
      this.db.exec('ROLLBACK TO one; RELEASE one');
      this.heads.clear();
      Object.assign(this, { position, recordedAt });
      if (!isConstraint(error)) throw error;
      const first = this.firstAnswer(asked);
      return first ? { appended: first } : { refused: new Conflict([], { cause: error }) };
    }
  }

  private write(asked: Asked): Outcome {
    const violations = [...asked.writes, ...asked.checks]
      .map(({ stream, expected }) => ({ stream, expected, actual: this.head(stream) }))
      .filter(({ expected, actual }) => !holds(expected, actual))
      .map((violation) => ({
        ...violation,
        actual: violation.actual < 0 ? ('none' as const) : violation.actual,
      }));
    if (violations.length > 0) {
      const first = this.firstAnswer(asked);
      return first ? { appended: first } : { refused: new Conflict(violations) };
    }
    const now = this.clock.now().toISOString();
    if (now > this.recordedAt) this.recordedAt = now;
    const events = asked.writes.flatMap((write) => this.writeStream(write));
    return { appended: { position: positionOf(this.position), events } };
  }

  private writeStream({ stream, events }: Write): StoredEvent[] {
    const { category, kind, entity } = parseStream(stream);
    let revision = this.head(stream);
    const stored = events.map(({ id, type, version, data, metadata }): StoredEvent => {
      const text = canonical(data);
      const all = { ...metadata, recordedAt: this.recordedAt };
      revision++;
      this.position++;
      this.insert.run(
        this.position,
        category,
        kind,
        entity,
        revision,
        id,
        type,
        version,
        text,
        canonical(all),
      );
      const position = positionOf(this.position);
      return {
        id,
        stream,
        revision,
        position,
        type,
        version,
        data: JSON.parse(text) as unknown,
        metadata: all,
      };
    });
    this.remember(stream, revision);
    return stored;
  }

  /** What the same append answered the first time, if its events are in the book. */
  private firstAnswer({ writes }: Asked): Appended | undefined {
    const events: StoredEvent[] = [];
    for (const { id } of writes.flatMap((write) => write.events)) {
      const event = this.reading.event(id);
      if (!event) return undefined;
      events.push(event);
    }
    return { position: events.at(-1)?.position ?? '', events };
  }

  private head(stream: string): number {
    const known = this.heads.get(stream);
    if (known !== undefined) return known;
    const head = this.reading.headOf(parseStream(stream));
    this.remember(stream, head);
    return head;
  }

  private remember(stream: string, head: number): void {
    this.heads.set(stream, head);
    if (this.heads.size > HEADS) this.heads.delete(this.heads.keys().next().value ?? '');
  }

  /** `data_version` changes when, and only when, another connection committed. */
  private forgetIfOthersWrote(): void {
    const { data_version: version } = this.dataVersion.get() as { data_version: number };
    if (version === this.version) return;
    this.forget();
    this.version = version;
    this.position = this.reading.head();
    this.recordedAt = this.reading.recordedAt(this.position);
  }

  private forget(): void {
    this.heads.clear();
    this.version = -1;
  }
}

const holds = (expected: Expected, actual: number): boolean =>
  expected === 'any' ||
  (expected === 'none' ? actual < 0 : expected === 'exists' ? actual >= 0 : expected.exact === actual);

/** SQLITE_CONSTRAINT, in any of its extended forms. */
const isConstraint = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 19;
