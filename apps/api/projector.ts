import { upcasting } from '#event-store';
import { systemClock } from '#kernel';
import { FormerFeed, OutboxWriter } from '#outbox';
import { ProjectionRunner } from '#projection';
import { openLog, openOutbox, openViews, type StorageSettings } from '#storage';
import { events } from '#domain';
import { projectionsOf } from './log-index.ts';

/** Whatever keeps the views and the outbox up with the events. */
export type Projector = Pick<ProjectionRunner, 'start' | 'close'>;

export interface ProjectorOptions {
  /** Where callers reach the book, for whole addresses in what is told. */
  readonly publicUrl?: string | undefined;
  /** Hears, in a sentence, what is amiss. */
  readonly noted: (sentence: string) => void;
}

/**
 * Opens what keeps the views and the outbox up, and nothing beside: it needs the log, and neither keys nor secrets. Nothing
 * that is sealed is in a view, or told.
 *
 * @throws Unavailable a server is away
 */
export async function openProjector(
  storage: StorageSettings,
  { publicUrl, noted }: ProjectorOptions,
): Promise<Projector> {
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async () => {
    for (const one of opened.toReversed()) await one.close();
  };
  const keep = <T extends { close(): Promise<void> }>(one: T): T => (opened.push(one), one);
  try {
    const log = keep(await openLog(storage.events, {}));
    const views = keep(await openViews(storage.views, { noted }));
    const outbox = keep(await openOutbox(storage.outbox));
    const store = upcasting(log, events);
    const former = new FormerFeed({ log: store, views });
    const runner = keep(new ProjectionRunner(store, views, projectionsOf(log), noted));
    const writer = keep(
      new OutboxWriter({ events: store, outbox, former, clock: systemClock, publicUrl, noted }),
    );
    return {
      start: () => {
        runner.start();
        writer.start();
      },
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
