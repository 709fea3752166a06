import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Configuration } from '#configuration';
import type { RelayStatus } from '#kafka';
import { methodLabel, routeLabel, statusLabel } from './labels.ts';
import type { Doors, Lagging } from './metrics.ts';

type Settings = Pick<Configuration, 'metricsPort' | 'metricsHost' | 'otelExporterOtlpEndpoint'>;
export interface Telemetry {
  /** Where metrics are, if they are anywhere. */
  readonly metricsUrl?: string;
  close(): Promise<void>;
}
export interface Told {
  readonly opened: Lagging & Pick<Doors, 'webhooks'>;
  /** Whose requests are measured and traced. */
  readonly fastify?: FastifyInstance;
  /** How the relay to Kafka stands, where it runs. */
  readonly relay?: () => Promise<RelayStatus | undefined>;
}

/** Whether anything is to be seen from outside. */
export const isSeen = ({ metricsPort, otelExporterOtlpEndpoint }: Settings): boolean =>
  metricsPort !== undefined || otelExporterOtlpEndpoint !== undefined;

/** Metrics and traces of this process, as it is configured. Where neither is, nothing of them is loaded. */
export async function telemetryOf(settings: Settings, told: Told): Promise<Telemetry> {
  const traces = await tracesTo(settings, told);
  const metrics = await metricsAt(settings, told);
  return {
    ...(metrics ? { metricsUrl: metrics.url } : {}),
    close: async () => {
      await metrics?.close();
      await traces?.close();
    },
  };
}

/** By OTLP over HTTP; all but the address is told to the exporter by its own variables. */
async function tracesTo({ otelExporterOtlpEndpoint: endpoint }: Settings, { fastify }: Told) {
  if (endpoint === undefined) return undefined;
  const [{ BatchSpanProcessor }, { OTLPTraceExporter }, { Traces }] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('./traces.ts'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const traces = new Traces(new BatchSpanProcessor({ exporter }));
  if (fastify) traces.hook(fastify);
  return traces;
}

/** On a port of its own, which is for whoever runs the book, and where nothing else is answered. */
async function metricsAt({ metricsPort, metricsHost }: Settings, { opened, fastify, relay }: Told) {
  if (metricsPort === undefined) return undefined;
  const { Metrics } = await import('./metrics.ts');
  const metrics = new Metrics(opened, { relay, webhooks: opened.webhooks });
  fastify?.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    const labels = {
      method: methodLabel(method),
      route: routeLabel(routeOptions.url),
      status: statusLabel(reply.statusCode),
    };
    metrics.requests.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return void response.writeHead(404).end();
    const text = await metrics.registry.metrics().catch(() => undefined);
    response.writeHead(text === undefined ? 500 : 200, { 'content-type': metrics.registry.contentType });
    response.end(text);
  });
  server.listen(metricsPort, metricsHost);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    metrics.close();
  };
  return {
    url: `http://${metricsHost.includes(':') ? `[${metricsHost}]` : metricsHost}:${port}/metrics`,
    close,
  };
}
