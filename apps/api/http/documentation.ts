import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Serves the document of the API, made into bytes once: it is large, and anybody may ask for it; and who shows it. */
export function serveDocumentation(app: NestFastifyApplication, document: object): void {
  const bytes = Buffer.from(JSON.stringify(document));
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(bytes));
  SwaggerModule.setup('docs', app, document as OpenAPIObject, { raw: false });
}
