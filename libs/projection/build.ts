import type { AnyProjection } from '#kernel';
import type { EventStore, Page } from '#event-store';
import { ProjectionStopped } from './as-of.ts';
import { Convoy, readOn, WentBack } from './convoy.ts';
import { Folding } from './folding.ts';
import { stoppedAt } from './set-aside.ts';
import type { ViewStore } from './view-store.ts';

export interface Progress {
  readonly position: string;
  /** Of the event store, when the build began. */
  readonly head: string;
  /** Read by this run. */
  readonly events: number;
}
export interface Building {
  readonly events: Pick<EventStore, 'readAll' | 'readCategory' | 'head' | 'eventAt'>;
  readonly views: ViewStore;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Builds the documents of projections beside those that are served, then serves them. The log is read once for all that
 * begin at the same place. An interrupted build of the same version is gone on with from its own checkpoint. One that
 * stops at an event leaves the others to go on.
 *
 * @throws ProjectionStopped one stopped at an event; try again once it is set aside
 * @throws Overtaken another runner builds the same; ask again what is served
 */
export async function build(projections: readonly AnyProjection[], building: Building): Promise<void> {
  const failures: unknown[] = [];
  const groups = new Map<string, Folding[]>();
  for (const projection of projections)
    try {
      const folding = await beginning(projection, building);
      const group = groups.get(folding.position);
      if (group) group.push(folding);
      else groups.set(folding.position, [folding]);
    } catch (error) {
      failures.push(error);
    }
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
    failures.push(...(await buildGroup(group, building)));
  if (failures.length > 0) throw failures[0];
}

/** @throws ProjectionStopped it stopped before, and nobody has said that it may go on */
async function beginning(projection: AnyProjection, building: Building): Promise<Folding> {
  const { events, views } = building;
  const begun = await views.building(projection.name);
  const generation = begun?.version === projection.version ? begun : await views.begin(projection);
  const failed = await stoppedAt(events, projection, generation);
  if (failed) throw new ProjectionStopped(projection.name, failed.eventId, { cause: failed.message });
  return Folding.open(building, projection, generation);
}

/** @returns why some of them could not be built */
async function buildGroup(group: readonly Folding[], building: Building): Promise<unknown[]> {
  const folded = await reporter(building);
  const together = new Convoy(building, group);
  await readOn(together, { ...building, folded });
  const failures: unknown[] = [];
  for (const folding of group) {
    const why = together.left.get(folding);
    if (why && !(why instanceof WentBack)) failures.push(await servedUpToHere(building.views, folding, why));
    else await finish(folding, { ...building, folded }).catch((error) => failures.push(error));
  }
  return failures;
}

type Folded = ((page: Page) => void) | undefined;

async function reporter({ events, onProgress }: Building): Promise<Folded> {
  if (!onProgress) return undefined;
  const head = await events.head();
  let read = 0;
  return (page) => onProgress({ position: page.complete, head, events: (read += page.events.length) });
}

/** Indexes after the load, which is faster; then what was written meanwhile. */
async function finish(folding: Folding, building: Building & { folded: Folded }): Promise<void> {
  const { views, folded, ...reading } = building;
  const alone = new Convoy(building, [folding]);
  const catchUp = async () => {
    await readOn(alone, { ...reading, ...(folded ? { folded } : {}) });
    const why = alone.left.get(folding);
    if (why) throw await servedUpToHere(views, folding, why);
  };
  await catchUp();
  await views.index(folding.generation);
  do await catchUp();
  while (!(await views.activate(folding.generation)));
}

/** Where nothing is served yet, the documents up to the failing event are better than none. */
async function servedUpToHere(views: ViewStore, { generation }: Folding, why: Error): Promise<Error> {
  if (why instanceof ProjectionStopped && !(await views.active(generation.projection))) {
    await views.index(generation);
    await views.activate(generation);
  }
  return why;
}
