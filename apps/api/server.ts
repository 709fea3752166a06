import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { pino, type Logger } from 'pino';
import { START } from '#event-store';
import { AppModule } from './app.module.ts';
import type { Book } from './book.ts';
import { commands } from './domain.ts';
import { openApiOf } from './http/openapi.ts';
import { ProjectionThread, type Projections } from './projection-thread.ts';
import { meansOf, queriesOf } from './queries/index.ts';

/** The most a body may have, in bytes. */
const BODY_LIMIT = 256 * 1024;
/** How long to wait, in milliseconds, before the first request is taken, for views that can be had at once. */
const VIEWS = 5_000;

export interface Serving {
  readonly url: string;
  /** As they run for this server. */
  readonly projections: Projections;
  close(): Promise<void>;
}
export interface ServeOptions {
  readonly host?: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly logger?: Logger;
  /** Where the projections run: in a thread of their own, or in this one, which needs nothing compiled. */
  readonly projecting?: 'aside' | 'here';
}

/** Serves an open book over HTTP until it is closed. */
export async function serve(book: Book, options: ServeOptions = {}): Promise<Serving> {
  const { host = '127.0.0.1', port = 3000, logger = pino({ level: 'warn' }), projecting = 'aside' } = options;
  const projections =
    projecting === 'here' ? book.projections : new ProjectionThread(book.directory, book.projections);
  const served = { ...book, projections };
  const queries = queriesOf(meansOf(served));
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: false,
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(served, queries, logger),
    adapter,
    {
      logger: ['error', 'warn'],
      bodyParser: false,
      forceCloseConnections: true,
    },
  );
  SwaggerModule.setup('docs', app, openApiOf(commands, queries) as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'openapi.json',
  });
  projections.start();
  await projections.reached(START, { withinMs: VIEWS });
  await app.listen(port, host);
  const close = async () => {
    await app.close();
    await projections.close();
  };
  return { url: await app.getUrl(), projections, close };
}
