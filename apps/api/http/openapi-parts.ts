import type { JsonSchema } from '#input';

export const template = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
export const pathParameters = (path: string, { properties = {} }: JsonSchema) =>
  pathIds(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));

export const header = (description: string, schema: object = { type: 'string' }) => ({ description, schema });
export const HEADERS_OF_ALL = {
  'X-Request-Id': header('The id under which the log and the metadata of events name this request'),
  'RateLimit-Limit': header('So many requests a minute', { type: 'integer' }),
  'RateLimit-Remaining': header('So many are left', { type: 'integer' }),
  'RateLimit-Reset': header('In so many seconds it is counted anew', { type: 'integer' }),
};
export const PROBLEM = {
  description: 'A problem document (RFC 9457): `code` is for programs, `detail` says what to do',
  headers: {
    ...HEADERS_OF_ALL,
    'Retry-After': header('Of 429 and 503: try again after so many seconds', { type: 'integer' }),
    'WWW-Authenticate': header('Of 401'),
  },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: '#/components/responses/Problem' }]));

/** What a command may say in headers. */
export const HEADERS = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Sent again by the same person with the same body, it gives the first answer again.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
  },
  {
    name: 'If-Match',
    in: 'header',
    description: "The revision, in quotes, that the entity's own stream must have.",
    schema: { type: 'string', pattern: '^"[0-9]{1,15}"$' },
  },
];

export const HEADERS_OF_COMMANDS = {
  ETag: header("The revision of the entity's own stream, in quotes, where the command wrote to it"),
  Location: header('Where what was opened is shown'),
};
export const pathIds = (path: string): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
