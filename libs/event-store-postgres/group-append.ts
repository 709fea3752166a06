import { setTimeout as after } from 'node:timers/promises';
import type { Pool } from 'pg';
import {
  canonical,
  Conflict,
  MOST_AMISS,
  encoded,
  holds,
  isSealed,
  positionOf,
  receiptOf,
  receiptOfTexts,
  type Appended,
  type Check,
  type ClockWatch,
  type Write,
} from '#event-store';
import { now, observed, type Clock } from '#kernel';
import { isPassing, isTaken, unavailable } from '#postgres';
import { codeOf, takeGroup, type Asked } from './group.ts';
import { eventOf, readEvents } from './rows.ts';

/** For so long a call of unknown outcome is repeated, in milliseconds; then it is the caller's to repeat. */
const PATIENCE = 5_000;

/** A row that the database's function answers; what it leaves out is null. */
interface Outcome {
  readonly outcome: 'appended' | 'repeated' | 'conflict' | 'clock' | 'head';
  readonly ord: number | null;
  readonly stream: string;
  readonly id: string;
  readonly position: string;
  readonly revision: number;
  /** Of an event; of `clock` and `head`, what the clock showed. */
  readonly recorded_at: string;
}

const APPEND = `SELECT * FROM pledgebook.append($1::bigint, $2::int[], $3::text[], $4::int[], $5::int[], $6::text[],
  $7::text[], $8::text[], $9::int[], $10::text[], $11::text[], $12::bigint, $13::bigint, $14::bigint, $15::bigint, $16::bigint)`;

/** What stamps, and what holds that to what it can be; without that every clock is believed. */
interface Stamping {
  readonly clock: Clock | undefined;
  readonly watch: ClockWatch | undefined;
}

function argumentsOf(group: readonly Asked[], clock: Clock | undefined): unknown[] {
  const named = group.flatMap(({ named }, ord) => named.map((one) => ({ ord, ...one })));
  const events = group.flatMap(({ events }, ord) => events.map((one) => ({ ord, ...one })));
  return [
    clock?.now().getTime() ?? null,
    named.map(({ ord }) => ord),
    named.map(({ stream }) => stream),
    named.map(({ expected }) => codeOf(expected)),
    events.map(({ ord }) => ord),
    events.map(({ stream }) => stream),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ version }) => version),
    events.map(({ text }) => text),
    events.map(({ metadata }) => canonical(metadata)),
  ];
}

function boundsOf(watch: ClockWatch | undefined): unknown[] {
  const { earliest, latest, accepted } = watch?.bounds() ?? {};
  const whole = [earliest, latest, accepted?.clock, accepted?.upTo].map((one) =>
    one === undefined ? null : Math.round(one),
  );
  return [...whole, watch ? MOST_AMISS : null];
}

/**
 * Appends that come together go to the database together, one call at a time: while one is on its way the next group
 * gathers. One that is refused does not harm its neighbours, and nothing is answered before the commit.
 */
export class GroupAppend {
  private readonly queue: Asked[] = [];
  private sending: Promise<void> | undefined;

  /** @param stamping with a clock where the caller has one of its own; else it is the database's */
  constructor(
    private readonly pool: Pool,
    private readonly stamping: Stamping,
    private readonly committed: () => void,
  ) {}

  async append(writes: readonly Write[], checks: readonly Check[]): Promise<Appended> {
    const events = writes.flatMap((write) =>
      encoded(write).map((event) => ({ ...event, stream: write.stream })),
    );
    const named = [...writes.map(({ stream, expected }) => ({ stream, expected })), ...checks];
    const written = writes.map(({ stream }) => stream);
    return new Promise((resolve, reject) => {
      this.queue.push({ named, written, events, resolve, reject });
      this.sending ??= this.send();
    });
  }

  /** Resolves once nothing is on its way. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private async send(): Promise<void> {
    // The other sockets that have something to say say it first.
    await new Promise(setImmediate);
    while (this.queue.length > 0) await this.sendGroup(takeGroup(this.queue));
    this.sending = undefined;
  }

  private async sendGroup(group: readonly Asked[]): Promise<void> {
    try {
      const began = now();
      const rows = await this.call(group);
      if (observed.batch.isHeard) observed.batch.tell({ appends: group.length, began, ended: now() });
      const answers = Map.groupBy(rows, ({ ord, id }) => ord ?? id);
      const head = rows.at(-1)?.position ?? '0';
      for (const [i, asked] of group.entries())
        await this.answer(asked, { own: answers.get(i) ?? [], answers, head });
      this.committed();
    } catch (error) {
      if (isTaken(error) && group.length > 1) for (const asked of group) await this.sendGroup([asked]);
      else
        for (const { reject } of group) reject(isTaken(error) ? new Conflict([], { cause: error }) : error);
    }
  }

  /** Calls until an answer comes: repeated with the same ids, what was carried out the first time answers so. */
  private async call(group: readonly Asked[]): Promise<readonly Outcome[]> {
    const { clock, watch } = this.stamping;
    const values = argumentsOf(group, clock);
    for (let tried = 0, since = performance.now(); ; tried++)
      try {
        const { rows } = await this.pool.query<Outcome>(APPEND, [...values, ...boundsOf(watch)]);
        const wrong = troubleIn(rows, watch);
        if (wrong) throw wrong;
        if (rows[0]?.outcome !== 'clock') return rows;
      } catch (error) {
        if (!isPassing(error)) throw error;
        if (performance.now() - since > PATIENCE) throw unavailable(error);
        await after(Math.min(20 * 2 ** tried, 500));
      }
  }

  private async answer({ named, events, resolve, reject }: Asked, told: Told): Promise<void> {
    const { own, answers, head } = told;
    const actual = new Map(own.map(({ stream, revision }) => [stream, revision]));
    if (own[0]?.outcome === 'conflict')
      return reject(new Conflict(named.flatMap((one) => violation(one, actual.get(one.stream)))));
    const isRepeated = own[0]?.outcome === 'repeated';
    const stored = isRepeated
      ? await this.firstAnswer(events.map(({ id }) => id))
      : events.map((event) =>
          eventOf({
            ...(answers.get(event.id)?.[0] as Outcome),
            ...event,
            data: event.text,
            metadata: canonical(event.metadata),
          }),
        );
    // Some are there and others are not: these ids are of another append.
    if (!stored) return reject(new Conflict([]));
    const last = stored.findLast(({ stream }) => !isSealed(stream));
    const receipts = stored.map((event, i) => {
      const { text } = events[i] as Asked['events'][number];
      return isRepeated
        ? receiptOf(event)
        : receiptOfTexts(event, { data: text, metadata: canonical(event.metadata) });
    });
    resolve({ position: last?.position ?? positionOf(BigInt(head)), events: stored, receipts });
  }

  private async firstAnswer(ids: readonly string[]) {
    const found = new Map((await readEvents(this.pool, ids)).map((event) => [event.id, event]));
    const events = ids.flatMap((id) => found.get(id) ?? []);
    return events.length === ids.length ? events : undefined;
  }
}

/** Why the clock of the database may not stamp, and did not; else what it showed is noted. */
function troubleIn(rows: readonly Outcome[], watch: ClockWatch | undefined) {
  const [first] = rows;
  if (first?.outcome === 'clock') return watch?.troubleOf(Number(first.recorded_at), Number(first.position));
  return void watch?.troubleOf(Number(rows.at(-1)?.recorded_at), 0);
}

/** What a call told of one append, and of all of its group. */
interface Told {
  readonly own: readonly Outcome[];
  /** By the order of an append, or by the id of an event that was appended. */
  readonly answers: ReadonlyMap<number | string, readonly Outcome[]>;
  readonly head: string;
}

const violation = ({ stream, expected }: Check, revision: number | undefined) =>
  revision === undefined || holds(expected, revision)
    ? []
    : [{ stream, expected, actual: revision < 0 ? ('none' as const) : revision }];
