import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { storageIn, type StorageSettings } from '#storage';
import { projections } from '#domain';
import { Running } from '../support/command-line.ts';
import { Deployment, type Container } from '../support/deployment.ts';
import { kurrentEnvironment } from '../support/kurrentdb.ts';
import { Postgres } from '../support/postgres.ts';

/** So many things are done by one of the workers: each view, the outbox, and webhooks. */
const ALL = projections.length + 2;

/** Processes on one store, and what can befall them. */
export interface Deployed {
  readonly settings: StorageSettings;
  /** Of the servers as they are now. */
  readonly urls: () => readonly string[];
  /** One after the other; each leaves as many processes as there were. */
  readonly faults: readonly (() => Promise<void>)[];
  /** Whether all processes run, and one of them does what is enough done once. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Two servers on one folder, each with projections of its own, of which one leads. */
export const onOneFolder = (): Promise<Deployed> =>
  twoServers((directory) => ({ PLEDGEBOOK_DATA: directory }));

/** Likewise, with the events on a KurrentDB that goes on: whoever runs it ends it, and starts it again. */
export const onKurrent = (): Promise<Deployed> => twoServers(kurrentEnvironment);

async function twoServers(told: (directory: string) => Readonly<Record<string, string>>): Promise<Deployed> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-processes-'));
  const environment: Readonly<Record<string, string>> = {
    ...told(directory),
    PLEDGEBOOK_LOG_LEVEL: 'silent',
  };
  const start = () => Running.until(/at http:\S+/, ['serve', '--port', '0'], environment);
  const servers = [await start(), await start()];
  const kill = async (which: number) => {
    await servers[which]?.end('SIGKILL');
    servers[which] = await start();
  };
  return {
    settings: storageIn(directory, environment),
    urls: () => servers.map(({ url }) => url),
    faults: [() => kill(0), () => kill(1)],
    settled: async () => expect(servers.map(({ isRunning }) => isRunning)).toEqual([true, true]),
    stop: async () => {
      await Promise.all(servers.map((server) => server.end('SIGTERM')));
      rmSync(directory, { recursive: true });
    },
  };
}

/** What a worker leads; nothing of one that does not answer. */
async function ledBy({ url }: Container): Promise<readonly string[]> {
  const asking = fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
  const answer = await asking
    .then((response) => response.json() as Promise<{ leads: string[] }>)
    .catch(() => undefined);
  return answer?.leads ?? [];
}

/** Waits for something that a process is asked. */
async function until(so: () => Promise<boolean>): Promise<void> {
  while (!(await so())) await after(50);
}

/** The servers and the workers of `docker-compose.yml` on PostgreSQL, by its environment and its health checks. */
export async function asComposed(): Promise<Deployed> {
  const deployment = await Deployment.on(await Postgres.start({ durable: true }));
  const [api, worker] = ['api-on-postgres', 'worker-on-postgres'];
  const all = (name: string) =>
    Promise.all(Array.from({ length: deployment.replicasOf(name) }, () => deployment.start(name)));
  const [servers, workers] = await Promise.all([all(api), all(worker)]);
  await Promise.all([...servers, ...workers].map((one) => one.untilHealthy()));

  const kill = async (of: Container[], name: string, which: number) => {
    await of[which]?.running.end('SIGKILL');
    of[which] = await deployment.start(name);
  };
  const leading = async (): Promise<number> => {
    let which = -1;
    await until(async () => {
      const led = await Promise.all(workers.map(ledBy));
      return (which = led.findIndex(({ length }) => length === ALL)) >= 0;
    });
    return which;
  };
  const killLeader = async () => kill(workers, worker, await leading());
  /** Another takes over from one that sleeps, which then wakes up believing that it leads. */
  const pauseLeader = async () => {
    const which = await leading();
    workers[which]?.running.pause();
    await until(async () => (await leading()) !== which);
    workers[which]?.running.goOn();
  };
  return {
    settings: storageIn('', deployment.environmentOf(api)),
    urls: () => servers.map(({ url }) => url),
    faults: [
      () => kill(servers, api, 0),
      killLeader,
      () => deployment.postgres.restart(),
      pauseLeader,
      () => kill(servers, api, 1),
      () => deployment.postgres.restart(),
      killLeader,
    ],
    settled: async () => {
      const led = async () =>
        (await Promise.all(workers.map(ledBy))).map(({ length }) => length).sort((a, b) => a - b);
      const once = [...Array.from({ length: workers.length - 1 }, () => 0), ALL];
      await until(async () => JSON.stringify(await led()) === JSON.stringify(once));
      await Promise.all([...servers, ...workers].map((one) => one.untilHealthy()));
    },
    stop: async () => {
      await Promise.all([...servers, ...workers].map(({ running }) => running.end('SIGTERM')));
      await deployment.stop();
    },
  };
}
