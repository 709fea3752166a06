/** The category of sealed records, of which only the record itself says what it is of. */
export const SEALED = 'sealed';
/** The subject of records that are the book's own, such as what was forgotten: their key is in no key store. */
export const OURS = 'book';

/**
 * The name of a sealed stream, `sealed-<kind>-<subject>`, or `sealed-<kind>-<subject>.<more>` where it is one of several about
 * its subject. The subject, which has no dot, is whose key its records are sealed with.
 */
export const sealedStream = (kind: string, subject: string, more?: string): string =>
  `${SEALED}-${kind}-${subject}${more === undefined ? '' : `.${more}`}`;

export const isSealed = (stream: string): boolean => stream.startsWith(`${SEALED}-`);

/** The other half of it: what the name of a sealed stream says. Empty words of any other. */
export function readSealedStream(stream: string): { kind: string; subject: string; more?: string } {
  const [, kind = '', subject = '', more] = /^sealed-([^-]*)-([^.]*)(?:\.(.*))?$/.exec(stream) ?? [];
  return { kind, subject, ...(more === undefined ? {} : { more }) };
}
