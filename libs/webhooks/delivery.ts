import type { Filter, Message, OutboxPage, Place, PublicFeed } from '#outbox';
import { observed, now as instant } from '#kernel';
import { inParallel } from './in-parallel.ts';
import { isGone, isTaken, post, type PostOptions } from './post.ts';
import { delayAfter, type Backoff } from './schedule.ts';
import type { WebhookSecrets } from './secrets.ts';
import { headersOf } from './signature.ts';
import type { Claim, DeliveryStore } from './webhook-store.ts';
import type { Answer, HeldSource, Webhook } from './webhook.ts';

/** Messages that are read at once, and the sources of one webhook that are delivered at once, at the most. */
const [PAGE, AT_ONCE] = [32, 4];
/** After so many messages that a filter leaves out, how far it has come is written down. */
const SELDOM = 1_000;
/** How long to wait, in milliseconds, before everything is looked at anyway. */
const REST = 30_000;

/** Everything that a delivery works with. */
export interface Means {
  readonly feed: Pick<PublicFeed, 'read' | 'wait'>;
  readonly store: DeliveryStore;
  readonly secrets: WebhookSecrets;
  readonly targets: PostOptions;
  readonly backoff: Backoff;
}

/** What is sent beside a message, whoever sends it. */
const CONTENT = { 'content-type': 'application/cloudevents+json; charset=UTF-8', 'user-agent': 'Pledgebook' };

/**
 * Sends a message to a webhook, once, signed now.
 *
 * @param body a CloudEvent, as JSON
 * @throws SecretLost it cannot be signed
 */
export async function sendTo(
  webhook: Pick<Webhook, 'id' | 'url' | 'secrets'>,
  { id, body }: { readonly id: string; readonly body: string },
  { secrets, targets, signal }: Pick<Means, 'secrets' | 'targets'> & { readonly signal: AbortSignal },
): Promise<Answer> {
  const now = new Date();
  const keys = await secrets.openAll(webhook, now);
  const signed = headersOf(keys, { id, timestamp: Math.floor(now.getTime() / 1_000), body });
  return post({ url: webhook.url, headers: { ...CONTENT, ...signed }, body }, targets, signal);
}

/** Its target is gone. */
class Gone extends Error {}

/** One page at one webhook: what of it is done with. */
interface Page {
  readonly webhook: Webhook;
  readonly messages: readonly Message[];
  readonly done: Set<Message>;
}

/**
 * Delivers one webhook: its messages in order for each source. A source whose message is not taken is held back, tried
 * again by the schedule, and parked after it; all others go on meanwhile.
 */
export class Delivery {
  private readonly claim: Claim;
  private seen: Place | undefined;
  private unwritten = 0;

  constructor(
    webhook: string,
    holder: string,
    private readonly means: Means,
  ) {
    this.claim = { webhook, holder };
  }

  /**
   * Goes on until it is aborted, or there is nothing to deliver to any more.
   *
   * @param poked a new signal each time, which is aborted when its owner has changed something
   * @throws Overtaken another delivers it now
   * @throws NotHere its place is not in the outbox
   * @throws SecretLost its messages cannot be signed
   */
  async run(signal: AbortSignal, poked: () => AbortSignal): Promise<void> {
    const { store } = this.means;
    let poke = poked();
    for (let found = await store.claim(this.claim); found && !signal.aborted;) {
      const webhook = { ...found, place: this.reached(found.place) };
      try {
        const isBusy = [await this.again(webhook, signal), await this.next(webhook, signal)].includes(true);
        if (webhook.trouble) await store.note(this.claim, undefined);
        if (!isBusy) await this.rest(webhook, AbortSignal.any([signal, poke]));
      } catch (error) {
        if (!(error instanceof Gone)) throw error;
        await store.end(this.claim, new Date().toISOString());
      }
      poke = poked();
      found = await store.claimed(this.claim);
    }
  }

  /** Where it stands: past what its filter left out, which is not written down each time. */
  private reached(place: Place): Place {
    return this.seen && this.seen.number > place.number ? this.seen : place;
  }

  /** Until something is told, a source is due, or its owner has changed something. */
  private async rest({ id, place }: Webhook, signal: AbortSignal): Promise<void> {
    const due = await this.means.store.nextDue(id);
    const withinMs = due === undefined ? REST : Math.min(REST, Math.max(1, Date.parse(due) - Date.now()));
    await this.means.feed.wait(this.reached(place), { withinMs, signal });
  }

  /** What comes next, of sources that are not held back. @returns whether there was anything */
  private async next(webhook: Webhook, signal: AbortSignal): Promise<boolean> {
    const { feed, store } = this.means;
    const { messages, last } = await feed.read(webhook.place, { limit: PAGE, filter: webhook.filter });
    if (messages.length === 0) return this.pass(webhook, last);
    const bySource = Map.groupBy(messages, ({ source }) => source);
    const held = await store.heldAmong(webhook.id, [...bySource.keys()]);
    const page: Page = { webhook, messages, done: new Set() };
    for (const source of held) for (const one of bySource.get(source) ?? []) page.done.add(one);
    const open = [...bySource].filter(([source]) => !held.has(source));
    try {
      await inParallel(open, AT_ONCE, ([, own]) => this.source(page, own, signal));
    } finally {
      await this.advance(page, last);
    }
    return true;
  }

  /** What its filter leaves out is passed by, and that is written down from time to time. */
  private async pass({ place }: Webhook, last: Place): Promise<boolean> {
    this.seen = last;
    this.unwritten += last.number - place.number;
    if (this.unwritten < SELDOM) return false;
    await this.means.store.advance(this.claim, last);
    this.unwritten = 0;
    return false;
  }

  /** The messages of one source, until one is not taken. */
  private async source(page: Page, own: readonly Message[], signal: AbortSignal): Promise<void> {
    for (const message of own) {
      const answer = await this.deliver(page.webhook, message, signal);
      if (!isTaken(answer)) {
        const before = page.messages[page.messages.indexOf(message) - 1]?.place ?? page.webhook.place;
        await this.means.store.hold(this.claim, this.heldAt(message, { after: before, attempts: 1, answer }));
        for (const one of own) page.done.add(one);
        return;
      }
      page.done.add(message);
    }
  }

  /** As far as everything is done with: what was delivered beyond is delivered once more after a fall. */
  private async advance({ webhook, messages, done }: Page, last: Place): Promise<void> {
    const open = messages.findIndex((message) => !done.has(message));
    const to = open < 0 ? last : (messages[open - 1]?.place ?? webhook.place);
    if (to.number > webhook.place.number) await this.means.store.advance(this.claim, to);
  }

  /** Sources that are held back and due. @returns whether there was any */
  private async again(webhook: Webhook, signal: AbortSignal): Promise<boolean> {
    const due = await this.means.store.due(webhook.id, new Date().toISOString(), AT_ONCE);
    await inParallel(due, AT_ONCE, (held) => this.catchUp(webhook, held, signal));
    return due.length > 0;
  }

  /** What waits of one source, from the message that was not taken up to where all others are. */
  private async catchUp(webhook: Webhook, held: HeldSource, signal: AbortSignal): Promise<void> {
    const { feed, store } = this.means;
    const { source, attempts } = held;
    const filter = within(webhook.filter, source);
    const page: OutboxPage = await feed.read(held.after, { limit: PAGE, filter });
    let [after, tries] = [held.after, attempts];
    for (const message of page.messages) {
      if (message.source !== source || message.place.number > webhook.place.number) continue;
      const answer = await this.deliver(webhook, message, signal);
      if (!isTaken(answer)) {
        const failed = this.heldAt(message, { after, attempts: tries + 1, answer });
        return store.move(this.claim, after, failed);
      }
      const now = new Date().toISOString();
      await store.move(this.claim, after, { source, after: message.place, attempts: 0, nextAt: now });
      [after, tries] = [message.place, 0];
    }
    if (page.last.number >= webhook.place.number) return store.release(this.claim, after, source);
    await store.move(this.claim, after, {
      source,
      after: page.last,
      attempts: 0,
      nextAt: new Date().toISOString(),
    });
  }

  private heldAt(
    { source, place }: Message,
    { after, attempts, answer }: Pick<HeldSource, 'after' | 'attempts'> & { readonly answer: Answer },
  ): HeldSource {
    const delay = delayAfter(attempts, answer, this.means.backoff);
    const now = Date.now();
    const next =
      delay === undefined
        ? { parkedAt: new Date(now).toISOString() }
        : { nextAt: new Date(now + delay).toISOString() };
    if (delay === undefined)
      observed.delivery.tell({ outcome: 'parked', began: instant(), ended: instant() });
    return { source, after, failing: place, attempts, answer, ...next };
  }

  /** @throws Gone the target asks for no more */
  private async deliver(webhook: Webhook, { place, text }: Message, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    const began = instant();
    const answer = await sendTo(webhook, { id: place.id, body: text }, { ...this.means, signal });
    const outcome = isTaken(answer) ? 'delivered' : isGone(answer) ? 'gone' : 'failed';
    observed.delivery.tell({ outcome, began, ended: instant() });
    if (outcome === 'gone') throw new Gone();
    return answer;
  }
}

/** Of a filter, what may be of one source; the rest is told by the message. */
function within(filter: Filter, source: string): Filter {
  const [, kind, id] = /^\/v1\/(partnership|organisation)s\/(.+)$/.exec(source) ?? [];
  return kind === undefined ? filter : { [kind]: id, ...filter };
}
