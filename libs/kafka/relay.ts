import { setTimeout as pause } from 'node:timers/promises';
import { BEGINNING, NotHere, type Place, type PublicFeed } from '#outbox';
import { CannotPublish, type Broker, type Session } from './broker.ts';
import { outgoing, type Mode } from './outgoing.ts';

/**
 * How long to wait after an error, in milliseconds: longer than it takes to learn that another process has the lease, so
 * that two do not shut out each other by turns. Longer still where an operator is asked.
 */
const [AGAIN, MENDED] = [2_000, 20_000];
/** Messages of one transaction: with more, little is gained. */
const BATCH = 500;
/** How long to wait for a message, in milliseconds, before the outbox is asked anyway. */
const NEWS = 30_000;

/** The part of the outbox's reading side that a relay needs. */
type Feed = Pick<PublicFeed, 'read' | 'wait'>;
export interface RelayOptions {
  readonly mode: Mode;
  /** Hears, in sentences, what keeps messages from being published, and when they are again. */
  readonly noted?: (sentence: string, error?: unknown) => void;
  /** Hears how it stands, whenever that changes. */
  readonly told?: (standing: RelayStanding) => void;
  /** How long to wait after an error, in milliseconds. */
  readonly again?: number;
}
/** `waiting`: the broker is away, or another publishes. `refused`: an operator has to mend something. */
type State = 'opening' | 'publishing' | 'waiting' | 'refused';
/** How a relay stands, as far as it knows by itself. */
export interface RelayStanding {
  readonly state: State;
  /** The number of the last message that is published; undefined until it is known. */
  readonly published?: number | undefined;
}
export interface RelayStatus {
  readonly state: State;
  /** How many messages of the outbox are not published yet; undefined until it is known which are. */
  readonly behind?: number;
}

/** How far a relay is behind the outbox. @throws Unavailable the outbox does not answer */
export async function statusOf(
  { state, published }: RelayStanding,
  feed: Pick<PublicFeed, 'last'>,
): Promise<RelayStatus> {
  if (published === undefined) return { state };
  return { state, behind: Math.max(0, (await feed.last()).number - published) };
}

/** Publishes the outbox in order, each message once. Any number may run: who opens a session shuts out the one before. */
export class Relay {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private current: RelayStanding = { state: 'opening' };
  private noted = '';

  constructor(
    private readonly feed: Feed,
    private readonly broker: Broker,
    private readonly options: RelayOptions,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  get standing(): RelayStanding {
    return this.current;
  }

  /** Ends after the transaction in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.publish();
      } catch (error) {
        this.noteError(error);
        const time = this.current.state === 'refused' ? MENDED : (this.options.again ?? AGAIN);
        await pause(time, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Any error ends the session, since what became of its last transaction is known to the next one alone. */
  private async publish(): Promise<void> {
    const session = await this.broker.open();
    try {
      let place = await begin(session);
      while (!this.stopping.signal.aborted) place = await this.next(session, place);
    } finally {
      await session.close();
    }
  }

  private async next(session: Session, place: Place): Promise<Place> {
    const { messages, last } = await this.feed.read(place, { limit: BATCH }).catch(elsewhere);
    this.note({ state: 'publishing', published: place.number });
    if (messages.length === 0) {
      await this.feed.wait(place, { withinMs: NEWS, signal: this.stopping.signal });
      return place;
    }
    await session.publish(
      messages.map((message) => outgoing(message, this.options.mode)),
      last,
    );
    this.note({ state: 'publishing', published: last.number });
    return last;
  }

  private noteError(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const state = error instanceof CannotPublish ? 'refused' : 'waiting';
    const { published } = this.current;
    this.note({ state, published }, `Kafka: nothing is published for now: ${message}`, error);
  }

  /** A sentence is said once, however often what it says is tried. */
  private note(standing: RelayStanding, sentence = '', error?: unknown): void {
    const { state, published } = this.current;
    this.current = standing;
    if (state !== standing.state || published !== standing.published) this.options.told?.(standing);
    if (sentence === this.noted) return;
    this.options.noted?.(sentence || 'Kafka: messages are published again', error);
    this.noted = sentence;
  }
}

/** Where to go on. That nothing is published yet is written down first: from then on no place beside a topic is lost. */
async function begin(session: Session): Promise<Place> {
  if (session.place) return session.place;
  if (!session.isEmpty)
    throw new CannotPublish(
      'the topic holds messages and nothing says which: the topic of positions was removed or is another one. Name another topic, or remove both',
    );
  await session.publish([], BEGINNING);
  return BEGINNING;
}

function elsewhere(error: unknown): never {
  if (!(error instanceof NotHere)) throw error;
  throw new CannotPublish(
    `what was published last is not in the outbox (${error.message}): an older one was put back, or it is of another store. Put that one back, or name another topic, which is then told everything`,
    { cause: error },
  );
}
