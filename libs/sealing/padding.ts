/** Size classes of sealed records, in KiB: 1, 4, 16, 64, and by four from there. */
const SMALLEST = 1024;

/** A JSON value as bytes of the smallest class that holds it. Spaces at the end say nothing. */
export function padded(value: unknown): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(value), 'utf8');
  let size = SMALLEST;
  while (size < bytes.length) size *= 4;
  return Buffer.concat([bytes], size).fill(' ', bytes.length);
}

export const unpadded = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString('utf8'));
