import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { questionOf, type AnyQuery, type Asker } from '#cqrs';
import { inputSchema } from '#input';
import { refuse, Refused } from '#kernel';
import type { AskedRequest } from './sender.ts';
import { cachingOf } from './caching.ts';
import { csvOf } from './csv.ts';

export const PUBLIC_URL = Symbol('public URL');

/** Path and query together; what is a list in the input is one, however often it was given. */
function inputOf(request: AskedRequest, lists: ReadonlySet<string>): Record<string, unknown> {
  const query = Object.entries(request.query as Record<string, string | string[]>).map(([name, value]) => [
    name,
    lists.has(name) ? [value].flat() : value,
  ]);
  return { ...Object.fromEntries(query), ...(request.params as Record<string, string>) };
}

const wantsCsv = ({ headers: { accept = '' } }: AskedRequest): boolean =>
  /(^|,)\s*text\/csv\b/.test(accept) && !/application\/json/.test(accept);

/** The address of the next page (RFC 8288), for answers that have no place for it. */
function nextPage(request: AskedRequest, cursor: string): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', cursor);
  return `<${url.pathname}${url.search}>; rel="next"`;
}

function present(definition: AnyQuery, answer: unknown, to: { request: AskedRequest; reply: FastifyReply }) {
  const { request, reply } = to;
  const { next } = answer as { next?: string };
  // Others may have named headers before: that of the asker's origin, where origins are named.
  const vary = [reply.getHeader('vary'), 'accept', 'authorization'].filter(Boolean);
  void reply.header('vary', vary.join(', '));
  void reply.header('cache-control', cachingOf(definition, request));
  if (definition.rows && next !== undefined) void reply.header('link', nextPage(request, next));
  if (definition.mediaType !== undefined) void reply.type(definition.mediaType);
  if (!definition.rows || !wantsCsv(request)) return answer;
  void reply.type('text/csv; charset=utf-8; header=present');
  const { names = {} } = answer as { names?: Record<string, string> };
  return csvOf(definition.rows(answer as never), names);
}

function askerOf(request: AskedRequest, reply: FastifyReply, publicUrl: string): Asker {
  const gone = new AbortController();
  // The reply's end, not the request's: a request may be read to its end long before it is answered.
  reply.raw.once('close', () => gone.abort());
  const { actor } = request;
  const origin = publicUrl === '' ? originOf(request) : publicUrl;
  return { signal: gone.signal, origin, ...(actor ? { actor } : {}) };
}

/** Where the caller reached us, by its own word: it goes into addresses in the answer, and nowhere else. */
function originOf({ protocol, host }: AskedRequest): string {
  const origin = `${protocol}://${host}`;
  if (URL.canParse(origin)) return origin;
  throw new Refused(
    refuse('invalid-header', 'Host takes the name under which you reach this server.', { field: 'Host' }),
  );
}

/** One controller for all questions, with one method per question: the method only hands over. */
export function queriesController(definitions: readonly AnyQuery[]): Type {
  @Controller()
  class QueriesController {
    constructor(
      @Inject(QueryBus) readonly bus: QueryBus,
      @Inject(PUBLIC_URL) readonly publicUrl: string,
    ) {}
  }
  for (const definition of definitions) {
    const { properties = {} } = inputSchema(definition.input);
    const lists = new Set(
      Object.entries(properties).flatMap(([name, schema]) =>
        (schema as { type?: string }).type === 'array' ? [name] : [],
      ),
    );
    const Question = questionOf(definition);
    const method = async function (this: QueriesController, request: AskedRequest, reply: FastifyReply) {
      const asker = askerOf(request, reply, this.publicUrl);
      const answer = await this.bus.execute(new Question(inputOf(request, lists), asker));
      return present(definition, answer, { request, reply });
    };
    const { name, path } = definition;
    Object.defineProperty(QueriesController.prototype, name, { value: method, configurable: true });
    const descriptor = Object.getOwnPropertyDescriptor(
      QueriesController.prototype,
      name,
    ) as PropertyDescriptor;
    Req()(QueriesController.prototype, name, 0);
    Res({ passthrough: true })(QueriesController.prototype, name, 1);
    Get(path)(QueriesController.prototype, name, descriptor);
  }
  return QueriesController;
}
