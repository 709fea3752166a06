import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

interface Documents {
  /** Of what can be asked and said. */
  openApi(): object;
  /** Of what is told. */
  asyncApi(): object;
}

/**
 * Serves the documents of the API, and who shows it. They are large, and anybody may ask for them: they are made into bytes
 * once, when they are asked for first, since making them takes longer than the rest of a start.
 */
export function serveDocumentation(app: NestFastifyApplication, { openApi, asyncApi }: Documents): void {
  const fastify = app.getHttpAdapter().getInstance();
  for (const [path, document] of Object.entries({ '/openapi.json': openApi, '/asyncapi.json': asyncApi })) {
    let bytes: Buffer | undefined;
    fastify.get(path, (_, reply) => {
      bytes ??= Buffer.from(JSON.stringify(document()));
      return reply.type('application/json; charset=utf-8').send(bytes);
    });
  }
  SwaggerModule.setup('docs', app, () => openApi() as OpenAPIObject, { raw: false });
}
