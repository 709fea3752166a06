import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

const REQUEST_ID = /^[\w.-]{1,64}$/;
const TRACE = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** The trace that the caller's request is part of (W3C Trace Context), where it is well-formed. Of its flags only whether it is sampled counts. */
export function traceOf({ traceparent }: IncomingMessage['headers']) {
  const [, traceId, spanId, flags] = (typeof traceparent === 'string' && TRACE.exec(traceparent)) || [];
  if (traceId === undefined || spanId === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? '', 16) & 1 };
}

/** The caller's own id of the request, or of the trace it is part of (W3C Trace Context), where it is well-formed; else one of ours. */
export function correlationIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const { 'x-request-id': own } = headers;
  if (typeof own === 'string' && REQUEST_ID.test(own)) return own;
  return traceOf(headers)?.traceId ?? randomUUID();
}

/**
 * One line for each answer. It names the route and never the address, which holds ids and filters; nothing that a
 * caller sent is in it but the correlation id, so there is nothing to be redacted.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  if (!logger.isLevelEnabled('info')) return;
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info({
      correlationId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    });
    done();
  });
}
