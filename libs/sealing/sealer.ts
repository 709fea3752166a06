import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { compactDecrypt, CompactEncrypt, decodeProtectedHeader } from 'jose';
import { OURS, readSealedStream, type Metadata } from '#kernel';
import type { DataKeys } from './data-keys.ts';
import { padded, unpadded } from './padding.ts';
import { keyFor } from './secrets.ts';

/** What a sealed record holds: all that says who, when, and of what. */
export interface SealedRecord {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly metadata: Metadata;
}

/** The subject of the record that is opened where there is none. */
const NOBODY = 'nobody';
const REFERENCES = 'references to data keys';
const NOTHING: SealedRecord = {
  stream: '',
  revision: 0,
  type: 'Nothing',
  version: 1,
  data: {},
  metadata: {},
};

/**
 * Seals records as JWE (`dir`, A256GCM, padded), each with the data key of its subject. The key's id stands in the header
 * encrypted, otherwise each time: it opens for us, and shows to nobody which records have the same key.
 */
export class Sealer {
  private readonly own: Buffer;
  private readonly ids: Buffer;
  private readonly references: Buffer;
  private decoy = '';

  private constructor(
    private readonly keys: DataKeys,
    secret: Buffer,
  ) {
    this.own = keyFor(secret, "sealed records of the book's own");
    this.ids = keyFor(secret, 'ids of data keys');
    this.references = keyFor(secret, REFERENCES);
  }

  static async open(keys: DataKeys, secret: Buffer): Promise<Sealer> {
    const sealer = new Sealer(keys, secret);
    sealer.decoy = (await sealer.seal(NOTHING, NOBODY, { begins: true })) ?? '';
    return sealer;
  }

  /** @returns undefined where the subject's key was destroyed, or the subject never began */
  async seal(
    record: SealedRecord,
    subject: string,
    { begins }: { begins: boolean },
  ): Promise<string | undefined> {
    const id = this.idOf(subject);
    const key = begins && subject !== OURS ? await this.keys.make(id) : await this.keyOf(id);
    if (!key) return undefined;
    return new CompactEncrypt(padded(record))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.referenceTo(id) })
      .encrypt(key);
  }

  /** @returns undefined where its key was destroyed */
  async open(jwe: string): Promise<SealedRecord | undefined> {
    const key = await this.keyOf(keyIdIn(jwe, this.references));
    return key && (unpadded((await compactDecrypt(jwe, key)).plaintext) as SealedRecord);
  }

  /** Opens a small record that says nothing, as `open` opens any: where there is none, the same is done as where there is. */
  async openNothing(): Promise<undefined> {
    await this.open(this.decoy);
  }

  /** What has become of the key of a record. */
  async keyOfRecord(jwe: string): Promise<'ours' | 'held' | 'gone'> {
    const id = keyIdIn(jwe, this.references);
    if (id === this.idOf(OURS)) return 'ours';
    return (await this.keys.has(id)) ? 'held' : 'gone';
  }

  /** Of these records, those that were sealed with the key of none of these subjects. */
  ofOthers(jwes: readonly string[], subjects: Iterable<string>): readonly string[] {
    const ids = new Set([...subjects].map((subject) => this.idOf(subject)));
    return jwes.filter((jwe) => !ids.has(keyIdIn(jwe, this.references)));
  }

  /** Whether a record is the first that was sealed with its key: the subject's own. False also where it does not open. */
  async isFirst(jwe: string): Promise<boolean> {
    const { revision, stream = '' } = (await this.open(jwe)) ?? {};
    const { subject, more } = readSealedStream(stream);
    const isOwn = revision === 0 && more === undefined;
    return isOwn && this.idOf(subject) === keyIdIn(jwe, this.references);
  }

  /** Whether a subject's key is there. */
  holds(subject: string): Promise<boolean> {
    return this.keys.has(this.idOf(subject));
  }

  /** Destroys the key of a subject: what was sealed with it is gone. */
  destroy(subject: string): Promise<void> {
    return this.keys.destroy(this.idOf(subject));
  }

  private async keyOf(id: string): Promise<Uint8Array | undefined> {
    return id === this.idOf(OURS) ? this.own : this.keys.get(id);
  }

  private idOf(subject: string): string {
    return createHmac('sha256', this.ids).update(subject).digest('base64url');
  }

  private referenceTo(id: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.references, nonce);
    return Buffer.concat([nonce, cipher.update(id, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
      'base64url',
    );
  }
}

/** @throws Error the reference was made with another secret */
function keyIdIn(jwe: string, references: Buffer): string {
  const bytes = Buffer.from(decodeProtectedHeader(jwe).kid ?? '', 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', references, bytes.subarray(0, 12)).setAuthTag(
    bytes.subarray(-16),
  );
  return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

/** Whether a record was sealed with this secret. */
export function isSealedWith(secret: Buffer, jwe: string): boolean {
  try {
    return keyIdIn(jwe, keyFor(secret, REFERENCES)) !== '';
  } catch {
    return false;
  }
}
