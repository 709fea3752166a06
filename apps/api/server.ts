import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { pino, type Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { Book } from './book.ts';
import { commands } from './domain.ts';
import { openApiOf } from './http/openapi.ts';
import { deskOf, queriesOf } from './queries/index.ts';

/** The most a body may have, in bytes. */
const BODY_LIMIT = 256 * 1024;

export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}
export interface ServeOptions {
  readonly host?: string;
  /** 0: any that is free. */
  readonly port?: number;
  readonly logger?: Logger;
}

/** Serves an open book over HTTP until it is closed. */
export async function serve(book: Book, options: ServeOptions = {}): Promise<Serving> {
  const { host = '127.0.0.1', port = 3000, logger = pino({ level: 'warn' }) } = options;
  const queries = queriesOf(deskOf(book));
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    trustProxy: false,
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(book, queries, logger), adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
    forceCloseConnections: true,
  });
  SwaggerModule.setup('docs', app, openApiOf(commands, queries) as unknown as OpenAPIObject, {
    jsonDocumentUrl: 'openapi.json',
  });
  book.projections.start();
  await app.listen(port, host);
  return { url: await app.getUrl(), close: () => app.close() };
}
