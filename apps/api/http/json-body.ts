import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readJson, UnreadableJson } from '#input';
import { refuse, Refused, type Refusal } from '#kernel';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** A charset that is declared has to be the only one that JSON is exchanged in (RFC 8259 section 8.1); nor is it packed. */
function refuseEncoding({ headers }: Pick<FastifyRequest, 'headers'>): Refusal | undefined {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    return refuse('media-type-unsupported', 'Send the body as application/json in UTF-8.', {
      field: 'Content-Type',
    });
  if (/^\s*(identity\s*)?$/i.test(headers['content-encoding'] ?? '')) return undefined;
  return refuse('media-type-unsupported', 'Send the body as it is, without a content encoding.', {
    field: 'Content-Encoding',
  });
}

const refusalOf = ({ message, repeated }: UnreadableJson): Refusal =>
  repeated === undefined
    ? refuse('invalid-json', `The body must be a JSON object: it ${message}.`)
    : refuse('invalid-input', 'The input is not as it should be: see errors.', {
        errors: [{ field: repeated, rule: 'saidOnce', message: `${repeated} is said twice` }],
      });

/**
 * The value of a body in JSON.
 *
 * @throws Refused its encoding is not taken, it is no JSON in UTF-8, or it says a name twice
 */
export function bodyOf(request: Pick<FastifyRequest, 'headers'>, bytes: Uint8Array): unknown {
  const refusal = refuseEncoding(request);
  if (refusal) throw new Refused(refusal);
  try {
    return readJson(bytes);
  } catch (error) {
    throw error instanceof UnreadableJson ? new Refused(refusalOf(error)) : error;
  }
}

/** Has bodies read by us: what Fastify reads them with puts U+FFFD where UTF-8 is broken, and keeps the last of two names. */
export function takeJson(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    try {
      done(null, bodyOf(request, bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
