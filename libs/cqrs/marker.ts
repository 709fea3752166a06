import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import {
  canonical,
  isSealed,
  receiptOf,
  START,
  type Appended,
  type EventStore,
  type EventToAppend,
} from '#event-store';
import { refuse, Refused, sealedStream, type Actor, type StoredEvent } from '#kernel';
import type { CommandAnswer } from './context.ts';

export const ANSWERED = 'CommandAnswered';
/** An event that was written: its stream, its id, and the revision that the stream had before, as far as that was known. */
export type Written = readonly [stream: string, id: string, after?: number];
/** What a marker holds: which body it was, which events were written, and the ids that were answered. */
interface Marked {
  readonly body: string;
  readonly events: readonly Written[];
  readonly own: string;
  readonly ids: Readonly<Record<string, string>>;
}
/** A command that came with a key: where its marker stands, and what its body was. */
export interface Keyed {
  readonly stream: string;
  /** Of the command in the form in which it is carried out: said in another form it is the same again. */
  readonly body: string;
  /** Of the body as it was sent: markers were once written of that. */
  readonly bodyAsSent: () => string;
}
/** A command with a key, as it is carried out and as it was sent. */
interface Given {
  readonly name: string;
  readonly command: object;
  readonly asSent: unknown;
  readonly sealed: boolean;
}

/** Idempotent commands: one marker per (organisation, person, key), in a stream of its own. */
export class Markers {
  private readonly secret: KeyObject;

  constructor(
    private readonly store: EventStore,
    secret: Buffer,
  ) {
    this.secret = createSecretKey(secret);
  }

  /** @param sealed of a command whose own records are: its marker tells of them, and is sealed as well */
  keyed(
    { organisation, person }: Actor,
    key: string,
    { name: command, command: input, asSent, sealed }: Given,
  ): Keyed {
    const name = this.hmac(JSON.stringify([organisation, person, key]));
    return {
      stream: sealed ? sealedStream('marker', name) : `command-marker-${name}`,
      body: this.hmac(canonical([command, input])),
      bodyAsSent: () => this.hmac(canonical([command, asSent])),
    };
  }

  event(keyed: Keyed, written: Omit<Marked, 'body'>): Pick<EventToAppend, 'type' | 'version' | 'data'> {
    return { type: ANSWERED, version: 1, data: { body: keyed.body, ...written } };
  }

  /** The first answer, if this key was used before by the same person with the same body. */
  async answered(keyed: Keyed): Promise<CommandAnswer | undefined> {
    const marker = (await this.store.readStream(keyed.stream, { limit: 1 })).events[0] as
      | StoredEvent<string, Marked>
      | undefined;
    if (!marker) return undefined;
    if (marker.data.body !== keyed.body && marker.data.body !== keyed.bodyAsSent())
      throw new Refused(
        refuse(
          'idempotency-key-reused',
          'This Idempotency-Key was used for another command: take a new one.',
        ),
      );
    const found = await Promise.all(marker.data.events.map((written) => this.find(written)));
    const events = found.filter((event) => event !== undefined);
    const receipts = events.map(receiptOf);
    return answerOf({ position: marker.position, events, receipts }, marker.data);
  }

  /** Reads its stream on from where it was written: what an index says may be of before. */
  private async find([stream, id, after = -1]: Written): Promise<StoredEvent | undefined> {
    for (let from = after + 1; ;) {
      const page = await this.store.readStream(stream, { from });
      const found = page.events.find((event) => event.id === id);
      const last = page.events.at(-1);
      if (found || !last || page.end) return found;
      from = last.revision + 1;
    }
  }

  private hmac(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('hex');
  }
}

/** The answer to a command, from the events it wrote: to the byte the same, whether just given or given again. */
export function answerOf(
  { position, events, receipts }: Appended,
  { own, ids }: Pick<Marked, 'own' | 'ids'>,
): CommandAnswer {
  const revision = events.findLast(({ stream }) => stream === own)?.revision;
  // What is sealed has no place in the order: the answer is as fresh as what else was written.
  const through = isSealed(own)
    ? (events.findLast(({ stream }) => !isSealed(stream))?.position ?? START)
    : position;
  const sorted = Object.fromEntries(Object.entries(ids).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ids: sorted, ...(revision === undefined ? {} : { revision }), receipts, position: through };
}
