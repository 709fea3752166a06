import { statusOf, type RelayStanding } from '#kafka';
import { startProjector, type OpenedProjector, type ProjectorOptions } from '#projector';
import type { ProjectorStorage } from '#storage';
import { serveHealth, type Asked } from './health.ts';

export interface WorkOptions extends Omit<ProjectorOptions, 'relayed'> {
  readonly storage: ProjectorStorage;
  /** Where it tells whether it is well. */
  readonly host: string;
  readonly port: number;
  /** Begins to show it from outside, once its stores are open; ended with it. */
  readonly show?: (opened: OpenedProjector) => Promise<{ close(): Promise<void> }>;
}
export interface Working {
  /** Where it tells whether it is well. */
  readonly url: string;
  /** Rejects where something keeps it from working that will not pass; never resolves. */
  readonly failed: Promise<never>;
  /** Ends with what is in hand, and hands its work to other workers. */
  close(): Promise<void>;
}

const askedOf = (
  projector: OpenedProjector | undefined,
  standing: RelayStanding | undefined,
): Asked | undefined =>
  projector && {
    stores: { 'event-store': () => projector.store.head(), views: () => projector.checkpoints.status() },
    leads: () => projector.leads.toSorted(),
    relay: async () => standing && statusOf(standing, projector.feed),
  };

/** Does, of what any number of workers do, what no other one does: keeps the views and the outbox up with the log, and publishes it to Kafka. */
export async function work({ storage, host, port, show, ...options }: WorkOptions): Promise<Working> {
  const ending = new AbortController();
  let projector: OpenedProjector | undefined;
  let standing: RelayStanding | undefined;
  const relayed = (told: RelayStanding | undefined) => void (standing = told);
  const health = await serveHealth({ host, port }, () => askedOf(projector, standing));
  const starting = startProjector(storage, { ...options, relayed, signal: ending.signal }).then(
    async (one) => {
      projector = one;
      return one && (await show?.(one));
    },
  );
  const failed = Promise.withResolvers<never>();
  starting.catch(failed.reject);
  return {
    url: health.url,
    failed: failed.promise,
    close: async () => {
      ending.abort();
      await (await starting.catch(() => undefined))?.close();
      await projector?.close();
      await health.close();
    },
  };
}
