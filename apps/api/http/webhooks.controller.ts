import { Controller, HttpCode, Post, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse, Refused } from '#kernel';
import { give, type AnyWebhookCommand, type WebhookMeans } from '../webhooks/definition.ts';
import { addRoute } from './add-route.ts';
import { KEPT_NOWHERE } from './caching.ts';
import { commandBodyOf, contextOf, refuseUnacceptable } from './command-request.ts';
import type { AskedRequest } from './sender.ts';

const UNNUMBERED = refuse('invalid-header', 'A webhook has no revision to expect: leave If-Match out.', {
  field: 'If-Match',
});

/** One controller for all commands on webhooks, with one method per command: the method only hands over. */
export function webhooksController(definitions: readonly AnyWebhookCommand[], means: WebhookMeans): Type {
  @Controller()
  class WebhooksController {}
  for (const definition of definitions) {
    const { name, path, creates } = definition;
    const ids = path.includes(':webhook') ? ['webhook'] : [];
    const method = async (request: AskedRequest, reply: FastifyReply) => {
      refuseUnacceptable(request);
      const { actor, idempotencyKey, ifMatch } = contextOf(request);
      if (ifMatch !== undefined) throw new Refused(UNNUMBERED);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const answer = await give(means, definition, {
        input: commandBodyOf(request, ids),
        actor,
        signal: gone.signal,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      });
      // With a secret in it, or what an address answered.
      void reply.header('cache-control', KEPT_NOWHERE);
      if (creates) void reply.header('location', `/v1/webhooks/${(answer as { webhook: string }).webhook}`);
      return answer;
    };
    addRoute(WebhooksController, { name, method, decorators: [Post(path), HttpCode(creates ? 201 : 200)] });
  }
  return WebhooksController;
}
