import type { FastifyInstance } from 'fastify';
import { refuse, Refused } from '#kernel';

const isAt = (path: readonly string[], route: readonly string[]): boolean =>
  path.length === route.length &&
  route.every((part, i) => (part.startsWith(':') ? path[i] !== '' : part === path[i]));

/** An address that is known, asked by another method than it takes, is told those (405, `Allow`). */
export function refuseOtherMethods(fastify: FastifyInstance): void {
  const routes: { readonly parts: readonly string[]; readonly methods: readonly string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.push({ parts: url.split('/'), methods: [method].flat() });
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const path = (request.url.split('?')[0] ?? '').split('/');
    const taken = routes.flatMap(({ parts, methods }) => (isAt(path, parts) ? methods : []));
    if (taken.length === 0) return done();
    const allow = [...new Set(taken)].sort().join(', ');
    void reply.header('allow', allow);
    done(new Refused(refuse('method-not-allowed', `This address takes another method: ${allow}.`)));
  });
}
