import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { observed, type Clock, type Took } from '#kernel';
import { START, type EventStore } from '#event-store';
import { poolUse } from '#postgres';
import type { RelayStatus } from '#kafka';
import type { Checkpoints } from '#projection';
import type { WebhookRegistry } from '#webhooks';
import { codeLabel, commandLabel } from './labels.ts';

/** In seconds: what is kept in memory takes less than the first, and whoever waits in turn gives up by the last. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
/** So many events that a view lacks are counted, at the most: a scrape reads no more. */
const COUNTED = 1_000;

const secondsOf = ({ began, ended }: Took): number => (ended - began) / 1_000;
/** A store whose views are kept up, here or elsewhere. */
export interface Lagging {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly checkpoints: Pick<Checkpoints, 'status'>;
  readonly clock: Clock;
}

type AskRelay = () => Promise<RelayStatus | undefined>;
/** Who tells outside, beside what is asked for. */
export interface Doors {
  readonly relay?: AskRelay | undefined;
  /** What of webhooks is held back. */
  readonly webhooks?: { readonly registry: Pick<WebhookRegistry, 'total'> } | undefined;
}

/** Everything that Prometheus is told, each with the prefix `pledgebook_`; beside it `prom-client`'s own of the process. */
export class Metrics {
  readonly registry = new Registry();
  private readonly ends: (() => void)[] = [];

  /**
   * @param opened whose views are looked at, when somebody scrapes
   * @param doors likewise, how the relay to Kafka stands, and webhooks
   */
  constructor(opened: Lagging, { relay, webhooks }: Doors = {}) {
    collectDefaultMetrics({ register: this.registry });
    this.commands();
    this.appends();
    this.projections();
    this.lag(opened);
    this.doors(relay);
    this.webhooks(webhooks);
    this.pools();
  }

  /** For the answers to requests: by method, route and status. */
  readonly requests = this.histogram(
    'http_request_seconds',
    'How long requests took until they were answered',
    ['method', 'route', 'status'],
  );

  close(): void {
    for (const end of this.ends) end();
    this.registry.clear();
  }

  private commands(): void {
    const given = this.counter('commands_total', 'Commands, by what came of them: done, or a code', [
      'command',
      'code',
    ]);
    const took = this.histogram('command_seconds', 'How long commands took until they were durable', [
      'command',
    ]);
    const conflicts = this.counter(
      'command_conflicts_total',
      'How often others wrote first, and it was decided anew',
      ['command'],
    );
    this.ends.push(
      observed.command.hear((one) => {
        const command = commandLabel(one.name);
        if (command === undefined) return;
        given.inc({ command, code: codeLabel(one.name, one.error) });
        took.observe({ command }, secondsOf(one));
        if (one.conflicts > 0) conflicts.inc({ command }, one.conflicts);
      }),
    );
  }

  private appends(): void {
    const size = this.histogram('append_batch_size', 'How many appends were written together', [], SIZES);
    const took = this.histogram('append_batch_seconds', 'How long it took to write them', []);
    this.ends.push(
      observed.batch.hear((batch) => {
        size.observe(batch.appends);
        took.observe(secondsOf(batch));
      }),
    );
  }

  private projections(): void {
    const events = this.counter('projected_events_total', 'Events that were folded into views', []);
    const took = this.histogram(
      'projected_page_seconds',
      'How long it took to fold a page of them and to write',
      [],
    );
    const reconnected = this.counter(
      'tail_reconnects_total',
      'How often a store that was away was followed again',
      ['by'],
    );
    this.ends.push(
      observed.page.hear((page) => {
        events.inc(page.events);
        took.observe(secondsOf(page));
      }),
      observed.reconnected.hear(({ by }) => reconnected.inc({ by })),
    );
  }

  private lag(opened: Lagging): void {
    let looking: Promise<void> | undefined;
    // Once a scrape, for all three. A store that is away tells nothing, and all else is told.
    const look = () =>
      (looking ??= lagsOf(opened)
        .then(tell, () => tell([]))
        .finally(() => (looking = undefined)));
    const gauge = (name: string, help: string) => this.gauge(name, help, ['projection'], look);
    const events = gauge('projection_lag_events', `How many events a view lacks, ${COUNTED} at the most`);
    const seconds = gauge(
      'projection_lag_seconds',
      'How long ago the first event that a view lacks was recorded',
    );
    const stopped = gauge('projection_stopped', '1 where a view stopped at an event, else 0');
    const tell = (lags: Awaited<ReturnType<typeof lagsOf>>) => {
      for (const one of [events, seconds, stopped]) one.reset();
      const now = opened.clock.now().getTime();
      for (const { projection, behind, since = now, failed } of lags) {
        events.set({ projection }, behind);
        seconds.set({ projection }, Math.max(0, now - since) / 1_000);
        stopped.set({ projection }, failed ? 1 : 0);
      }
    };
  }

  private doors(relay: AskRelay = async () => undefined): void {
    const help = 'How many messages of the outbox are not told at a door yet, by the process that tells them';
    const gauge = this.gauge('door_behind_messages', help, ['door'], async () => {
      const status = await relay().catch(() => undefined);
      gauge.reset();
      if (status?.behind !== undefined) gauge.set({ door: 'kafka' }, status.behind);
    });
  }

  private webhooks(webhooks: Doors['webhooks']): void {
    const posted = this.counter(
      'webhook_deliveries_total',
      'Messages posted to webhooks, by what came of it',
      ['outcome'],
    );
    const took = this.histogram('webhook_delivery_seconds', 'How long addresses took to answer', []);
    this.ends.push(
      observed.delivery.hear((one) => {
        posted.inc({ outcome: one.outcome });
        if (one.outcome !== 'parked') took.observe(secondsOf(one));
      }),
    );
    const help =
      'Sources that are held back at a webhook: waiting to be tried again, or parked for its owner';
    const gauge = this.gauge('webhook_held_sources', help, ['state'], async () => {
      const total = await webhooks?.registry.total().catch(() => undefined);
      gauge.reset();
      for (const [state, count] of Object.entries(total ?? {})) gauge.set({ state }, count);
    });
  }

  private pools(): void {
    const help = 'Connections to PostgreSQL, by what for: total, idle, and callers who wait for one';
    const gauge = this.gauge('pool_connections', help, ['pool', 'state'], () => {
      for (const [pool, use] of poolUse())
        for (const [state, count] of Object.entries(use)) gauge.set({ pool, state }, count);
    });
  }

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `pledgebook_${name}`, help, labelNames, registers: [this.registry] });
  }
  private histogram(name: string, help: string, labelNames: string[], buckets = BUCKETS): Histogram {
    return new Histogram({
      name: `pledgebook_${name}`,
      help,
      labelNames,
      buckets,
      registers: [this.registry],
    });
  }
  private gauge(
    name: string,
    help: string,
    labelNames: string[],
    collect?: () => void | Promise<void>,
  ): Gauge {
    const when = collect ? { collect } : {};
    return new Gauge({ name: `pledgebook_${name}`, help, labelNames, registers: [this.registry], ...when });
  }
}

/** Of each view, how many events it lacks and when the first of them was recorded (milliseconds). Views at one place are looked at once. */
async function lagsOf({ store, checkpoints }: Lagging) {
  const statuses = await checkpoints.status();
  const places = [...new Set(statuses.map(({ position = START }) => position))];
  const pages = await Promise.all(places.map((after) => store.readAll({ after, limit: COUNTED })));
  return statuses.map(({ name, position = START, failed }) => {
    const lacking = pages[places.indexOf(position)]?.events ?? [];
    const since = lacking[0]?.metadata.recordedAt;
    return {
      projection: name,
      behind: lacking.length,
      failed,
      since: since === undefined ? undefined : Date.parse(since),
    };
  });
}
