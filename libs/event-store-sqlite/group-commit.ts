import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { now, observed, type Clock, type StoredEvent } from '#kernel';
import {
  canonical,
  Conflict,
  encoded,
  holds,
  isSealed,
  positionOf,
  receiptOf,
  receiptOfTexts,
  Unavailable,
  type ClockWatch,
  type LogClock,
  type Appended,
  type Check,
  type Encoded,
  type Receipt,
  type Write,
} from '#event-store';
import { troubleWith } from '#sqlite';
import { endOf, NOWHERE, type End } from './ends.ts';
import { isConstraint, isHeld, isItsOwn } from './failures.ts';
import type { ReadStatements } from './rows.ts';
import { fingerprintOf, insertInto, parseStream, spaceOf, TIMEOUT, type Space } from './schema.ts';

/** An event as it is stored, and its receipt. */
interface Written {
  readonly event: StoredEvent;
  readonly receipt: Receipt;
}
interface Asked {
  readonly writes: readonly Prepared[];
  readonly checks: readonly Check[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}
/** A write whose events are known to be storable. */
interface Prepared extends Write {
  readonly events: readonly Encoded[];
}
type Outcome = { readonly appended: Appended } | { readonly refused: unknown };

/** How long, in milliseconds, another program is waited for while nobody is answered, and how long they are then. */
const [INSTANT, PAUSE] = [10, 30];

/** By what it stamps, and how long it waits. */
interface Timing {
  readonly clock: Clock;
  readonly watch: ClockWatch | undefined;
  /** For so long, in milliseconds, another program may hold the file before appends are refused. */
  readonly patience: number;
}

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
  private ends: Readonly<Record<Space, End>> = { events: NOWHERE, sealed: NOWHERE };
  private readonly inserts: Readonly<Record<Space, StatementSync>>;
  private readonly dataVersion: StatementSync;
  /** Since when another program holds the file, of a clock that is never set. */
  private heldSince: number | undefined;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DatabaseSync,
    private readonly readings: Readonly<Record<Space, ReadStatements>>,
    private readonly time: Timing,
    private readonly committed: () => void,
  ) {
    this.inserts = { events: db.prepare(insertInto('events')), sealed: db.prepare(insertInto('sealed')) };
    this.dataVersion = db.prepare('PRAGMA data_version');
  }

  /** @throws TypeError what is written cannot be stored; the others of its group are committed all the same */
  append(asked: readonly Write[], checks: readonly Check[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const writes = asked.map((write) => ({ ...write, events: encoded(write) }));
      for (const { stream } of [...writes, ...checks]) parseStream(stream);
      this.queue.push({ writes, checks, resolve, reject });
      // The second turn of the loop, not the first: by then the other sockets that had something to say have said it.
      if (this.queue.length === 1) setImmediate(() => setImmediate(() => this.flush()));
    });
  }

  /**
   * Commits what is queued. While another program holds the file, whoever reads here is answered all the same: it is tried
   * again from time to time, and refused where that lasts.
   *
   * @param options.isLast nothing is left for later
   */
  flush({ isLast = false } = {}): void {
    clearTimeout(this.again);
    this.again = undefined;
    while (this.queue.length > 0) {
      const group = this.queue.splice(0, GROUP);
      const began = now();
      let outcomes: Outcome[];
      try {
        outcomes = this.commit(group, false) ?? this.commit(group, true) ?? [];
        this.heldSince = undefined;
      } catch (error) {
        if (isHeld(error) && !isLast && this.mayWait()) {
          this.queue.unshift(...group);
          this.again = setTimeout(() => this.flush(), PAUSE);
          return;
        }
        const otherwise = 'the store did not take the append';
        const known = troubleWith(this.db.location() ?? '', error, otherwise);
        const unavailable =
          known instanceof Unavailable ? known : new Unavailable(otherwise, { cause: error });
        outcomes = group.map(() => ({ refused: unavailable }));
      }
      if (observed.batch.isHeard) observed.batch.tell({ appends: group.length, began, ended: now() });
      for (const [i, outcome] of outcomes.entries())
        if ('appended' in outcome) group[i]?.resolve(outcome.appended);
        else group[i]?.reject(outcome.refused);
    }
  }

  /**
   * One transaction for the group. Undefined when a row was refused (an event id that is there already) or failed for a
   * reason of its own: nothing was written then, and it is done again with a savepoint each, which costs more.
   */
  private commit(group: readonly Asked[], savepoints: boolean): Outcome[] | undefined {
    this.begin();
    try {
      this.forgetIfOthersWrote();
      this.refuseWrongClock();
      const outcomes = group.map((asked) => (savepoints ? this.writeGuarded(asked) : this.write(asked)));
      this.db.exec('COMMIT');
      this.committed();
      return outcomes;
    } catch (error) {
      this.forget();
      // Where the disk is full, SQLite may have rolled back already.
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      if (!savepoints && isItsOwn(error)) return undefined;
      throw error;
    }
  }

  /**
   * Waits for another program for an instant alone, since nobody is answered meanwhile. SQLite sets the time when a
   * statement is compiled, so that it cannot be prepared.
   */
  private begin(): void {
    try {
      this.db.exec(`PRAGMA busy_timeout = ${INSTANT}; BEGIN IMMEDIATE`);
    } finally {
      this.db.exec(`PRAGMA busy_timeout = ${TIMEOUT}`);
    }
  }

  /** Whether another program has not held the file for too long yet. */
  private mayWait(): boolean {
    const at = performance.now();
    this.heldSince ??= at;
    return at - this.heldSince < this.time.patience;
  }

  private writeGuarded(asked: Asked): Outcome {
    const { ends } = this;
    this.db.exec('SAVEPOINT one');
    try {
      const outcome = this.write(asked);
      this.db.exec('RELEASE one');
      return outcome;
    } catch (error) {
      if (!this.db.isTransaction) throw error;
      this.db.exec('ROLLBACK TO one; RELEASE one');
      this.heads.clear();
      this.ends = ends;
      if (!isItsOwn(error)) throw error;
      if (!isConstraint(error)) return { refused: error };
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
    const now = this.time.clock.now().toISOString();
    const written = asked.writes.flatMap((write) => this.writeStream(write, now));
    const [events, receipts] = [written.map(({ event }) => event), written.map(({ receipt }) => receipt)];
    return { appended: { position: positionOf(this.ends.events.position), events, receipts } };
  }

  private writeStream({ stream, events }: Prepared, now: string): Written[] {
    const { category, kind, entity } = parseStream(stream);
    const space = spaceOf({ category });
    const end = this.ends[space];
    let { position } = end;
    const recordedAt = now > end.recordedAt ? now : end.recordedAt;
    let revision = this.head(stream);
    const stored = events.map(({ id, type, version, metadata, text }): Written => {
      const all = { ...metadata, recordedAt };
      const told = canonical(all);
      revision++;
      position++;
      const place = { id, stream, revision, type, version };
      const receipt = receiptOfTexts(place, { data: text, metadata: told });
      const sha256 = fingerprintOf(receipt);
      const row = [position, category, kind, entity, revision, id, type, version, text, told, sha256];
      this.inserts[space].run(...row);
      const data = JSON.parse(text) as unknown;
      return { event: { ...place, position: positionOf(position), data, metadata: all }, receipt };
    });
    this.ends = { ...this.ends, [space]: { position, recordedAt } };
    this.remember(stream, revision);
    return stored;
  }

  /** What the same append answered the first time, if its events are in the book. */
  private firstAnswer({ writes }: Asked): Appended | undefined {
    const events: StoredEvent[] = [];
    for (const { id } of writes.flatMap((write) => write.events)) {
      const event = this.readings.events.event(id) ?? this.readings.sealed.event(id);
      if (!event) return undefined;
      events.push(event);
    }
    const last = events.findLast(({ stream }) => !isSealed(stream));
    const position = last?.position ?? positionOf(this.ends.events.position);
    return { position, events, receipts: events.map(receiptOf) };
  }

  private head(stream: string): number {
    const known = this.heads.get(stream);
    if (known !== undefined) return known;
    const name = parseStream(stream);
    const head = this.readings[spaceOf(name)].headOf(name);
    this.remember(stream, head);
    return head;
  }

  private remember(stream: string, head: number): void {
    this.heads.set(stream, head);
    if (this.heads.size > HEADS) this.heads.delete(this.heads.keys().next().value ?? '');
  }

  /** What the clock shows, and when something was recorded last in either order. */
  timeNow(): LogClock {
    this.forgetIfOthersWrote();
    const { events, sealed } = this.ends;
    const last = Date.parse(events.recordedAt > sealed.recordedAt ? events.recordedAt : sealed.recordedAt);
    return { clock: this.time.clock.now().getTime(), last: last || 0 };
  }

  private refuseWrongClock(): void {
    if (!this.time.watch) return;
    const { clock, last } = this.timeNow();
    const wrong = this.time.watch.troubleOf(clock, last);
    if (wrong) throw wrong;
  }

  /** `data_version` changes when, and only when, another connection committed. */
  private forgetIfOthersWrote(): void {
    const { data_version: version } = this.dataVersion.get() as { data_version: number };
    if (version === this.version) return;
    this.forget();
    this.version = version;
    this.ends = { events: endOf(this.readings.events), sealed: endOf(this.readings.sealed) };
  }

  /** What is remembered is looked up anew: it may be another. */
  forget(): void {
    this.heads.clear();
    this.version = -1;
  }
}
