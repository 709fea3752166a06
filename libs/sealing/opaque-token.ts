import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * Texts that callers carry for us and cannot read or make: positions, cursors. AES-256-GCM with a nonce that is an HMAC
 * of the text, so that the same text is always the same token (an answer for a moment is the same bytes for ever).
 */
export class OpaqueTokens {
  private readonly key: KeyObject;

  constructor(key: Buffer) {
    // Made once: out of a buffer it is made anew each time, which takes longer than the rest.
    this.key = createSecretKey(key);
  }

  seal(kind: string, text: string): string {
    const nonce = createHmac('sha256', this.key).update(`${kind}\0${text}`).digest().subarray(0, 12);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(kind));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }

  /** The text of a token of this kind; undefined of anything else. */
  open(kind: string, token: string): string | undefined {
    const bytes = Buffer.from(token, 'base64url');
    // Decoding passes over what is no base64url, and over the last character's spare bits.
    if (bytes.length < 28 || bytes.toString('base64url') !== token) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(kind))
        .setAuthTag(bytes.subarray(-16));
      return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}
