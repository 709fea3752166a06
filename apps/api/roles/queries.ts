import type { IndexedLog } from '#event-store';
import { PublicFeed, type Outbox } from '#outbox';
import { Checkpoints, type ViewStore } from '#projection';
import { indexed, projectionsOf, refuseStrayed } from '#projector';
import { openOutbox, openViews, openWebhooks, webhookKeyOf } from '#storage';
import { WebhookSecrets, type WebhookStore } from '#webhooks';
import { recordSetAside } from '../operations.ts';
import { LogPositions } from '../query-context/log-positions.ts';
import { onStandardError, type CommandRole, type Opening } from './commands.ts';

/** What answers queries, opened, beside what it shares with commands: the views. They may be a read-only copy. */
export interface QueryRole {
  readonly views: ViewStore;
  /** How far the views are, whoever keeps them up. */
  readonly checkpoints: Checkpoints;
  /** Positions as callers carry them in tokens. */
  readonly positions: LogPositions;
  /** What is told outside, in order. */
  readonly outbox: Outbox;
  readonly publicFeed: PublicFeed;
  /** The addresses that it is posted to. */
  readonly webhooks: WebhookStore;
  readonly webhookSecrets: WebhookSecrets;
  /** The log as it is stored, for proof, and where what stands in it is found. */
  readonly stored: IndexedLog;
  close(): Promise<void>;
}

/** Why, where an older view store does not say. */
const FORMERLY = 'Set aside before reasons were recorded.';

/**
 * Opens the views of a log; those that tell of what is not in it are given up, and built anew by whoever projects.
 *
 * @throws Unavailable the views do not answer, or are a read-only copy that is not of this log
 */
export async function openQueries(
  { storage, store, stored, isMoved, runner, clock }: Asked,
  { inspect = false, noted = onStandardError }: Pick<Opening, 'inspect' | 'noted'> = {},
): Promise<QueryRole> {
  const views = await openViews(storage.views, {
    inspect,
    noted,
    handOver: (one) => recordSetAside({ runner }, { ...one, version: 1, reason: FORMERLY }),
  });
  const projections = projectionsOf(stored);
  try {
    await refuseStrayed({ store, views, projections }, storage, noted);
    const outbox = await openOutbox(storage.outbox, { inspect });
    const webhooks = await openWebhooks(storage.outbox, { inspect });
    const webhookSecrets = new WebhookSecrets(() => webhookKeyOf(storage));
    const checkpoints = new Checkpoints(views, projections);
    const publicFeed = new PublicFeed(outbox);
    const close = async () => {
      checkpoints.close();
      publicFeed.close();
      await webhooks.close();
      await outbox.close();
      await views.close();
    };
    const located = indexed(stored, { views, checkpoints, clock });
    const positions = new LogPositions(located, isMoved);
    const doors = { outbox, publicFeed, webhooks, webhookSecrets };
    return { views, checkpoints, ...doors, stored: located, positions, close };
  } catch (error) {
    await views.close();
    throw error;
  }
}
type Asked = Pick<CommandRole, 'storage' | 'store' | 'stored' | 'isMoved' | 'runner' | 'clock'>;
