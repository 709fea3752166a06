import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEGINNING, PublicFeed } from '#outbox';
import {
  Deliverer,
  WebhookSecrets,
  type HeldSource,
  type Resolve,
  type Webhook,
  type WebhookStore,
} from '#webhooks';
import { sqliteWebhooks } from '#webhooks-sql';
import { FilledOutbox } from '../support/filled-outbox.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** Two attempts after the first, at once. */
const SCHEDULE = [0.001, 0.001];
const key = randomBytes(32);

interface Otherwise {
  readonly schedule?: readonly number[];
  readonly resolve?: Resolve;
  readonly networks?: readonly string[];
  readonly key?: Buffer;
}

/** An outbox, webhooks beside it, a receiver, and as many who deliver as a test wants. */
export class Delivering {
  private readonly deliverers: Deliverer[] = [];
  readonly noted: string[] = [];
  private webhooks = 0;

  private constructor(
    readonly folder: string,
    readonly filled: FilledOutbox,
    readonly store: WebhookStore,
    readonly receiver: WebhookReceiver,
  ) {}

  static async begin(): Promise<Delivering> {
    const folder = mkdtempSync(join(tmpdir(), 'pledgebook-webhooks-'));
    const filled = await FilledOutbox.open(join(folder, 'outbox.sqlite'));
    const store = await sqliteWebhooks(join(folder, 'webhooks.sqlite'));
    return new Delivering(folder, filled, store, await WebhookReceiver.start());
  }

  /** @returns its id: one that is sent everything, at a path of the receiver */
  async webhook(path: string, url = this.receiver.addressOf(path), place = BEGINNING): Promise<string> {
    const id = `whk_${++this.webhooks}`;
    const { secret, sealed } = await new WebhookSecrets(() => key).make(id);
    this.receiver.secrets.set(path, secret);
    const at = { organisation: 'org_1', createdAt: '2026-01-01T00:00:00.000Z', place };
    await this.store.registry.register({ id, url, filter: {}, secrets: [{ sealed }], ...at }, 100);
    return id;
  }

  /** One more process that delivers. */
  deliver(otherwise: Otherwise = {}): Deliverer {
    const { schedule = SCHEDULE, resolve, networks = ['127.0.0.0/8'], key: given = key } = otherwise;
    const deliverer = new Deliverer({
      feed: new PublicFeed(this.filled.outbox),
      store: this.store.deliveries,
      secrets: new WebhookSecrets(() => given),
      targets: { networks, http: true, resolve, patience: 2_000 },
      backoff: { schedule, random: () => 0 },
      noted: (sentence) => this.noted.push(sentence),
      look: 10,
    });
    this.deliverers.push(deliverer);
    deliverer.start();
    return deliverer;
  }

  /** Until what is held back of a webhook is as a test says. */
  async held(id: string, is: (held: readonly HeldSource[]) => boolean): Promise<readonly HeldSource[]> {
    for (;;) {
      const held = await this.store.registry.held(id, 100);
      if (is(held)) return held;
      await new Promise(setImmediate);
    }
  }

  /** Until a webhook stands as a test says. */
  async shown(id: string, is: (webhook: Webhook) => boolean): Promise<void> {
    for (;;) {
      const webhook = await this.store.registry.find(id);
      if (webhook && is(webhook)) return;
      await new Promise(setImmediate);
    }
  }

  /** The numbers that arrived at a path, by their source; a message that came twice counts as it came first. */
  arrived(path: string): ReadonlyMap<string, readonly number[]> {
    const messages = new Map(this.receiver.at(path).map(({ id, body }) => [id, JSON.parse(body) as Told]));
    const bySource = Map.groupBy(messages.values(), ({ source }) => source);
    return new Map([...bySource].map(([source, all]) => [source, all.map(({ data }) => data.number)]));
  }

  async close(): Promise<void> {
    await Promise.all(this.deliverers.map((one) => one.close()));
    await this.receiver.close();
    await this.store.close();
    await this.filled.close();
    rmSync(this.folder, { recursive: true });
  }
}
interface Told {
  readonly source: string;
  readonly data: { readonly number: number };
}
