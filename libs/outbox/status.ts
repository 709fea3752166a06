import type { ProjectionStatus } from '#projection';
import type { OutboxReader } from './outbox.ts';
import { VERSION } from './state.ts';

/** What operators know the fold of the outbox by. */
export const OUTBOX = 'outbox';

/**
 * How far the outbox is, as a projection is asked; without a position until something is told from the log.
 *
 * @throws Unavailable it does not answer
 */
export async function outboxStatus(outbox: Pick<OutboxReader, 'folds'>): Promise<ProjectionStatus> {
  const folds = await outbox.folds();
  const telling = folds.find(({ isTelling }) => isTelling);
  const stopped = folds.find((fold) => fold.stopped)?.stopped;
  return {
    name: OUTBOX,
    version: telling?.version ?? VERSION,
    position: telling?.position,
    skipped: [],
    ...(stopped ? { failed: { eventId: stopped.event, message: stopped.message } } : {}),
  };
}
