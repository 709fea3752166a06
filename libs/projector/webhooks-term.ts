import { PublicFeed, type Outbox } from '#outbox';
import { webhookKeyOf, type ProjectorStorage } from '#storage';
import { Deliverer, SCHEDULE, WebhookSecrets, type TargetSettings, type WebhookStore } from '#webhooks';

/** What the lease of webhooks is called. */
export const WEBHOOKS = 'webhooks';

export interface Delivering {
  readonly storage: Pick<ProjectorStorage, 'webhookKey'>;
  readonly outbox: Outbox;
  readonly webhooks: WebhookStore;
  readonly targets: TargetSettings;
  readonly noted: (sentence: string, error?: unknown) => void;
}

/** Delivers webhooks until it is closed. Where two do so at once, each webhook is one's alone. */
export function webhooksTerm({ storage, outbox, webhooks, targets, noted }: Delivering) {
  const feed = new PublicFeed(outbox);
  const deliverer = new Deliverer({
    feed,
    store: webhooks.deliveries,
    secrets: new WebhookSecrets(() => webhookKeyOf(storage)),
    targets,
    backoff: { schedule: SCHEDULE, random: Math.random },
    noted,
  });
  return {
    start: () => deliverer.start(),
    close: async () => {
      await deliverer.close();
      feed.close();
    },
  };
}
