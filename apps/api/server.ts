import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { AnyQuery } from '#cqrs';
import { asyncApi } from '#contracts';
import { START } from '#event-store';
import { kafkaIn, statusOf } from '#kafka';
import { refuseReadOnly, webhooksTerm } from '#projector';
import { AppModule } from './app.module.ts';
import { EventStreams } from './event-streams/event-streams.ts';
import type { OpenedStore } from './opened-store.ts';
import { configurationFrom, type Configuration } from '#configuration';
import { commands } from '#domain';
import { serveDocumentation } from './http/documentation.ts';
import { fastifyOptionsOf, protect } from './http/hardening.ts';
import { takeJson } from './http/json-body.ts';
import { refuseOtherMethods } from './http/methods.ts';
import { openApiOf } from './http/openapi.ts';
import { servePage } from './http/page.ts';
import { limitRates } from './http/rate-limit.ts';
import { logRequests } from './http/request-log.ts';
import { knowSenders } from './http/sender.ts';
import { frameworkLogger, loggerOf } from './logging.ts';
import { ProjectionThread, type Projecting } from './projection-thread.ts';
import { isSeen, telemetryOf } from './telemetry/telemetry.ts';
import { queryContextOf, queriesOf } from './queries/index.ts';
import { webhookCommands } from './webhooks/index.ts';
import { targetsIn } from './webhooks/targets.ts';

/** How long to wait, in milliseconds, before the first request is taken, for views that can be had at once. */
const VIEWS = 5_000;

export interface Serving {
  readonly url: string;
  /** Where metrics are, if they are anywhere. */
  readonly metricsUrl?: string;
  close(): Promise<void>;
}
export interface ServeOptions {
  /** Else as where nobody says anything. */
  readonly configuration?: Configuration;
  /** Before the configuration's. */
  readonly host?: string;
  /** Before the configuration's; 0: any that is free. */
  readonly port?: number;
  readonly logger?: Logger;
  /**
   * Where the projections run: in a thread of their own, or in this one, which needs nothing compiled; or nowhere here, as
   * workers have them.
   */
  readonly projecting?: 'aside' | 'here' | 'elsewhere';
  /** What can be asked; else everything. */
  readonly queries?: readonly AnyQuery[];
}

/** Serves an open book over HTTP until it is closed. */
export async function serve(opened: OpenedStore, options: ServeOptions = {}): Promise<Serving> {
  const { configuration = configurationFrom(), logger = loggerOf('warn') } = options;
  const { host = configuration.host, port = configuration.port } = options;
  const aside = configuration.projections === 'here' ? 'aside' : 'elsewhere';
  const projectors = projectorsOf(opened, { configuration, logger, projecting: options.projecting ?? aside });
  const relay = async () => {
    const standing = projectors.find(({ relayed }) => relayed)?.relayed;
    return standing && statusOf(standing, opened.publicFeed);
  };
  const { queries = queriesOf(queryContextOf(opened)) } = options;
  const streams = new EventStreams(opened, configuration);
  const adapter = new FastifyAdapter(fastifyOptionsOf(configuration));
  takeJson(adapter.getInstance());
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(opened, queries, {
      logger,
      streams,
      publicUrl: configuration.publicUrl,
      relay,
      targets: targetsIn(configuration),
    }),
    adapter,
    { logger: frameworkLogger(logger), bodyParser: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  const telemetry = await telemetryOf(configuration, { opened, fastify, relay });
  logRequests(fastify, logger);
  protect(app, configuration);
  await limitRates(fastify, opened.verifier, configuration);
  knowSenders(fastify, opened.verifier);
  refuseOtherMethods(fastify);
  await servePage(fastify, { logger, configuration, ...(opened.oidc ? { oidc: opened.oidc } : {}) });
  serveDocumentation(app, {
    openApi: () => openApiOf({ commands, webhookCommands, queries }),
    asyncApi: () => asyncApi(configuration.publicUrl || undefined, kafkaIn(configuration)),
  });
  for (const projector of projectors) projector.start();
  opened.quiet.start();
  await opened.checkpoints.reached(START, { withinMs: VIEWS });
  await app.listen(port, host);
  const close = async () => {
    streams.close();
    await closeWithin(app, configuration.graceSeconds * 1000);
    for (const projector of projectors) await projector.close();
    await telemetry.close();
  };
  const { metricsUrl } = telemetry;
  return { url: await app.getUrl(), ...(metricsUrl === undefined ? {} : { metricsUrl }), close };
}

interface ProjectingOptions {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly projecting: NonNullable<ServeOptions['projecting']>;
}
function projectorsOf(opened: OpenedStore, options: ProjectingOptions): readonly Projecting[] {
  const { configuration, logger, projecting } = options;
  if (projecting === 'elsewhere') return [];
  refuseReadOnly(opened.views, opened.storage);
  const targets = targetsIn(configuration);
  const noted = (sentence: string, err?: unknown) => logger.warn({ err }, sentence);
  if (projecting === 'here')
    return [opened.projections, opened.outboxWriter, webhooksTerm({ ...opened, targets, noted })];
  const { storage } = opened;
  const { publicUrl } = configuration;
  const kafka = kafkaIn(configuration);
  const given = { storage, publicUrl, kafka, targets, observed: isSeen(configuration) };
  return [new ProjectionThread(given, noted)];
}

/** Takes nothing new, and lets what is under way come to its end, for so long; who waits for news longer is let go. */
async function closeWithin(app: NestFastifyApplication, grace: number): Promise<void> {
  const { server } = app.getHttpAdapter().getInstance();
  const cut = setTimeout(() => server.closeAllConnections(), grace);
  await app.close();
  clearTimeout(cut);
}
