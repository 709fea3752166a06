import { join } from 'node:path';
import { withIndex, type IndexedLog, type Log } from '#event-store';
import type { Clock } from '#kernel';
import { Checkpoints, eventIndex, ProjectedIndex, ProjectionRunner } from '#projection';
import { SqliteViewStore } from '#projection-sqlite';

/** What the contract appends. */
const projection = eventIndex(['Said', 'Other', 'Wanted', 'Large', 'Seldom', 'Often']);

/**
 * A log whose own index, if it has one, is not asked: where events stand is told by a projection alone.
 *
 * @param directory where the views of all connections to the same log stand
 */
export async function indexedByProjection(log: Log, directory: string, clock: Clock): Promise<IndexedLog> {
  const views = await SqliteViewStore.open(join(directory, 'views.sqlite'));
  const runner = new ProjectionRunner(log, views, [projection]);
  const checkpoints = new Checkpoints(views, [projection]);
  runner.start();
  const index = new ProjectedIndex({ log, views, checkpoints, projection, clock, settling: 60_000 });
  const close = async () => {
    checkpoints.close();
    await runner.close();
    await views.close();
    await log.close();
  };
  return { ...withIndex(log, index), close };
}
