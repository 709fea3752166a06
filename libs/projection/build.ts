import { setImmediate as turn } from 'node:timers/promises';
import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import { ProjectionStopped } from './as-of.ts';
import { Folding } from './folding.ts';
import type { Generation, ViewStore } from './view-store.ts';

export interface Progress {
  readonly position: string;
  /** Of the event store, when the build began. */
  readonly head: string;
  /** Read by this run. */
  readonly events: number;
}
export interface Building {
  readonly events: Pick<EventStore, 'readAll' | 'head' | 'eventAt'>;
  readonly views: ViewStore;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Builds a projection's documents beside those that are served, then serves them. An interrupted build of the same
 * version is gone on with from its own checkpoint.
 *
 * @throws ProjectionStopped at an event; try again once it is set aside
 * @throws Overtaken another runner builds the same; ask again what is served
 */
export async function build(projection: AnyProjection, building: Building): Promise<void> {
  const { views } = building;
  const begun = await views.building(projection.name);
  const generation = begun?.version === projection.version ? begun : await views.begin(projection);
  const folding = await Folding.open(building, projection, generation);
  const report = await reporter(building);
  try {
    await catchUp(folding, projection, building, report);
    // Indexes after the load, which is faster; then what was written meanwhile.
    await views.index(generation);
    do await catchUp(folding, projection, building, report);
    while (!(await views.activate(generation)));
  } catch (error) {
    // Where nothing is served yet, the documents up to the failing event are better than none.
    if (error instanceof ProjectionStopped) await serveUpToHere(views, generation);
    throw error;
  }
}

type Report = (position: string, events: number) => void;

async function reporter({ events, onProgress }: Building): Promise<Report> {
  if (!onProgress) return () => undefined;
  const head = await events.head();
  let read = 0;
  return (position, count) => onProgress({ position, head, events: (read += count) });
}

async function catchUp(
  folding: Folding,
  projection: AnyProjection,
  { events, signal }: Building,
  report: Report,
): Promise<void> {
  const types = Object.keys(projection.on);
  for (let end = false; !end;) {
    signal?.throwIfAborted();
    stopIfFailed(folding, projection);
    const page = await events.readAll({ after: folding.position, types });
    await folding.take(page);
    if (page.end || folding.due || folding.failed) await folding.flush();
    stopIfFailed(folding, projection);
    report(folding.position, page.events.length);
    end = page.end && folding.position >= page.complete;
    // A store in this process answers without a turn of the loop, and others wait for theirs.
    await turn();
  }
}

function stopIfFailed({ failed }: Folding, { name }: AnyProjection): void {
  if (failed) throw new ProjectionStopped(name, failed.eventId, { cause: failed.message });
}

async function serveUpToHere(views: ViewStore, generation: Generation): Promise<void> {
  if (await views.active(generation.projection)) return;
  await views.index(generation);
  await views.activate(generation);
}
