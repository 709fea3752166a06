import { CompactEncrypt, compactDecrypt } from 'jose';
import { keyFor } from '#sealing';
import { newSecret } from './signature.ts';
import type { SealedSecret, Webhook } from './webhook.ts';

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** The key is not there, or is another one than they were sealed with. Its owner rotates the secret. */
export class SecretLost extends Error {}

/**
 * Secrets of webhooks, sealed by a key of their own: whoever delivers is given that key, and none of those by which a book
 * keeps what is said quietly.
 */
export class WebhookSecrets {
  /** @param key asked for each time; undefined where none is given */
  constructor(private readonly key: () => Buffer | undefined) {}

  /** Whether a key is given. */
  get areOffered(): boolean {
    return this.key() !== undefined;
  }

  /** A new secret, for its owner, and as it is kept. @throws SecretLost no key is given */
  async make(webhook: string): Promise<{ readonly secret: string; readonly sealed: string }> {
    const secret = newSecret();
    const payload = new TextEncoder().encode(JSON.stringify({ webhook, secret }));
    const sealed = await new CompactEncrypt(payload).setProtectedHeader(HEADER).encrypt(this.derived());
    return { secret, sealed };
  }

  /** @throws SecretLost it was sealed with another key, or for another webhook */
  async open(webhook: string, sealed: string): Promise<string> {
    const key = this.derived();
    try {
      const { plaintext } = await compactDecrypt(sealed, key);
      const opened = JSON.parse(new TextDecoder().decode(plaintext)) as { webhook: string; secret: string };
      if (opened.webhook === webhook) return opened.secret;
    } catch (cause) {
      throw new SecretLost('the secret of a webhook was sealed with another key', { cause });
    }
    throw new SecretLost('the secret of a webhook is of another one');
  }

  /** Those that sign now, the newest first. @throws SecretLost one of them cannot be opened */
  openAll({ id, secrets }: Pick<Webhook, 'id' | 'secrets'>, now: Date): Promise<string[]> {
    return Promise.all(standing(secrets, now).map(({ sealed }) => this.open(id, sealed)));
  }

  private derived(): Buffer {
    const key = this.key();
    if (!key) throw new SecretLost('no key of webhooks is given');
    return keyFor(key, 'secrets of webhooks');
  }
}

/** Secrets whose time is not up. */
export const standing = (secrets: readonly SealedSecret[], now: Date): readonly SealedSecret[] =>
  secrets.filter(({ until }) => until === undefined || until > now.toISOString());
