import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { events } from '#domain';
import { canonical, upcasting, type Finding, type Log } from '#event-store';
import type { AnyProjection } from '#kernel';
import { build, skippedOf, type Building, type Generation, type ViewStore } from '#projection';
import { differences, lookedThrough, SqliteViewStore } from '#projection-sqlite';
import { projectionsOf } from '#projector';
import { nameOf, openViews, type Location } from '#storage';
import type { Heard } from '../migrate/orders.ts';

interface Checking {
  readonly log: Log;
  readonly location: Location;
  readonly heard: Heard;
}
interface Served {
  readonly projection: AnyProjection;
  readonly generation: Generation;
}

/**
 * What of the views is not what the events come to: each is built anew, to where it stands, in a place of its own, and
 * held against what is served. One that is of another version is built anew by whoever starts, and is not looked at.
 */
export async function* damagesOfViews(checking: Checking): AsyncGenerator<Finding> {
  const { location, log } = checking;
  const projections = projectionsOf(log);
  const names = projections.map(({ name }) => name);
  if (location.engine === 'sqlite') {
    const { findings, served } = lookedThrough(location.file, names);
    yield* findings;
    yield* damagesOfServed(checking, servedOf(projections, served), undefined);
    return;
  }
  const views = await openViews(location, { noted: () => undefined });
  try {
    const served = new Map<string, Generation>();
    for (const name of names) {
      const generation = await views.active(name);
      if (generation) served.set(name, generation);
    }
    yield* damagesOfServed(checking, servedOf(projections, served), views);
  } finally {
    await views.close();
  }
}

const servedOf = (projections: readonly AnyProjection[], served: ReadonlyMap<string, Generation>): Served[] =>
  projections.flatMap((projection) => {
    const generation = served.get(projection.name);
    return generation?.version === projection.version ? [{ projection, generation }] : [];
  });

async function* damagesOfServed(
  checking: Checking,
  served: readonly Served[],
  views: ViewStore | undefined,
): AsyncGenerator<Finding> {
  const { log, location } = checking;
  const standing: Served[] = [];
  const skipped = await skippedOf(
    log,
    served.map(({ projection }) => projection),
  );
  for (const one of served) {
    const { projection, position, event } = one.generation;
    const found = { in: nameOf(location), at: projection };
    const isThere = event === undefined || (await log.eventAt(position)) === event;
    if (isThere) standing.push(one);
    else yield { ...found, what: 'stands at a position that is not in the events' };
    const left = (skipped.get(projection) ?? []).join();
    if (one.generation.skipped.join() !== left)
      yield { ...found, what: 'leaves out other events than were set aside' };
  }
  for (const [position, group] of Map.groupBy(standing, ({ generation }) => generation.position))
    yield* differencesAt(checking, { position, group, views });
}

interface Group {
  readonly position: string;
  readonly group: readonly Served[];
  /** Where they are on a server. */
  readonly views: ViewStore | undefined;
}
async function* differencesAt(
  { log, location, heard }: Checking,
  { position, group, views }: Group,
): AsyncGenerator<Finding> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-check-'));
  const file = join(directory, 'views.sqlite');
  try {
    const anew = await SqliteViewStore.open(file);
    const projections = group.map(({ projection }) => projection);
    await build(projections, {
      events: upTo(log, position),
      views: anew,
      onProgress: ({ position: at, head }) => heard(Number(at), Number(head)),
    });
    const built = new Map<string, Generation | undefined>();
    for (const { name } of projections) built.set(name, await anew.active(name));
    if (views)
      for (const { projection } of group) yield* differencesOnServer(projection, { views, anew, location });
    await anew.close();
    if (location.engine !== 'sqlite') return;
    for (const { projection, generation } of group) {
      const other = built.get(projection.name);
      if (other) yield* differences(location.file, generation, { file, generation: other });
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The log as it was at a position. */
const upTo = (log: Log, position: string): Building['events'] => {
  const read = upcasting(log, events);
  return {
    readAll: (options) => read.readAll({ ...options, upTo: position }),
    readCategory: (category, options) => read.readCategory(category, options),
    head: async () => position,
    eventAt: (at) => read.eventAt(at),
  };
};

async function* differencesOnServer(
  projection: AnyProjection,
  {
    views,
    anew,
    location,
  }: { readonly views: ViewStore; readonly anew: ViewStore; readonly location: Location },
): AsyncGenerator<Finding> {
  const found = (key: string) => ({ in: nameOf(location), at: `${projection.name}, ${key}` });
  for await (const { key, doc } of views.each(projection)) {
    const own = await anew.get(projection, key);
    if (own === undefined) yield { ...found(key), what: 'is there, and no event tells of it' };
    else if (canonical(own) !== canonical(doc))
      yield { ...found(key), what: 'is not what the events come to' };
  }
  for await (const { key } of anew.each(projection))
    if ((await views.get(projection, key)) === undefined)
      yield { ...found(key), what: 'is missing, and the events tell of it' };
}
