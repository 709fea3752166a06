import { events } from '#domain';
import { ClockWatch, upcasting, type EventStore } from '#event-store';
import type { KafkaSettings, RelayStanding } from '#kafka';
import { systemClock, type AnyProjection } from '#kernel';
import { Leader, type Leases, type Term } from '#leases';
import { FOLD_VERSION, FormerFeed, OUTBOX, OutboxWriter, PublicFeed, type Outbox } from '#outbox';
import { Checkpoints, giveUpStrayed, ProjectionRunner, type ViewStore } from '#projection';
import { nameOf, openLog, openOutbox, openViews, openWebhooks, type ProjectorStorage } from '#storage';
import type { TargetSettings, WebhookStore } from '#webhooks';
import { kafkaTerm, leaseOfKafka } from './kafka-term.ts';
import { projectionsOf } from './log-index.ts';
import { WEBHOOKS, webhooksTerm } from './webhooks-term.ts';

/** Hears, in sentences, what is amiss. */
export type Noted = (sentence: string, error?: unknown) => void;

export interface ProjectorOptions {
  /** Where callers reach the book, for whole addresses in what is told outside. */
  readonly publicUrl?: string | undefined;
  readonly noted: Noted;
  /** Where the outbox is published, if it is. */
  readonly kafka?: KafkaSettings | undefined;
  /** What webhooks may reach; without, none is delivered here. */
  readonly targets?: TargetSettings | undefined;
  /** Hears how the relay to Kafka stands; undefined: it does not run here any more. */
  readonly relayed?: (standing: RelayStanding | undefined) => void;
}

/** What keeps the views and the outbox up with the events. */
export interface Projector {
  /** From now on it projects what no other process does. */
  start(): void;
  /** The names of the views that it keeps up, in no order, and of the outbox; and of the doors that it tells at. */
  readonly leads: readonly string[];
  close(): Promise<void>;
}
interface Stores {
  readonly store: EventStore;
  readonly views: ViewStore;
  readonly projections: readonly AnyProjection[];
}

interface Written extends Stores {
  readonly storage: ProjectorStorage;
  readonly outbox: Outbox;
  readonly webhooks: WebhookStore;
}

/** What a lease is about: a version of a view, so that a newer one is built beside the one that is served. */
const leaseOf = ({ name, version }: AnyProjection): string => `view ${name} ${version}`;
const versionIn = (lease: string, { name }: AnyProjection): number =>
  lease.startsWith(`view ${name} `) ? Number(lease.split(' ').at(-1)) : 0;

/** Likewise, of the fold that tells outside. */
const OF_OUTBOX = `${OUTBOX} ${FOLD_VERSION}`;

/** Whether somebody has code of a newer version of this view, and keeps that up. */
async function isSuperseded(leases: Leases, projection: AnyProjection): Promise<boolean> {
  const held = await leases.held();
  return [...held].some((lease) => versionIn(lease, projection) > projection.version);
}

/** What the leases stand for, begun. */
function termOf(written: Written, names: readonly string[], options: ProjectorOptions): Term {
  const { noted, publicUrl, kafka, targets } = options;
  const { store: events, views, projections, outbox } = written;
  const led = projections.filter((projection) => names.includes(leaseOf(projection)));
  const isLeft = (projection: AnyProjection) => isSuperseded(views.leases, projection);
  const running: { start(): void; close(): Promise<void> }[] = [];
  if (led.length > 0) running.push(new ProjectionRunner(events, views, led, { noted, isLeft }));
  const former = new FormerFeed({ log: events, views });
  const time = { clock: systemClock, watch: new ClockWatch() };
  if (names.includes(OF_OUTBOX))
    running.push(new OutboxWriter({ events, outbox, former, ...time, publicUrl, noted }));
  if (kafka && names.includes(leaseOfKafka(kafka))) running.push(kafkaTerm(outbox, kafka, options));
  if (targets && names.includes(WEBHOOKS)) running.push(webhooksTerm({ ...written, targets, noted }));
  for (const one of running) one.start();
  return { close: async () => void (await Promise.all(running.map((one) => one.close()))) };
}

/** Projects, of all views and the outbox, what no other process does. */
function projectorOver(written: Written, options: ProjectorOptions): Projector {
  const doors = [
    ...(options.kafka ? [{ lease: leaseOfKafka(options.kafka), name: 'kafka' }] : []),
    ...(options.targets ? [{ lease: WEBHOOKS, name: WEBHOOKS }] : []),
  ];
  const leader = new Leader({
    leases: written.views.leases,
    names: [...written.projections.map(leaseOf), OF_OUTBOX, ...doors.map(({ lease }) => lease)],
    lead: (names) => termOf(written, names, options),
  });
  return {
    start: () => leader.start(),
    get leads() {
      const led = written.projections.filter((projection) => leader.leads.includes(leaseOf(projection)));
      const told = doors.filter(({ lease }) => leader.leads.includes(lease));
      return [
        ...led.map(({ name }) => name),
        ...(leader.leads.includes(OF_OUTBOX) ? [OUTBOX] : []),
        ...told.map(({ name }) => name),
      ];
    },
    close: () => leader.close(),
  };
}

/** @throws Error nothing can be projected into these views from here */
export function refuseReadOnly(
  { isReadOnly }: Pick<ViewStore, 'isReadOnly'>,
  { views }: ProjectorStorage,
): void {
  if (isReadOnly)
    throw new Error(`${nameOf(views)} can only be read: projections have to run where it is written to`);
}

/**
 * Gives up documents of views that tell of events which are not in the log: they are built anew by whoever projects.
 *
 * @throws Unavailable the views are a read-only copy, and tell of such events still
 */
export async function refuseStrayed(
  { store, views, projections }: Stores,
  { events: log, views: location }: ProjectorStorage,
  noted: Noted,
): Promise<void> {
  const strayed = await giveUpStrayed(store, views, projections);
  if (strayed.length > 0)
    noted(
      `${nameOf(location)} tells of events that are not in ${nameOf(log)} (an older one was put back, or it is of another store): built anew are ${strayed.join(', ')}`,
    );
}

/** A projector with stores of its own. */
export interface OpenedProjector extends Projector {
  /** The log, as today's code reads it. */
  readonly store: Pick<EventStore, 'head' | 'readAll'>;
  /** How far the views are. */
  readonly checkpoints: Checkpoints;
  /** What is told outside. */
  readonly feed: Pick<PublicFeed, 'last'>;
  readonly webhooks: WebhookStore;
}

/**
 * Opens what keeps the views and the outbox up, and nothing beside: it needs the log, and neither keys nor secrets, but for
 * the key of webhooks. Nothing that is sealed is in a view, or told.
 *
 * @throws Unavailable a server is away
 * @throws Error the views can only be read here
 */
export async function openProjector(
  storage: ProjectorStorage,
  options: ProjectorOptions,
): Promise<OpenedProjector> {
  const opened: Closed[] = [];
  const keep = <T extends Closed>(one: T): T => (opened.push(one), one);
  try {
    const log = keep(await openLog(storage.events, {}));
    const views = keep(await openViews(storage.views, { noted: options.noted }));
    refuseReadOnly(views, storage);
    const outbox = keep(await openOutbox(storage.outbox));
    const webhooks = keep(await openWebhooks(storage.outbox));
    const projections = projectionsOf(log);
    const stores = { store: upcasting(log, events), views, projections, outbox, webhooks, storage };
    await refuseStrayed(stores, storage, options.noted);
    const projector = keep(projectorOver(stores, options));
    const checkpoints = keep(new Checkpoints(views, stores.projections));
    return {
      start: () => projector.start(),
      get leads() {
        return projector.leads;
      },
      store: stores.store,
      checkpoints,
      feed: outbox,
      webhooks,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}
interface Closed {
  close(): unknown;
}

/** The latest first. */
async function closeAll(opened: readonly Closed[]): Promise<void> {
  for (const one of opened.toReversed()) await one.close();
}
