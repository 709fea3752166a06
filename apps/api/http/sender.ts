import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { RememberingVerifier } from '#identity';
import { refuse, Refused, type Actor } from '#kernel';

/** A request whose sender is known: with an actor, where it brought a token. */
export type AskedRequest = FastifyRequest & {
  actor?: Actor;
  /** When its token expires, in seconds since 1970. */
  expires?: number | undefined;
};

/** What the API answers itself: the page, its files and the documentation are the same for everybody. */
const isOfApi = (url: string): boolean => /^\/(v1\/|healthz$|readyz$)/.test(url);

/**
 * Knows who sends a request by its bearer token (RFC 6750), before anything of its body is read: nobody unknown has the
 * server parse what they sent. A command needs a token; a query without one goes on as anybody's. Callers are counted
 * before, so this is to be called after `limitRates`.
 */
export function knowSenders(fastify: FastifyInstance, verifier: RememberingVerifier): void {
  const know: onRequestHookHandler = (request: AskedRequest, _, done) => {
    const header = request.headers.authorization;
    if (header === undefined) return done(request.method === 'POST' ? new Refused(TOKEN_MISSING) : undefined);
    const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
    if (!token) return done(new Refused(NO_BEARER));
    const known = verifier.recall(token, Date.now());
    if (known) {
      request.actor = known;
      request.expires = verifier.expires(token, Date.now());
      return done();
    }
    verifier.verify(token).then(({ actor, expires }) => {
      request.actor = actor;
      request.expires = expires;
      done();
    }, done);
  };
  fastify.addHook('onRoute', (route) => {
    if (isOfApi(route.url)) route.onRequest = [...[route.onRequest ?? []].flat(), know];
  });
}

const TOKEN_MISSING = refuse(
  'token-missing',
  'Send a token as "Authorization: Bearer …"; "pledgebook token" issues one.',
);
const NO_BEARER = refuse('token-invalid', 'Send the token as "Authorization: Bearer …".');

/** The sender of a command. */
export function actorOf({ actor }: AskedRequest): Actor {
  if (actor) return actor;
  throw new Refused(TOKEN_MISSING);
}
