import type { CommandContext } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { preferred } from './accept.ts';
import { JSON_CONTENT } from './form.ts';
import { refuseTwice } from './in-path.ts';
import { actorOf, type AskedRequest } from './sender.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;
/** How deep lists and objects may stand in each other: no input needs half of it. */
const DEPTH = 20;

/** Looks no deeper than it has to, so that nothing is too deep to be looked at. */
const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1)));

/** What the headers say beside the body. */
export function contextOf(request: AskedRequest): CommandContext {
  const { 'idempotency-key': key, 'if-match': match } = request.headers;
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key)))
    throw new Refused(
      refuse('invalid-header', 'Idempotency-Key takes 1 to 255 visible ASCII characters.', {
        field: 'Idempotency-Key',
      }),
    );
  const revision = match === undefined ? undefined : /^"(\d{1,15})"$/.exec(match)?.[1];
  if (match !== undefined && revision === undefined)
    throw new Refused(
      refuse('invalid-header', 'If-Match takes one revision in quotes, such as "3".', { field: 'If-Match' }),
    );
  return {
    actor: actorOf(request),
    correlationId: request.id,
    ...(key === undefined ? {} : { idempotencyKey: key }),
    ...(revision === undefined ? {} : { ifMatch: Number(revision) }),
  };
}

/** Before anything is done: a command whose answer the caller cannot take is not carried out. */
export function refuseUnacceptable({ headers: { accept } }: AskedRequest): void {
  if (preferred(accept, [JSON_CONTENT]) === undefined)
    throw new Refused(refuse('not-acceptable', 'It is answered as application/json.', { field: 'Accept' }));
}

/** The body with the ids of the path, which nobody gives twice. */
export function commandBodyOf(request: AskedRequest, ids: readonly string[]): unknown {
  const body = (request.body ?? {}) as Record<string, unknown>;
  if (isDeeperThan(body, DEPTH))
    throw new Refused(
      refuse('body-too-deep', `Lists and objects stand in each other ${DEPTH} deep at most.`),
    );
  const params = request.params as Record<string, string>;
  refuseTwice(ids, body, 'input');
  return typeof request.body === 'object' && !Array.isArray(body)
    ? { ...body, ...Object.fromEntries(ids.map((id) => [id, params[id]])) }
    : body;
}
