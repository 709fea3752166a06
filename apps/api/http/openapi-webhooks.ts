import { inputSchema } from '#input';
import { OWNERS, type AnyWebhookCommand } from '../webhooks/definition.ts';
import {
  HEADERS,
  HEADERS_OF_ALL,
  HEADERS_OF_COMMANDS,
  pathIds,
  pathParameters,
  problems,
  template,
} from './openapi-parts.ts';

/** A command on a webhook, for OpenAPI. */
export function webhookOperation(definition: AnyWebhookCommand) {
  const { name, path, summary, label, input, creates, answers } = definition;
  const ids = pathIds(path);
  const operation = {
    operationId: name,
    tags: ['webhooks'],
    summary,
    description: `Who may: ${label}; with the role ${OWNERS.join(' or ')}.`,
    security: [{ bearer: [] }],
    parameters: [
      ...pathParameters(path, inputSchema(input)),
      ...HEADERS.filter((header) => creates && header.name === 'Idempotency-Key'),
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: inputSchema(input, ids), example: input.example } },
    },
    responses: {
      [creates ? 201 : 200]: {
        description: 'It is done',
        headers: { ...HEADERS_OF_ALL, ...(creates ? { Location: HEADERS_OF_COMMANDS.Location } : {}) },
        content: { 'application/json': { schema: answers } },
      },
      ...problems(400, 401, 403, 404, 406, 408, 409, 412, 413, 415, 422, 429, 500, 503),
    },
  };
  return [template(path), { post: operation }] as const;
}
