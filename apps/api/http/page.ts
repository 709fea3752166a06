import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { OidcSettings } from '#identity';
import { preferred } from './accept.ts';
import { alternatesOf } from './alternates.ts';
import { pagePolicyWith } from './hardening.ts';

/** Where `npm run build` leaves the page's files, seen from what is bundled, from what is compiled and from its source. */
const MADE = ['../page', '../../../page', '../../../dist/page'].map((path) =>
  join(import.meta.dirname, path),
);

/** The addresses of the page: each shows another part of the book, and all are the same document. */
export const PAGES = [
  '/',
  '/partnerships/:partnership',
  '/partnerships/:partnership/commitments/:commitment',
  '/organisations/:organisation',
  '/events/:event',
  '/signed-in',
] as const;

/** What programs are answered where nothing is, the best first; and what a browser asks for. */
const [AS_PROBLEM, AS_PAGE] = [['application/json', 'application/problem+json'], 'text/html'] as const;
/** Where programs ask, whatever they accept. */
const OF_PROGRAMS = /^\/(v1|page)(\/|$|\?)/;
/** Whether a person came to an address at which nothing is: the page says so, with a way on. */
const isLost = ({ is404, method, url, headers: { accept } }: FastifyRequest): boolean =>
  is404 &&
  (method === 'GET' || method === 'HEAD') &&
  !OF_PROGRAMS.test(url) &&
  preferred(accept, [...AS_PROBLEM, AS_PAGE]) === AS_PAGE;

/** Its name says what is in it, such as `main-7RLR6K5Q.js`. */
const NAMED_BY_CONTENT = /-[0-9A-Z]{8}\.\w+(\.\w+)?$/;
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What the page has to know to let people sign in; nothing where they cannot. */
function signInOf({
  client,
  issuer,
  audience,
  organisationClaim,
  rolesClaim,
  rolePrefix,
}: Partial<OidcSettings>) {
  if (!client) return {};
  // A resource is an address (RFC 8707); of a provider that has other names the scope has to say it.
  const resource = audience !== undefined && URL.canParse(audience) ? { resource: audience } : {};
  return {
    issuer,
    client: client.id,
    scope: client.scope,
    ...resource,
    organisationClaim,
    rolesClaim,
    rolePrefix,
  };
}
export type SignIn = ReturnType<typeof signInOf>;

export interface PageMeans {
  readonly logger: Logger;
  readonly oidc?: OidcSettings;
}

/** Serves the page for people, where it was built. */
export async function servePage(fastify: FastifyInstance, { logger, oidc }: PageMeans): Promise<void> {
  const made = MADE.find((path) => existsSync(join(path, 'index.html')));
  if (made === undefined) {
    logger.warn('the page for people was not built: `npm run build` makes it; the API is served without it');
    return;
  }
  await fastify.register(fastifyStatic, {
    root: made,
    prefix: '/page/',
    index: false,
    decorateReply: false,
    cacheControl: false,
    // Only the files that are there now: all other addresses stay the API's to answer.
    wildcard: false,
    globIgnore: ['index.html'],
    setHeaders: (reply, path) =>
      void reply.header('cache-control', NAMED_BY_CONTENT.test(path) ? FOR_EVER : 'no-cache'),
  });
  const signIn = signInOf(oidc ?? {});
  fastify.get('/page/sign-in.json', (_, reply) => reply.header('cache-control', 'no-cache').send(signIn));
  const [head = '', body = ''] = readFileSync(join(made, 'index.html'), 'utf8').split(/(?=<\/head>)/);
  const policy = pagePolicyWith(oidc?.client ? [new URL(oidc.issuer).origin] : []);
  const show = (reply: FastifyReply, url = '') =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'cache-control': 'no-cache', 'content-security-policy': policy })
      .send(head + alternatesOf(url) + body);
  for (const path of PAGES)
    // Some write a slash after an address: the page knows it all the same.
    for (const written of path === '/' ? [path] : [path, `${path}/`])
      fastify.get(written, ({ url }, reply) => show(reply, url));
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isLost(request)) return done();
    const vary = [reply.getHeader('vary'), 'accept'].filter(Boolean).join(', ');
    void show(reply.status(404).header('vary', vary));
  });
}
