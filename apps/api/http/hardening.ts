import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import helmet from 'helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { refuse, type Refusal } from '#kernel';
import type { Configuration } from '#configuration';
import { KEPT_NOWHERE } from './caching.ts';
import { problemOf } from './problem.filter.ts';
import { correlationIdOf } from './request-log.ts';

/** The most that all headers together may have, in bytes. */
const HEADERS_LIMIT = 16 * 1024;
/** Longer than the longest wait for the feed: how long, in milliseconds, a connection may be silent. */
const SILENCE = 65_000;
/** How often, in milliseconds, it is looked whether a request takes too long to arrive. */
const LOOKS = 1_000;

/** Nothing inline, nothing from elsewhere, in nobody's frame. */
const POLICY = {
  'default-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};
/** What Swagger UI needs beside: styles in its page, and pictures in its styles. No script is inline there either. */
const DOCS_POLICY = { ...POLICY, 'style-src': ["'self'", "'unsafe-inline'"], 'img-src': ["'self'", 'data:'] };
/**
 * What helmet says, told once and not anew for each answer, which would take a quarter of the time of a command. Left out
 * is what only browsers listen to that are no longer there.
 */
function saidWith(directives: Record<string, readonly string[]>): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  const noAnswer = {
    setHeader: (name: string, value: string) => void (said[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  const say = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    xFrameOptions: { action: 'deny' },
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  say({} as IncomingMessage, noAnswer as unknown as ServerResponse, () => undefined);
  return said;
}
/** As everywhere, and what the page may ask elsewhere: the provider at whom people sign in. */
export const pagePolicyWith = (origins: readonly string[]): string =>
  saidWith({ ...POLICY, ...(origins.length > 0 ? { 'connect-src': ["'self'", ...origins] } : {}) })[
    'content-security-policy'
  ] ?? '';
const isDocs = (url: string): boolean => /^\/docs(?![^/?])/.test(url);

const BEFORE_ROUTING: Readonly<Record<string, [status: number, refusal: Refusal]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, refuse('request-too-slow', 'The request took too long to arrive.')],
  HPE_HEADER_OVERFLOW: [431, refuse('headers-too-large', 'The headers are larger than this server takes.')],
};
const NOT_HTTP = [400, refuse('invalid-request', 'This is no request of HTTP/1.1 as it should be.')] as const;

/** Answers what never became a request, as a problem document too, and lets go of the caller. */
function answerBroken({ code }: { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  const [status, refusal] = BEFORE_ROUTING[code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify(problemOf(refusal));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/problem+json',
    `cache-control: ${KEPT_NOWHERE}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy();
}

/** What is refused before any route is found, such as an address that cannot be decoded. */
function answerUnrouted(reply: FastifyReply): void {
  const problem = problemOf(
    refuse('invalid-address', 'The address is not as it should be: see /openapi.json.'),
  );
  void reply.header('cache-control', KEPT_NOWHERE);
  void reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** What the server under everything is told: how much it takes, for how long it waits, and whom it believes. */
export const fastifyOptionsOf = ({ bodyLimit, arrivalSeconds, trustedProxies }: Configuration) =>
  ({
    bodyLimit,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: correlationIdOf,
    requestTimeout: arrivalSeconds * 1000,
    connectionTimeout: SILENCE,
    http: {
      maxHeaderSize: HEADERS_LIMIT,
      headersTimeout: Math.min(arrivalSeconds * 1000, 10_000),
      connectionsCheckingInterval: LOOKS,
    },
    clientErrorHandler: answerBroken,
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => answerUnrouted(reply),
  }) as FastifyServerOptions;

/** What every answer says to browsers, and its correlation id. */
export function protect(app: NestFastifyApplication, { corsOrigins }: Configuration): void {
  const fastify = app.getHttpAdapter().getInstance();
  const [everywhere, docs] = [saidWith(POLICY), saidWith(DOCS_POLICY)];
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(isDocs(request.url) ? docs : everywhere).header('x-request-id', request.id);
    done();
  });
  if (corsOrigins.length > 0)
    app.enableCors({
      origin: [...corsOrigins],
      methods: ['GET', 'POST'],
      allowedHeaders: [
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'last-event-id',
        'x-request-id',
      ],
      exposedHeaders: ['etag', 'link', 'location', 'retry-after', 'x-request-id'],
    });
}
