import { hash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse, Refused } from '#kernel';
import type { RememberingVerifier } from '#identity';
import type { Configuration } from '#configuration';

/** So many callers are counted at once; the one not seen for longest is forgotten first. */
const CALLERS = 20_000;
/** What has to answer whoever watches the server, however much else is asked. */
const EXEMPT: ReadonlySet<string | undefined> = new Set(['/healthz', '/readyz']);
const ADDRESS = 'address ';

/**
 * Counts a caller's requests, a minute at a time: by its token once that is known to be good, and by its address before,
 * so that nobody gets a fresh count for each token it makes up. Says so in `RateLimit-*`, and in `Retry-After` when it
 * is enough.
 */
export async function limitRates(
  fastify: FastifyInstance,
  verifier: RememberingVerifier,
  { ratePerToken, ratePerAddress }: Pick<Configuration, 'ratePerToken' | 'ratePerAddress'>,
): Promise<void> {
  if (ratePerToken === 0 && ratePerAddress === 0) return;
  const mostOf = (key: string): number => (key.startsWith(ADDRESS) ? ratePerAddress : ratePerToken);
  await fastify.register(rateLimit, {
    timeWindow: 60_000,
    cache: CALLERS,
    enableDraftSpec: true,
    keyGenerator: (request) => callerOf(request, verifier),
    max: (_, key) => mostOf(key),
    allowList: (request, key) => EXEMPT.has(request.routeOptions.url) || mostOf(key) === 0,
    errorResponseBuilder: (_, { max }) =>
      new Refused(
        refuse(
          'too-many-requests',
          `No more than ${max} requests a minute: go on after Retry-After seconds.`,
        ),
      ),
  });
  // What is no address is counted as well.
  const counted = fastify.rateLimit();
  fastify.addHook('onRequest', async function (request, reply) {
    if (request.is404) await counted.call(this, request, reply);
  });
}

function callerOf(request: FastifyRequest, verifier: RememberingVerifier): string {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return token !== undefined && verifier.knows(token, Date.now())
    ? `token ${hash('sha256', signedOf(token), 'base64')}`
    : ADDRESS + request.ip;
}

/** What of a token is signed, as text: a signature can be written, and for some algorithms made, in several ways. */
const signedOf = (token: string): string => token.slice(0, token.lastIndexOf('.'));
