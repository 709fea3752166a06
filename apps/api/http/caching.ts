import type { FastifyRequest } from 'fastify';
import type { AnyQuery } from '#cqrs';

/** For what nobody may keep: what is for an audience of its own, and what went wrong. */
export const KEPT_NOWHERE = 'no-store';
const ASKED_ANEW = 'no-cache';
/** What is told inside is kept by whom it is told to alone, and asked anew with each token. */
const KEPT_BY_THE_ASKER = 'private, no-cache';
const KEPT_FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * For how long an answer may be kept. As of a past moment it never changes: that the moment has passed is known, else the
 * query would have been refused. How fresh an answer has to be (`atLeast`) is about the present, and changes no past.
 */
export function cachingOf(
  { allow }: Pick<AnyQuery, 'allow'>,
  { headers, query }: Pick<FastifyRequest, 'headers' | 'query'>,
): string {
  if (allow.audience !== undefined) return KEPT_NOWHERE;
  if (headers.authorization !== undefined) return KEPT_BY_THE_ASKER;
  const { asOf } = query as { asOf?: string };
  return asOf === undefined ? ASKED_ANEW : KEPT_FOR_EVER;
}
