import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret as Standard Webhooks writes it: 32 random bytes in base64, behind `whsec_`. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** What is signed: who sends the same later under another time signs it anew, and its id stays. */
export interface Signed {
  /** Of the message; the same however often it is sent. */
  readonly id: string;
  /** When it is sent, in seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

const signatureOf = (secret: string, { id, timestamp, body }: Signed): string => {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
};

/**
 * The headers by which a receiver knows who sent a message, that nobody changed it, and that it is not an old one.
 *
 * @param secrets each signs: one that is being rotated is known beside the one that takes its place
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const headersOf = (secrets: readonly string[], signed: Signed): Readonly<Record<string, string>> => ({
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestamp),
  'webhook-signature': secrets.map((secret) => signatureOf(secret, signed)).join(' '),
});
