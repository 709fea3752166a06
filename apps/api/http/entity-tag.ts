import { createHash } from 'node:crypto';

/** An entity tag (RFC 9110, section 8.8.3) made of an answer's own bytes: the same answer has the same. */
export const tagOf = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

/** Whether who asks has it already, by its `If-None-Match` (section 13.1.2): compared weakly. */
export const isKnown = (tag: string, ifNoneMatch: string | undefined): boolean =>
  ifNoneMatch?.trim() === '*' ||
  (ifNoneMatch ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
