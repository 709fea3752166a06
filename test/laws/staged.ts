import { createHash } from 'node:crypto';
import { pino, type Logger } from 'pino';
import type { Randomness } from '#cqrs';
import { START } from '#event-store';
import type { StoredEvent } from '#kernel';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { POSTING } from '../support/webhook-receiver.ts';
import { ServedBook, SetClock, type Altered, type Party } from '../support/served-book.ts';

/** Bytes that are the same for the same seed. */
export class Seeded implements Randomness {
  private state = '';
  seed(text: string): void {
    this.state = text;
  }
  take(bytes: number): Uint8Array {
    this.state = createHash('sha256').update(this.state).digest('hex');
    return createHash('sha256').update(`taken ${this.state}`).digest().subarray(0, bytes);
  }
}

/** What a book is put on stage with. */
export interface Props {
  readonly secret: Buffer;
  readonly logger: Logger;
  readonly randomness: Randomness;
}
/** A mistake in what a book is served with. */
export type Mistake = (book: OpenedStore, props: Props) => Altered;

/** A book in which time and chance are the test's own, and whose log is kept. */
export class Staged {
  private constructor(
    readonly served: ServedBook,
    readonly clock: SetClock,
    private readonly random: Seeded,
    private readonly lines: readonly string[],
  ) {}

  static async open(secret: Buffer, mistake?: Mistake): Promise<Staged> {
    const [clock, randomness] = [new SetClock('2021-01-01T00:00:00Z'), new Seeded()];
    randomness.seed('begin');
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    const altered = mistake && ((book: OpenedStore) => mistake(book, { secret, logger, randomness }));
    const circumstances = {
      secret,
      randomness,
      logger,
      // A page waits for all of its answers, however long a busy machine takes.
      environment: { ...POSTING, PLEDGEBOOK_PAGE_SECONDS: '60' },
      ...(altered ? { altered } : {}),
    };
    return new Staged(await ServedBook.open(clock, circumstances), clock, randomness, lines);
  }

  get logged(): string {
    return this.lines.join('\n');
  }

  /** Before whatever is done: the same time and the same chance, whatever was done before. */
  at(n: number): void {
    this.clock.set(new Date(Date.UTC(2021, 1, 1) + n * 7_200_000).toISOString());
    this.random.seed(`step ${n}`);
  }

  async party(name: string, roles?: readonly string[]): Promise<Party> {
    this.at(-100);
    this.random.seed(`party ${name}`);
    return this.served.party(name, roles);
  }

  /** Every sealed record, opened. */
  async sealed(): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let after = START, end = false; !end;) {
      const page = await this.served.book.store.readCategory('sealed', { after });
      events.push(...page.events);
      [after, end] = [page.complete, page.end];
    }
    return events;
  }

  async close(): Promise<void> {
    await this.served.close();
  }
}
