import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { KeyStore, WrappedKey } from './key-store.ts';
import { newMasterKey, type MasterKey, type MasterKeys } from './master-key.ts';

const WRAPPING = { alg: 'A256GCMKW', enc: 'A256GCM' } as const;

const wrap = (key: Uint8Array, { id, key: master }: MasterKey): Promise<string> =>
  new CompactEncrypt(key).setProtectedHeader({ ...WRAPPING, kid: id }).encrypt(master);

/** Data keys, each under an id, wrapped by the master key. None is remembered: what is destroyed opens nothing more. */
export class DataKeys {
  private known: readonly MasterKey[] = [];

  private constructor(
    private readonly store: KeyStore,
    private readonly masters: MasterKeys,
  ) {}

  /**
   * Opens a key store; a rotation that was begun is finished.
   *
   * @throws Error the master key is not the one that wraps the keys: nothing is changed
   */
  static async open(store: KeyStore, masters: MasterKeys): Promise<DataKeys> {
    const keys = new DataKeys(store, masters);
    keys.known = masters.read();
    const wrapping = store.master();
    if (wrapping !== undefined && !keys.known.some(({ id }) => id === wrapping))
      throw new Error(
        'the master key is not the one that wraps the data keys: give the right one ' +
          '(master.key in the data directory, PLEDGEBOOK_MASTER_KEY_FILE or PLEDGEBOOK_MASTER_KEY); nothing was changed',
      );
    if (wrapping !== keys.present.id) await keys.rewrapAll();
    return keys;
  }

  /** The key under an id; undefined where there never was one, or it was destroyed. */
  async get(id: string): Promise<Uint8Array | undefined> {
    const wrapped = this.store.get(id);
    return wrapped === undefined ? undefined : this.unwrap(wrapped);
  }

  /** The key under an id, made if there is none. */
  async make(id: string): Promise<Uint8Array> {
    for (;;) {
      const known = await this.get(id);
      if (known) return known;
      const { present } = this;
      const wrapped = await wrap(randomBytes(32), present);
      // Another process may have turned to another master key meanwhile.
      if (!this.store.put({ id, wrapped }, present.id)) this.known = this.masters.read();
    }
  }

  has(id: string): boolean {
    return this.store.get(id) !== undefined;
  }

  destroy(id: string): void {
    this.store.destroy(id);
  }

  /** Turns to a new master key. Both are accepted until every key is wrapped by the new one; no record is touched. */
  async rotate(): Promise<void> {
    const { write } = this.masters;
    if (!write)
      throw new Error(
        'the master key is not kept here: start with "new,old" where it is said, then with the new one',
      );
    this.known = [newMasterKey(), ...this.masters.read()];
    write(this.known);
    await this.rewrapAll();
    this.known = [this.present];
    write(this.known);
  }

  close(): void {
    this.store.close();
  }

  private get present(): MasterKey {
    return this.known[0] as MasterKey;
  }

  private async rewrapAll(): Promise<void> {
    for (;;) {
      const keys: WrappedKey[] = [];
      for (const { id, wrapped } of this.store.all())
        keys.push({ id, wrapped: await wrap(await this.unwrap(wrapped), this.present) });
      if (this.store.rewrap(keys, this.present.id)) return;
    }
  }

  private async unwrap(wrapped: string): Promise<Uint8Array> {
    const { kid } = decodeProtectedHeader(wrapped);
    let master = this.known.find(({ id }) => id === kid);
    if (!master) {
      this.known = this.masters.read();
      master = this.known.find(({ id }) => id === kid);
    }
    if (!master) throw new Error('a data key is wrapped by a master key that is not here');
    return (await compactDecrypt(wrapped, master.key)).plaintext;
  }
}
