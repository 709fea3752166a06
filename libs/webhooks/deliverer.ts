import { setTimeout as pause } from 'node:timers/promises';
import { holderHere } from '#leases';
import { NotHere, Overtaken } from '#outbox';
import { Delivery, type Means } from './delivery.ts';
import { SecretLost } from './secrets.ts';
import type { Trouble } from './webhook.ts';

/** How often it is looked, in milliseconds, what owners have registered and changed. */
const LOOK = 500;
/**
 * How long to wait after an error, in milliseconds: longer than it takes to learn that another process has the lease, so
 * that two do not shut out each other by turns. Longer still where somebody has to mend something.
 */
const [AGAIN, MENDED] = [2_000, 20_000];

export interface DelivererOptions extends Means {
  /** Hears, in sentences, what keeps a webhook from being delivered that is not its target's. */
  readonly noted: (sentence: string, error?: unknown) => void;
  /** In milliseconds. */
  readonly look?: number;
}
interface Running {
  revision: number;
  poke: AbortController;
  readonly done: Promise<void>;
}

/**
 * Delivers all webhooks, each apart from all others: a target that hangs holds up nobody else's. Any number of processes may
 * run one: who claims a webhook shuts out who delivered it before.
 */
export class Deliverer {
  private readonly holder = holderHere();
  private readonly stopping = new AbortController();
  private readonly running = new Map<string, Running>();
  private readonly said = new Map<string, string>();
  private looking: Promise<void> | undefined;

  constructor(private readonly options: DelivererOptions) {}

  start(): void {
    this.looking ??= this.lookOn();
  }

  /** Gives up what is under way: whoever goes on sends it once more, under the same id. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  private async lookOn(): Promise<void> {
    const { signal } = this.stopping;
    const { store, look = LOOK } = this.options;
    while (!signal.aborted) {
      try {
        for (const [id, revision] of await store.active()) this.see(id, revision);
        this.note('', undefined);
      } catch (error) {
        this.note('', `Webhooks: nothing is delivered for now: ${messageOf(error)}`, error);
      }
      await pause(look, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Begins what is new, and tells what goes on that its owner has changed something. */
  private see(id: string, revision: number): void {
    const known = this.running.get(id);
    if (known?.revision === revision || this.stopping.signal.aborted) return;
    if (!known) return this.begin(id, revision);
    known.revision = revision;
    known.poke.abort();
  }

  private begin(id: string, revision: number): void {
    const poke = new AbortController();
    const done = this.deliver(id).finally(() => this.running.delete(id));
    this.running.set(id, { revision, poke, done });
  }

  private async deliver(id: string): Promise<void> {
    const { signal } = this.stopping;
    // Not before it is among those that run: it is poked there.
    await Promise.resolve();
    while (!signal.aborted)
      try {
        return await new Delivery(id, this.holder, this.options).run(signal, () => this.poked(id));
      } catch (error) {
        if (signal.aborted) return;
        const mended = AbortSignal.any([signal, this.poked(id)]);
        await pause(await this.noteTrouble(id, error), undefined, { signal: mended }).catch(() => undefined);
      }
  }

  private poked(id: string): AbortSignal {
    const poke = new AbortController();
    const one = this.running.get(id);
    if (one) one.poke = poke;
    return poke.signal;
  }

  /** @returns how long to wait */
  private async noteTrouble(id: string, error: unknown): Promise<number> {
    if (error instanceof Overtaken) return AGAIN;
    this.note(id, `The webhook ${id} is not delivered for now: ${messageOf(error)}`, error);
    const trouble = troubleIn(error);
    if (!trouble) return AGAIN;
    await this.options.store.note({ webhook: id, holder: this.holder }, trouble).catch(() => undefined);
    return MENDED;
  }

  /** A sentence is said once, however often what it says is tried. */
  private note(id: string, sentence: string | undefined, error?: unknown): void {
    if (sentence === this.said.get(id)) return;
    if (sentence === undefined) return void this.said.delete(id);
    this.said.set(id, sentence);
    this.options.noted(sentence, error);
  }
}

function troubleIn(error: unknown): Trouble | undefined {
  if (error instanceof NotHere) return 'place-lost';
  return error instanceof SecretLost ? 'secret-lost' : undefined;
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
