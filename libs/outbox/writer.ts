import { setImmediate as turn } from 'node:timers/promises';
import { addDays, dayOf, type Clock } from '#kernel';
import { START, type ClockWatch, type EventStore } from '#event-store';
import { skippedOf } from '#projection';
import { FORMER_FEED, type FormerFeed } from './former-feed.ts';
import { FORMER, isTakenOver, Overtaken, type Fold, type Outbox } from './outbox.ts';
import { TYPES, VERSION } from './state.ts';
import { OUTBOX } from './status.ts';
import { goBackTo } from './strayed.ts';
import { Telling } from './telling.ts';

/** How long to leave a store alone that did not answer, in milliseconds: doubled each time. */
const PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How often, in milliseconds, it is looked whether a day is over, or whether an operator said to go on. */
const LOOK = 1_000;
/** So long after its end a day is closed, in milliseconds: clocks of several machines differ. */
const LEEWAY = 120_000;

export interface WriterOptions {
  readonly events: EventStore;
  readonly outbox: Outbox;
  /** What was told before there was an outbox. */
  readonly former?: FormerFeed | undefined;
  /** By which a day is over where nothing is recorded; without it, a day is closed by what is recorded after it alone. */
  readonly clock?: Clock | undefined;
  /** Of that clock: while it cannot be right, it closes no day. */
  readonly watch?: ClockWatch | undefined;
  /** Where callers reach the book, for whole addresses. */
  readonly publicUrl?: string | undefined;
  /** Hears once of each trouble, in a sentence. */
  readonly noted?: (sentence: string, error?: unknown) => void;
  /** The version of its fold; only a test has another. */
  readonly version?: number;
}

/**
 * Keeps the outbox up with the log: tells each public event once, in order, and what time alone does. Any number may run,
 * in whatever processes: only the one that knows the checkpoint moves it.
 */
export class OutboxWriter {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private trouble: string | undefined;
  private pause = PAUSE;
  private readonly version: number;

  constructor(private readonly options: WriterOptions) {
    this.version = options.version ?? VERSION;
  }

  /** Starts; it goes on until `close`. */
  start(): void {
    this.running ??= this.run();
  }

  /** Stops after the write in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted)
      try {
        await this.step();
        this.pause = PAUSE;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Overtaken) await turn();
        else await this.recover(error);
      }
  }

  private async step(): Promise<void> {
    const telling = await this.telling();
    this.trouble = undefined;
    if (telling.version > this.version) await this.untilChanged(LOOK);
    else if (telling.version < this.version) await this.build(telling);
    else if (telling.stopped && !(await this.skipped()).has(telling.stopped.event))
      await this.untilChanged(LOOK);
    else await this.follow(telling);
  }

  /** The fold that tells: the first of all where nothing was told yet. */
  private async telling(): Promise<Fold> {
    const { outbox, former, events } = this.options;
    const found = (await outbox.folds()).find(({ isTelling }) => isTelling);
    const fold = found ?? (await outbox.begin((await former?.isThere()) ? FORMER : this.version));
    if (former && isTakenOver(fold)) return former.takeOver(outbox, fold, this.stopping.signal);
    if (fold.event === '' || (await events.eventAt(fold.position)) === fold.event) return fold;
    const back = await goBackTo(outbox, events);
    await outbox.goBack(back);
    this.options.noted?.(
      `the outbox told of events that are not in the log (an older one was put back): what follows message ${back.place.number} was taken back`,
    );
    throw new Overtaken();
  }

  /** Builds the state of this version, and tells nothing, to exactly where another stands; then it tells in its place. */
  private async build(telling: Fold): Promise<void> {
    const { outbox, former } = this.options;
    const begun = await outbox.begin(this.version);
    const silent = await this.tellingOf(begun, telling.day);
    await this.read(silent, telling.position);
    if (silent.stopped) return this.untilChanged(LOOK);
    await outbox.takeOver(silent.fold, telling);
    if (telling.version === FORMER) await former?.giveUp();
  }

  /** Tells what there is and what comes, until it is stopped, or an event cannot be told. */
  private async follow(fold: Fold): Promise<void> {
    const telling = await this.tellingOf(fold);
    while (!this.stopping.signal.aborted && !telling.stopped) {
      await this.read(telling);
      const over = this.lastDayOver();
      if (telling.day !== '' && telling.day < over) {
        // All that was recorded until then is folded first: the head is read once the day is over.
        await this.read(telling, await this.options.events.head());
        if (!telling.stopped) await telling.closeThrough(over);
      }
      await telling.flush();
      await this.tail(telling);
    }
  }

  /** Tells what comes, until a day is over. */
  private async tail(telling: Telling): Promise<void> {
    const dayOver = new AbortController();
    const look = setInterval(() => {
      if (telling.day !== '' && telling.day < this.lastDayOver()) dayOver.abort();
    }, LOOK).unref();
    const signal = AbortSignal.any([this.stopping.signal, dayOver.signal]);
    try {
      const { events } = this.options;
      for await (const page of events.subscribe({ after: telling.position, types: TYPES, signal })) {
        await telling.take(page.events, page.complete);
        if (page.end || telling.stopped) await telling.flush();
        if (telling.stopped) return;
        await turn();
      }
    } finally {
      clearInterval(look);
    }
  }

  /** Reads on, to a position or to the end of the log, and writes. */
  private async read(telling: Telling, upTo?: string): Promise<void> {
    const { events } = this.options;
    const { signal } = this.stopping;
    for (let end = upTo !== undefined && telling.position >= upTo; !end && !telling.stopped;) {
      signal.throwIfAborted();
      const bounds = upTo === undefined ? {} : { upTo };
      const page = await events.readAll({ after: telling.position, types: TYPES, ...bounds });
      const reached = upTo !== undefined && page.complete > upTo ? upTo : page.complete;
      await telling.take(page.events, reached);
      end = page.end || (upTo !== undefined && reached >= upTo);
      await turn();
    }
    await telling.flush();
  }

  private async tellingOf(fold: Fold, silentAfter?: string): Promise<Telling> {
    const { outbox, publicUrl, events } = this.options;
    return new Telling(fold, {
      outbox,
      publicUrl,
      skipped: await this.skipped(),
      ...(silentAfter === undefined ? {} : { silentAfter }),
      eventAt: async (position) => (position === START ? '' : ((await events.eventAt(position)) ?? '')),
    });
  }

  private async skipped(): Promise<ReadonlySet<string>> {
    // Events that were set aside for the former feed are left out, too.
    const known = [OUTBOX, FORMER_FEED].map((name) => ({ name, version: Number.MAX_SAFE_INTEGER }));
    return new Set([...(await skippedOf(this.options.events, known)).values()].flat());
  }

  /**
   * The last day that is over by the clock; none without one. One that was set is not believed, since what was told is
   * told: until it is right again, or this is started anew, what is recorded says which days are over.
   */
  private lastDayOver(): string {
    const { clock, watch } = this.options;
    const now = clock?.now().getTime();
    if (now === undefined || watch?.troubleOf(now, 0)) return '';
    return addDays(dayOf(new Date(now - LEEWAY)), -1);
  }

  private async untilChanged(withinMs: number): Promise<void> {
    const { changes } = this.options.outbox;
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(withinMs)]);
    await changes.after(changes.count, signal);
  }

  private async recover(error: unknown): Promise<void> {
    const before = this.trouble;
    this.trouble = error instanceof Error ? error.message : String(error);
    if (this.trouble !== before) this.options.noted?.(`the outbox waits: ${this.trouble}`, error);
    await this.untilChanged(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }
}
