import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, EventToAppend } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import type { AnyProjection } from '#kernel';
import { EventSetAside, setAsideStream } from '#operations';
import { Checkpoints, foldUpTo, ProjectionRunner, type Views, type ViewStore, type Where } from '#projection';
import { PostgresViewStore } from '#projection-postgres';
import { SqliteViewStore } from '#projection-sqlite';
import { Postgres } from '../support/postgres.ts';

/** A runner, how far it is, and what an operator does with it. */
export class Running extends Checkpoints {
  constructor(
    readonly runner: ProjectionRunner,
    private readonly place: Pick<Place, 'events' | 'views'>,
    projections: readonly AnyProjection[],
  ) {
    super(place.views, projections);
  }

  rebuild(...given: Parameters<ProjectionRunner['rebuild']>): Promise<void> {
    return this.runner.rebuild(...given);
  }

  retry(projection: string): Promise<void> {
    return this.place.views.clearFailure(projection);
  }

  async setAside(projection: string, version: number, event: string): Promise<void> {
    const { type, version: schema, data } = EventSetAside({ projection, version, event, reason: 'Broken' });
    const id = `evt_${randomUUID()}`;
    const events = [{ id, type, version: schema, data, metadata: {} }];
    await this.place.events.append([
      { stream: setAsideStream({ projection, event }), expected: 'none', events },
    ]);
    await this.place.views.clearFailure(projection);
  }
}

/** Opens the view store of a place, again and again. @param folder what it may keep files in */
export type OpenViews = (folder: string) => Promise<ViewStore>;

export const openSqlite: OpenViews = (folder) => SqliteViewStore.open(join(folder, 'views.sqlite'));

/** What keeps views, for as long as tests need it. */
export interface Engine {
  readonly open: OpenViews;
  stop(): Promise<void>;
}

async function startPostgres(): Promise<Engine> {
  const postgres = await Postgres.start();
  const schemas = new Map<string, string>();
  return {
    open: (folder) => {
      const schema = schemas.get(folder) ?? `place_${schemas.size}`;
      schemas.set(folder, schema);
      return PostgresViewStore.open({ url: postgres.url, schema });
    },
    stop: () => postgres.stop(),
  };
}

interface EngineUnderTest {
  readonly name: string;
  /** How much of what is tried at random is tried on it: one that answers over a connection takes longer. */
  readonly share: number;
  start(): Promise<Engine>;
}

/** Every engine that keeps views. */
export const ENGINES: readonly EngineUnderTest[] = [
  {
    name: 'SQLite',
    share: 1,
    start: async () => ({
      open: openSqlite,
      stop: async () => undefined,
    }),
  },
  { name: 'PostgreSQL', share: 0.2, start: startPostgres },
];

/** A folder with an event store and a view store, and runners over them. */
export class Place {
  private readonly folder = mkdtempSync(join(tmpdir(), 'projection-'));
  private readonly runners = new Set<Running>();
  events!: EventStore;
  views!: ViewStore;

  private constructor(private readonly openViews: OpenViews) {}

  static async open(openViews: OpenViews): Promise<Place> {
    const place = new Place(openViews);
    await place.reopen();
    return place;
  }

  /** As after a restart. */
  async reopen(): Promise<void> {
    await this.shut();
    this.events = await SqliteEventStore.open(join(this.folder, 'events.sqlite'));
    this.views = await this.openViews(this.folder);
  }

  async append(...events: EventToAppend[]): Promise<string> {
    if (events.length === 0) return this.events.head();
    const write = { stream: 'ptn_1-log-one', expected: 'any' as const, events };
    return (await this.events.append([write])).position;
  }

  run(...projections: AnyProjection[]): Running {
    const { events, views } = this;
    const runner = new ProjectionRunner(events, views, projections);
    const running = new Running(runner, { events, views }, projections);
    this.runners.add(running);
    runner.start();
    return running;
  }

  async stop(running: Running): Promise<void> {
    this.runners.delete(running);
    running.close();
    await running.runner.close();
  }

  async close(): Promise<void> {
    await this.shut();
    rmSync(this.folder, { recursive: true });
  }

  private async shut(): Promise<void> {
    for (const runner of this.runners) await this.stop(runner);
    await this.views?.close();
    await this.events?.close();
  }
}

/** Every document as its bytes, by key. */
export async function bytesOf(views: Views, projection: AnyProjection, where?: Where): Promise<string[]> {
  const found: string[] = [];
  for await (const { key, doc } of views.each(projection, where)) found.push(`${key} ${JSON.stringify(doc)}`);
  return found.sort();
}

export const bytesIn = (docs: Iterable<readonly [string, unknown]>): string[] =>
  [...docs].map(([key, doc]) => `${key} ${JSON.stringify(doc)}`).sort();

/**
 * The law of checkpoints: the documents of a view are what the events up to its checkpoint come to.
 *
 * @returns the documents that are only in the one or the other: none, where it holds
 */
export async function unlikeItsEvents(
  events: Pick<EventStore, 'readAll' | 'readCategory'>,
  views: Views,
  projection: AnyProjection,
): Promise<string[]> {
  const standing = (await views.checkpoints()).get(projection.name);
  if (!standing) throw new Error(`the view ${projection.name} is not served`);
  const { position: upTo, skipped } = standing;
  const folded = bytesIn(await foldUpTo(events, projection, { upTo, skipped }));
  const live = await bytesOf(views, projection);
  const [inFolded, inLive] = [new Set(folded), new Set(live)];
  return [...live.filter((line) => !inFolded.has(line)), ...folded.filter((line) => !inLive.has(line))];
}
