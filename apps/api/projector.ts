import { upcasting } from '#event-store';
import { ProjectionRunner } from '#projection';
import { openLog, openViews, type StorageSettings } from '#storage';
import { events } from '#domain';
import { projectionsOf } from './log-index.ts';

/** Whatever keeps the views up with the events. */
export type Projector = Pick<ProjectionRunner, 'start' | 'close'>;

/**
 * Opens what keeps the views up, and nothing beside: it needs the log and the views, and neither keys nor secrets. Nothing
 * that is sealed is in a view.
 *
 * @param noted hears, in a sentence, what is amiss
 * @throws Unavailable a server is away
 */
export async function openProjector(
  storage: StorageSettings,
  noted: (sentence: string) => void,
): Promise<Projector> {
  const log = await openLog(storage.events, {});
  const views = await openViews(storage.views, { noted }).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  const runner = new ProjectionRunner(upcasting(log, events), views, projectionsOf(log), noted);
  return {
    start: () => runner.start(),
    close: async () => {
      await runner.close();
      await views.close();
      await log.close();
    },
  };
}
