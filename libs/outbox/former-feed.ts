import type { PublicEvent } from '#contracts';
import { addDays, dayOf, defineProjection } from '#kernel';
import { START, type EventStore } from '#event-store';
import type { ViewStore } from '#projection';
import type { Fold, NewMessage, Outbox } from './outbox.ts';

/** What the view was called. */
export const FORMER_FEED = 'feed';

/** The view that told public events before there was an outbox: a message a document, by the position of its event. */
const formerFeed = defineProjection<{ readonly message?: PublicEvent }, unknown>({
  name: FORMER_FEED,
  version: 6,
  keys: () => [],
  on: {},
  columns: {},
  at: (doc) => doc,
});
const MESSAGE = 'z:';
const AT_ONCE = 1_000;

interface Stores {
  readonly log: Pick<EventStore, 'eventAt'>;
  readonly views: Pick<ViewStore, 'atOneMoment' | 'giveUp'>;
}

/** What was told by the former feed, if it told of this log. */
export class FormerFeed {
  constructor(private readonly stores: Stores) {}

  /** Whether something was told, and it is of this log. */
  async isThere(): Promise<boolean> {
    const { messages, position, event } = await this.after(START, 1);
    if (messages.length === 0 || position === undefined) return false;
    const standing = await this.stores.log.eventAt(position);
    return standing !== undefined && (event === undefined || event === standing);
  }

  /**
   * Takes its messages over, as they were told, from where that was left.
   *
   * @returns the fold once all are there
   * @throws Overtaken another one does the same
   */
  async takeOver(outbox: Outbox, from: Fold, signal: AbortSignal): Promise<Fold> {
    for (let fold = from; ;) {
      signal.throwIfAborted();
      const { messages, position = START, event, end } = await this.after(fold.position, AT_ONCE);
      const last = messages.at(-1);
      // Days are closed up to the last one on which something was told.
      const day = last ? addDays(dayOf(last.time), -1) : fold.day;
      const to = end
        ? { position, event: event ?? (await this.stores.log.eventAt(position)) ?? '', day }
        : { position: last?.position ?? fold.position, event: '', day };
      fold = await outbox.write({ fold, to, messages, changes: [] });
      if (end) return fold;
    }
  }

  /** Its documents are needed no more. */
  async giveUp(): Promise<void> {
    await this.stores.views.giveUp(formerFeed.name);
  }

  private async after(position: string, limit: number) {
    return this.stores.views.atOneMoment(async (views) => {
      const checkpoint = (await views.checkpoints()).get(formerFeed.name);
      if (!checkpoint) return { messages: [], end: true };
      const after = { value: null, key: MESSAGE + position };
      const { docs, next } = await views.list(formerFeed, { after, limit });
      const messages = docs.flatMap(({ key, doc: { message } }) =>
        message ? [messageOf(message, key.slice(MESSAGE.length))] : [],
      );
      return { messages, position: checkpoint.position, event: checkpoint.event, end: !next };
    });
  }
}

function messageOf(message: PublicEvent, position: string): NewMessage & { readonly time: string } {
  const { id, source, sequence, type, time, data } = message;
  const { partnership, organisation } = data;
  const text = JSON.stringify(message);
  return { id, source, sequence: Number(sequence), type, partnership, organisation, position, text, time };
}
