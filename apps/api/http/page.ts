import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { OidcSettings } from '#identity';
import { preferred } from './accept.ts';
import { compressed } from './compressing.ts';
import { pagePolicyWith } from './hardening.ts';
import { PageDocuments, type PageDocument } from './page-document.ts';
import { servePictures } from './picture.ts';
import { Visits, type PageConfiguration } from './visits.ts';

/** Where `npm run build` leaves the page's files, seen from what is bundled, from what is compiled and from its source. */
const MADE = ['../page', '../../../page', '../../../dist/page'].map((path) =>
  join(import.meta.dirname, path),
);

/** Where the provider sends people back to: what it says in the address is for the page's script alone. */
const SIGNED_IN = '/signed-in';
/** The addresses of the page: each shows another part of the book. */
export const PAGES = [
  '/',
  '/partnerships/:partnership',
  '/partnerships/:partnership/commitments/:commitment',
  '/organisations/:organisation',
  '/events/:event',
  SIGNED_IN,
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

/** Its name says what is in it, such as `main-7RLR6K5Q.js`, also where it is compressed. */
const NAMED_BY_CONTENT = /-[0-9A-Z]{8}(\.\w+)+$/;
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
  readonly configuration: PageConfiguration;
}

/** Sends a document compressed as its reader takes it; it differs by what a reader's browser says of itself. */
async function send(request: FastifyRequest, reply: FastifyReply, { html, language, status }: PageDocument) {
  const { body, encoding } = await compressed(html, request.headers['accept-encoding']);
  const vary = [reply.getHeader('vary'), 'accept-language, accept-encoding'].filter(Boolean).join(', ');
  if (encoding !== undefined) void reply.header('content-encoding', encoding);
  return reply
    .status(status)
    .type('text/html; charset=utf-8')
    .headers({ 'cache-control': 'no-cache', 'content-language': language, vary })
    .send(body);
}

/** Serves the page for people, where it was built. */
export async function servePage(
  fastify: FastifyInstance,
  { logger, oidc, configuration }: PageMeans,
): Promise<void> {
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
    globIgnore: ['index.html', '*.br', '*.gz'],
    // Compressed when they were built.
    preCompressed: true,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', NAMED_BY_CONTENT.test(path) ? FOR_EVER : 'no-cache'),
  });
  const signIn = signInOf(oidc ?? {});
  fastify.get('/page/sign-in.json', (_, reply) => reply.header('cache-control', 'no-cache').send(signIn));
  const policy = pagePolicyWith(oidc?.client ? [new URL(oidc.issuer).origin] : []);
  const visits = new Visits(fastify, made, configuration);
  const documents = new PageDocuments(made, visits, logger);
  const show = async (request: FastifyRequest, reply: FastifyReply, status?: 404) => {
    const isBare = request.url.startsWith(SIGNED_IN);
    const document = isBare ? documents.bare : await documents.of(request);
    void reply.header('content-security-policy', policy);
    return send(request, reply, status === undefined ? document : { ...document, status });
  };
  for (const path of PAGES)
    // Some write a slash after an address: the page knows it all the same.
    for (const written of path === '/' ? [path] : [path, `${path}/`])
      fastify.get(written, (request, reply) => show(request, reply));
  servePictures(
    fastify,
    visits,
    PAGES.filter((path) => path !== SIGNED_IN),
  );
  fastify.addHook('onRequest', async (request, reply) => {
    return isLost(request) ? show(request, reply.header('vary', 'accept'), 404) : undefined;
  });
}
