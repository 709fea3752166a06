import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

interface Documents {
  /** Of what can be asked and said. */
  readonly openApi: object;
  /** Of what is told. */
  readonly asyncApi: object;
}

/** Serves the documents of the API, made into bytes once: they are large, and anybody may ask for them; and who shows it. */
export function serveDocumentation(app: NestFastifyApplication, { openApi, asyncApi }: Documents): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const [path, document] of Object.entries({ '/openapi.json': openApi, '/asyncapi.json': asyncApi })) {
    const bytes = Buffer.from(JSON.stringify(document));
    fastify.get(path, (_, reply) => reply.type('application/json; charset=utf-8').send(bytes));
  }
  SwaggerModule.setup('docs', app, openApi as OpenAPIObject, { raw: false });
}
