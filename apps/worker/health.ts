import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RelayStatus } from '#kafka';

/** How long a store may take to answer, in milliseconds. */
const PATIENCE = 5_000;

/** What is asked to learn whether a worker could do its work. */
export interface Asked {
  /** Each answers, or rejects. */
  readonly stores: Readonly<Record<string, () => Promise<unknown>>>;
  /** What it does, of all that one of the workers does. */
  readonly leads: () => readonly string[];
  /** How the relay to Kafka stands; undefined: it does not run here. */
  readonly relay: () => Promise<RelayStatus | undefined>;
}
export interface Health {
  readonly url: string;
  close(): Promise<void>;
}

const within = (ask: () => Promise<unknown>): Promise<'up' | 'down'> => {
  const { promise, resolve } = Promise.withResolvers<'down'>();
  const late = setTimeout(() => resolve('down'), PATIENCE);
  const answered = ask().then(
    () => 'up' as const,
    () => 'down' as const,
  );
  return Promise.race([answered, promise]).finally(() => clearTimeout(late));
};

/** Of each store whether it answers, and what is led here; a worker that leads nothing is ready to. */
async function readiness(asked: Asked | undefined) {
  const names = Object.entries(
    asked?.stores ?? { 'event-store': () => Promise.reject(new Error('not open')) },
  );
  const details = await Promise.all(
    names.map(async ([name, ask]) => [name, { status: await within(ask) }] as const),
  );
  const isUp = details.every(([, { status }]) => status === 'up');
  // Told, and never down: where Kafka is away, the views are kept up as well as ever.
  const relay = await asked?.relay().catch(() => undefined);
  return {
    status: isUp ? 'ok' : 'error',
    details: { ...Object.fromEntries(details), ...(relay ? { kafka: { status: 'up', ...relay } } : {}) },
    leads: asked?.leads() ?? [],
  };
}

/**
 * Tells whether a worker is alive (`/healthz`: it answers) and ready (`/readyz`: the stores answer it), as a server of
 * the API does, and nothing else.
 *
 * @param asked undefined while the stores are not open yet
 */
export async function serveHealth(
  { host, port }: { readonly host: string; readonly port: number },
  asked: () => Asked | undefined,
): Promise<Health> {
  const answer = async (path: string | undefined, response: ServerResponse): Promise<void> => {
    const found = path === '/healthz' ? { status: 'ok' } : path === '/readyz' && (await readiness(asked()));
    const status = found === false ? 404 : found.status === 'ok' ? 200 : 503;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(found || {}));
  };
  const server = createServer(({ url }, response) => void answer(url, response));
  server.listen(port, host);
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${own}`, close };
}
