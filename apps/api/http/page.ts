import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where `npm run build` leaves the page's files, seen from what is compiled and from its source. */
const MADE = ['../../../page', '../../../dist/page'].map((path) => join(import.meta.dirname, path));

/** The addresses of the page: each shows another part of the book, and all are the same document. */
export const PAGES = [
  '/',
  '/partnerships/:partnership',
  '/partnerships/:partnership/commitments/:commitment',
  '/organisations/:organisation',
  '/events/:event',
] as const;

/** Serves the page for people, where it was built. */
export async function servePage(fastify: FastifyInstance): Promise<void> {
  const made = MADE.find((path) => existsSync(join(path, 'index.html')));
  if (made === undefined) return;
  const page = readFileSync(join(made, 'index.html'));
  await fastify.register(fastifyStatic, {
    root: made,
    prefix: '/page/',
    index: false,
    decorateReply: false,
    // Their names say what is in them.
    immutable: true,
    maxAge: '365d',
  });
  for (const path of PAGES)
    fastify.get(path, (_, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
    );
}
