import { SPEAKERS, type AnyCommand } from '#kernel';
import type { AnyWebhookCommand } from '../webhooks/definition.ts';
import { ENVELOPE, schemaOf } from '#contracts';
import { askersOf, type AnyQuery } from '#cqrs';
import { componentSchemas, inputSchema, type JsonSchema } from '#input';
import generated from '../answers.json' with { type: 'json' };
import { columnsOf } from './columns.ts';
import { HEALTH_PATHS } from './health.controller.ts';
import {
  header,
  HEADERS,
  HEADERS_OF_ALL,
  HEADERS_OF_COMMANDS,
  pathIds,
  pathParameters,
  PROBLEM,
  problems,
  template,
} from './openapi-parts.ts';
import { webhookOperation } from './openapi-webhooks.ts';
import { routeOf } from './routes.ts';

/** What queries are answered with, and what that is made of: told from the types. */
const ANSWERS: Readonly<Record<'answers' | '$defs', Readonly<Record<string, object>>>> = generated;

const headersOf = ({ unnumbered }: AnyCommand) =>
  HEADERS.filter(({ name }) => name !== 'If-Match' || !unnumbered);

const givers = ({ allow: { label, roles = SPEAKERS } }: AnyCommand): string =>
  `${label}; with the role ${roles.join(' or ')}`;

function commandOperation(definition: AnyCommand) {
  const { path, ids } = routeOf(definition);
  const status = definition.creates ? 201 : 200;
  const input = definition.input as new () => object;
  const schema = inputSchema(input, ids);
  const operation = {
    operationId: definition.input.name,
    tags: [definition.entity.kind],
    summary: definition.summary,
    description: `Who may: ${givers(definition)}.`,
    security: [{ bearer: [] }],
    parameters: [...pathParameters(path, inputSchema(input)), ...headersOf(definition)],
    requestBody: {
      required: true,
      content: { 'application/json': { schema, example: definition.input.example } },
    },
    responses: {
      [status]: {
        description: 'Durable: ids, revision, receipts and a freshness token',
        headers: { ...HEADERS_OF_ALL, ...HEADERS_OF_COMMANDS },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/CommandAnswer' } } },
      },
      ...problems(400, 401, 403, 404, 406, 408, 409, 412, 413, 415, 422, 429, 500, 503),
    },
  };
  return [template(path), { post: operation }] as const;
}

/** As the definition says, else as the type of the answer does (`npm run contracts`). */
const answerSchema = ({ name, answers }: AnyQuery): object =>
  answers ?? ANSWERS.answers[name] ?? { type: 'object' };

const ETAG =
  'Of what is asked as it stands, in JSON: the revision of its stream, in quotes, as `If-Match` of a command takes it';
const BOM = {
  name: 'bom',
  in: 'query',
  required: false,
  description: 'Of text/csv: `1` begins it with a byte order mark, by which spreadsheets know UTF-8.',
  schema: { type: 'string', enum: ['0', '1'] },
};
const LANGUAGE = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description:
    'Names, titles, programmes and themes are sorted as the language that weighs most has them; else English.',
  schema: { type: 'string' },
};
const csvSays = (definition: AnyQuery): string =>
  'RFC 4180, in UTF-8; amounts in several currencies take a line for each; the next page is in `Link`. ' +
  `The columns, of every book: ${columnsOf(definition).join(', ')}.`;

const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'Of text/event-stream: the `id` of the last event that came; it takes the place of `after`.',
  schema: { type: 'string' },
};
const STREAM =
  'As it comes, as server-sent events (WHATWG HTML): `data` is an event, to the byte as the answer in JSON has it, `event` its ' +
  'type, `id` where to go on: `Last-Event-ID` of a stream, `after` of either. Comments show that it is there.';

const NOT_MODIFIED = { 304: { description: 'It is as `If-None-Match` says' } };

function queryOperation(definition: AnyQuery) {
  const ids = pathIds(definition.path);
  const { properties = {}, required = [] } = inputSchema(
    definition.input as new () => object,
    ids,
  ) as JsonSchema;
  const parameters = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const operation = {
    operationId: definition.name,
    tags: ['views'],
    summary: definition.summary,
    description: `Who may ask: ${askersOf(definition.allow)}.`,
    security: [{}, { bearer: [] }],
    parameters: [
      ...pathParameters(definition.path, inputSchema(definition.input)),
      ...parameters,
      ...(definition.rows ? [BOM, LANGUAGE] : []),
      ...(definition.follow ? [LAST_EVENT_ID] : []),
    ],
    responses: {
      200: {
        description: 'The answer',
        headers: {
          ...HEADERS_OF_ALL,
          ...(definition.numbered ? { ETag: header(ETAG) } : {}),
          ...(definition.isText ? { ETag: header('Of these bytes, for `If-None-Match`') } : {}),
          ...(definition.rows
            ? {
                Link: header(
                  'Of a list that goes on: the address of its next page, `rel="next"` (RFC 8288), as of the same moment',
                ),
              }
            : {}),
        },
        content: {
          [definition.mediaType ?? 'application/json']: { schema: answerSchema(definition) },
          ...(definition.rows
            ? { 'text/csv': { schema: { type: 'string', description: csvSays(definition) } } }
            : {}),
          ...(definition.follow
            ? { 'text/event-stream': { schema: { type: 'string', description: STREAM } } }
            : {}),
        },
      },
      ...(definition.isText ? NOT_MODIFIED : {}),
      ...problems(400, 401, 403, 404, 406, 409, 422, 429, 500, 503),
    },
  };
  return [template(definition.path), { get: operation }] as const;
}

/** The envelope's own definitions stay with it, and are found there. */
const cloudEvent = (): object =>
  JSON.parse(
    JSON.stringify(schemaOf(ENVELOPE)).replaceAll('"#/$defs/', '"#/components/schemas/CloudEvent/$defs/'),
  ) as object;

const SCHEMAS = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string' },
      field: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'rule', 'message'],
          properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
        },
      },
    },
  },
  Receipt: {
    type: 'object',
    description: 'SHA-256 of the canonical form (RFC 8785) of one stored event: proof in your hands',
    required: ['id', 'stream', 'revision', 'sha256'],
    properties: {
      id: { type: 'string' },
      stream: { type: 'string' },
      revision: { type: 'integer' },
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    },
  },
  CommandAnswer: {
    type: 'object',
    required: ['ids', 'receipts', 'freshness'],
    properties: {
      ids: { type: 'object', additionalProperties: { type: 'string' } },
      revision: { type: 'integer' },
      receipts: { type: 'array', items: { $ref: '#/components/schemas/Receipt' } },
      known: {
        const: true,
        description: 'All of it was known already, under these ids, and nothing was recorded',
      },
      freshness: { type: 'string', description: 'Give it to a query as atLeast to be shown at least this' },
    },
  },
};

const INFO = {
  title: 'Pledgebook',
  version: '1',
  description:
    'The public memory of partnerships: who pledged what, and how it went. ' +
    'Commands are POSTs; questions are GETs, answered to anybody with what is public, and to participants with more.',
};

interface Documented {
  readonly commands: readonly AnyCommand[];
  readonly webhookCommands: readonly AnyWebhookCommand[];
  readonly queries: readonly AnyQuery[];
}
/** The OpenAPI 3.1 document, told from the commands and queries themselves. */
export const openApiOf = ({ commands, webhookCommands, queries }: Documented) => ({
  openapi: '3.1.0',
  info: INFO,
  paths: {
    ...merge([
      ...commands.map(commandOperation),
      ...webhookCommands.map(webhookOperation),
      ...queries.map(queryOperation),
    ]),
    ...HEALTH_PATHS,
  },
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    responses: { Problem: PROBLEM },
    schemas: {
      ...schemasOfInputs(),
      ...SCHEMAS,
      CloudEvent: cloudEvent(),
      Answers: { $defs: ANSWERS.$defs },
    },
  },
});

/** Without what is checked by the same rules and is no input: what the process is told by its environment. */
function schemasOfInputs(): ReturnType<typeof componentSchemas> {
  const { Configuration: _, ...inputs } = componentSchemas();
  return inputs;
}

/** Operations on one path stand together. */
function merge(operations: readonly (readonly [path: string, operation: object])[]): Record<string, object> {
  const paths: Record<string, object> = {};
  for (const [path, operation] of operations) paths[path] = { ...paths[path], ...operation };
  return paths;
}
