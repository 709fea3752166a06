import { setTimeout as pause } from 'node:timers/promises';
import { holderHere } from './holder.ts';
import type { Leases } from './leases.ts';

/** How long a lease holds, in seconds, and how often it is renewed or asked for, in milliseconds. */
const [HOLDS, RENEWED] = [5, 1_500];

/** What is done under some leases, until it is closed. */
export interface Term {
  close(): Promise<void>;
}
export interface LeaderOptions {
  readonly leases: Leases;
  /** Everything that is to be done by somebody, each by the name of its lease. */
  readonly names: readonly string[];
  /** Begins what these names stand for. */
  readonly lead: (names: readonly string[]) => Term;
}
interface Led {
  readonly names: readonly string[];
  readonly term: Term;
}

/**
 * Does in this process whatever no other one does, among any number of them: it begins what it has the leases of, and ends
 * it when another has one of them. Another process takes over at once where this one is closed, and within seconds where
 * it is killed.
 */
export class Leader {
  private readonly holder = holderHere();
  private readonly stopping = new AbortController();
  private terms: Led[] = [];
  private readonly ending: Promise<void>[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly options: LeaderOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** The names of what is done here. */
  get leads(): readonly string[] {
    return this.terms.flatMap(({ names }) => names);
  }

  /** Ends what is done here, then gives up the leases. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all([...this.ending, ...this.terms.map(({ term }) => term.close())]);
    this.terms = [];
    await this.options.leases.release(this.holder).catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { leases, names } = this.options;
    while (!signal.aborted) {
      const claim = { names, holder: this.holder, seconds: HOLDS };
      // A database that does not answer gives the leases to nobody else either: what is done goes on.
      const held = await leases.hold(claim).catch(() => undefined);
      if (held && !signal.aborted) this.turnTo(held);
      await pause(RENEWED, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Nothing here is waited for: the leases are to be renewed meanwhile. */
  private turnTo(held: ReadonlySet<string>): void {
    const isLost = ({ names }: Led) => names.some((name) => !held.has(name));
    for (const { term } of this.terms.filter(isLost)) this.ending.push(term.close());
    this.terms = this.terms.filter((led) => !isLost(led));
    const led = new Set(this.leads);
    const names = [...held].filter((name) => !led.has(name));
    if (names.length > 0) this.terms.push({ names, term: this.options.lead(names) });
  }
}
