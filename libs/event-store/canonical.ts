import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredEvent } from '#kernel';

/** A JSON value in canonical form (RFC 8785): the same value is the same text everywhere. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** Proof, in the caller's hands, of what was stored. */
export interface Receipt {
  /** Of the event. */
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  /** Of the event's fingerprint, in hexadecimal. */
  readonly sha256: string;
}

/** SHA-256 over the canonical form of an event as it is stored, never as it was upcast. */
export const fingerprint = (event: StoredEvent): string => {
  const { stream, revision, id, type, version, data, metadata } = event.keptAs ?? event;
  return createHash('sha256')
    .update(canonical({ stream, revision, id, type, version, data, metadata }))
    .digest('hex');
};

/** Data and metadata of an event, in canonical form. */
export interface Texts {
  readonly data: string;
  readonly metadata: string;
}
/** The receipt of an event whose parts are canonical already: its names stand in their order (RFC 8785, section 3.2.3). */
export function receiptOfTexts(
  { id, stream, revision, type, version }: Omit<StoredEvent, 'data' | 'metadata' | 'position'>,
  { data, metadata }: Texts,
): Receipt {
  const [of, kind] = [JSON.stringify(stream), JSON.stringify(type)];
  const text = `{"data":${data},"id":${JSON.stringify(id)},"metadata":${metadata},"revision":${revision},"stream":${of},"type":${kind},"version":${version}}`;
  return { id, stream, revision, sha256: createHash('sha256').update(text).digest('hex') };
}

export const receiptOf = (event: StoredEvent): Receipt => {
  const { id, stream, revision } = event.keptAs ?? event;
  return { id, stream, revision, sha256: fingerprint(event) };
};
