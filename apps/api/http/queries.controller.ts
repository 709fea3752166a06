import { Controller, Get, Inject, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { AnyQuery } from '#cqrs';
import { inputSchema } from '#input';
import { refuse, Refused } from '#kernel';
import { EventStreams } from '../event-streams/event-streams.ts';
import type { Following } from '../event-streams/event-reader.ts';
import type { Names } from '../query-context/names.ts';
import type { AsOf } from '../query-context/snapshots.ts';
import { revisionOf } from '../query-context/revisions.ts';
import { addRoute } from './add-route.ts';
import { Answering, callerOf, type Asked } from './answering.ts';
import type { AskedRequest } from './sender.ts';
import { cachingOf } from './caching.ts';
import { columnsOf } from './columns.ts';
import { BYTE_ORDER_MARK, csvOf } from './csv.ts';
import { Encoded, jsonOf } from './encoding.ts';
import { isKnown, tagOf } from './entity-tag.ts';
import { refuseTwice } from './in-path.ts';
import { languageOf } from './language.ts';
import { BOM, formOf, type Form } from './form.ts';

export const PUBLIC_URL = Symbol('public URL');

/** What cannot be decoded would be taken for a text with a percent sign. @throws Refused it is no UTF-8 (RFC 3986) */
function requireDecodable(url: string): void {
  if (!url.includes('%')) return;
  try {
    decodeURIComponent(url);
  } catch {
    throw new Refused(
      refuse(
        'invalid-address',
        'The address is not as it should be: write "%" and two digits for each byte of UTF-8.',
      ),
    );
  }
}

/** Path and query together; what is a list in the input is one, however often it was given, and says each value once. */
function inputOf(
  request: AskedRequest,
  { lists, table }: { lists: ReadonlySet<string>; table: boolean },
): Record<string, unknown> {
  requireDecodable(request.url);
  const params = request.params as Record<string, string>;
  refuseTwice(Object.keys(params), request.query as object, 'question');
  const query = Object.entries(request.query as Record<string, string | string[]>)
    .filter(([name]) => !(table && name === BOM))
    .map(([name, value]) => [name, lists.has(name) ? [...new Set([value].flat())] : value]);
  return { ...Object.fromEntries(query), ...params };
}

/** What a page says of the next. */
interface PageOf {
  readonly next?: string;
  readonly asOf?: Pick<AsOf, 'position'>;
}

/** The address of the next page (RFC 8288), for answers that have no place for it: as of the same moment. */
function nextPage(request: AskedRequest, cursor: string, asOf: PageOf['asOf']): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', cursor);
  if (asOf) url.searchParams.set('asOf', asOf.position);
  return `<${url.pathname}${url.search}>; rel="next"`;
}

/** The bytes of answers, in either form: one that several are given is encoded once. */
const [JSONS, TABLES, TEXTS] = [new Encoded(), new Encoded(), new Encoded()];

/** An answer's bytes, in the form that is asked for. */
async function encode(definition: AnyQuery, answer: object, { isTable, isText, bom }: Form): Promise<Buffer> {
  if (isText) return TEXTS.of(answer, async () => Buffer.from((answer as { text: string }).text));
  const { rows } = definition;
  if (!isTable || !rows) return JSONS.of(answer, () => jsonOf(answer));
  const table = { columns: columnsOf(definition), names: (answer as { names?: Names }).names ?? {} };
  const bytes = await TABLES.of(answer, () => csvOf(rows(answer as never), table));
  return bom ? Buffer.concat([BYTE_ORDER_MARK, bytes]) : bytes;
}

interface To {
  readonly request: AskedRequest;
  readonly reply: FastifyReply;
  readonly form: Form;
}

/** What an answer says in its headers. */
function present(definition: AnyQuery, answer: object, { request, reply, form }: To): void {
  const { next, asOf } = answer as PageOf;
  const revision = form.isTable ? undefined : revisionOf(answer);
  if (revision !== undefined) void reply.header('etag', `"${revision}"`);
  // Others may have named headers before: that of the asker's origin, where origins are named.
  const language = definition.rows ? 'accept-language' : undefined;
  const vary = [reply.getHeader('vary'), 'accept', language, 'authorization'].filter(Boolean);
  void reply.header('vary', vary.join(', '));
  void reply.header('cache-control', cachingOf(definition, request));
  if (definition.rows && next !== undefined) void reply.header('link', nextPage(request, next, asOf));
  void reply.type(form.type);
}

function askerOf(request: AskedRequest, reply: FastifyReply, publicUrl: string) {
  const gone = new AbortController();
  // The reply's end, not the request's: a request may be read to its end long before it is answered.
  reply.raw.once('close', () => gone.abort());
  const { actor, headers } = request;
  const language = languageOf(headers['accept-language']);
  const origin = publicUrl === '' ? originOf(request) : publicUrl;
  return { signal: gone.signal, origin, language, ...(actor ? { actor } : {}) };
}

/** Where the caller reached us, by its own word: it goes into addresses in the answer, and nowhere else. */
function originOf({ protocol, host }: AskedRequest): string {
  const origin = `${protocol}://${host}`;
  if (URL.canParse(origin)) return origin;
  throw new Refused(
    refuse('invalid-header', 'Host takes the name under which you reach this server.', { field: 'Host' }),
  );
}

interface Streaming {
  readonly answering: Answering;
  readonly streams: EventStreams;
}

/** Answers with a stream. Who comes again says by `Last-Event-ID` where it was: that stands for `after`. */
async function follow(
  { answering, streams }: Streaming,
  asked: Asked & { readonly asker: { readonly origin: string } },
  to: To,
): Promise<void> {
  const { 'last-event-id': last = '' } = to.request.headers;
  const input = last === '' ? asked.input : { ...asked.input, after: last };
  const following = (await answering.follow({ ...asked, input })) as Following;
  asked.asker.signal.throwIfAborted();
  present(asked.definition, {}, to);
  const { origin } = asked.asker;
  streams.open(to.reply, { ...following, origin, by: callerOf(asked), expires: to.request.expires });
}

/** Which fields may be said more than once. */
const listsIn = ({ input }: AnyQuery): ReadonlySet<string> =>
  new Set(
    Object.entries(inputSchema(input).properties ?? {}).flatMap(([name, schema]) =>
      (schema as { type?: string }).type === 'array' ? [name] : [],
    ),
  );

/** One controller for all queries, with one method per query: the method only hands over. */
export function queriesController(definitions: readonly AnyQuery[]): Type {
  @Controller()
  class QueriesController {
    readonly answering: Answering;

    constructor(
      @Inject(QueryBus) bus: QueryBus,
      @Inject(PUBLIC_URL) readonly publicUrl: string,
      @Inject(EventStreams) readonly streams: EventStreams,
    ) {
      this.answering = new Answering(bus);
    }
  }
  for (const definition of definitions) {
    let lists: ReadonlySet<string> | undefined;
    const method = async function (this: QueriesController, request: AskedRequest, reply: FastifyReply) {
      // First of all: what cannot be answered in a form that is wanted is not worked at.
      const form = formOf(definition, request);
      const asked = {
        definition,
        input: inputOf(request, {
          lists: (lists ??= listsIn(definition)),
          table: definition.rows !== undefined,
        }),
        asker: askerOf(request, reply, this.publicUrl),
        address: request.ip,
      };
      if (form.isStream) return follow(this, asked, { request, reply, form });
      const bytesOf = (answer: object) => encode(definition, answer, form);
      const answer = await this.answering.answer(asked, form.isTable ? 'csv' : 'json', bytesOf);
      present(definition, answer, { request, reply, form });
      const body = await bytesOf(answer);
      // Of a reader that is gone already no end will be heard.
      asked.asker.signal.throwIfAborted();
      if (form.isText) {
        const tag = tagOf(body);
        void reply.header('etag', tag);
        if (isKnown(tag, request.headers['if-none-match'])) return reply.code(304).send();
      }
      reply.raw.once('close', this.answering.places.send(callerOf(asked), body));
      return body;
    };
    const { name, path } = definition;
    addRoute(QueriesController, { name, method, decorators: [Get(path)] });
  }
  return QueriesController;
}
