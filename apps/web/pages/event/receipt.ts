import canonicalize from 'canonicalize';
import type { Stored } from './stored.ts';

/** What whoever gave the command was given, and `pledgebook verify` reads. */
export interface Receipt {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly sha256: string;
}

/**
 * The SHA-256 of the canonical form (RFC 8785) of an event as it is stored, worked out here: the book's word for it is not
 * taken. Undefined where the browser works out none, as on plain http from afar.
 */
export async function receiptFor(
  event: Stored,
  subtle = globalThis.crypto?.subtle,
): Promise<Receipt | undefined> {
  if (subtle === undefined) return undefined;
  const { stream, revision, id, type, version, data, metadata } = event;
  const canonical = canonicalize({ stream, revision, id, type, version, data, metadata }) ?? '';
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, stream, revision, sha256 };
}
