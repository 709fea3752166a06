import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { weighedIn } from './weighed.ts';

/** Of Brotli's qualities the last that takes a few milliseconds for a page: the next makes little less of it in twice the time. */
const QUALITY = 5;
const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** How a text is sent, best first, to whoever takes it so. */
const WAYS = {
  br: (text: Buffer) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
  gzip: (text: Buffer) => gzipped(text),
} as const;

/** A text as it goes over the wire. */
export interface Encoded {
  readonly body: Buffer;
  /** The `Content-Encoding`; undefined: it goes as it is. */
  readonly encoding?: keyof typeof WAYS;
}

/**
 * Compresses a text as its caller likes it best.
 *
 * @param accept the header `Accept-Encoding` (RFC 9110 section 12.5.3)
 */
export async function compressed(text: string, accept = ''): Promise<Encoded> {
  const body = Buffer.from(text);
  const weights = new Map(weighedIn(accept).map(({ value, weight }) => [value, weight]));
  const weightOf = (name: string) => weights.get(name) ?? weights.get('*') ?? 0;
  const [best] = (Object.keys(WAYS) as (keyof typeof WAYS)[])
    .filter((name) => weightOf(name) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
  return best === undefined ? { body } : { body: await WAYS[best](body), encoding: best };
}
