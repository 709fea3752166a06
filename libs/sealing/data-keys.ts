import { randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { KeyStore, WrappedKey } from './key-store.ts';
import { newMasterKey, type MasterKey, type MasterKeys } from './master-key.ts';

const WRAPPING = { alg: 'A256GCMKW', enc: 'A256GCM' } as const;

const wrap = (key: Uint8Array, { id, key: master }: MasterKey): Promise<string> =>
  new CompactEncrypt(key).setProtectedHeader({ ...WRAPPING, kid: id }).encrypt(master);

const unwrap = async (wrapped: string, { key }: MasterKey): Promise<Uint8Array> =>
  (await compactDecrypt(wrapped, key)).plaintext;
const unwrappable = () => new Error('a data key is wrapped by a master key that is not here');

/** Whether a data key is what one of these master keys wrapped. */
export async function isWrappedBy(masters: readonly MasterKey[], wrapped: string): Promise<boolean> {
  try {
    const { kid } = decodeProtectedHeader(wrapped);
    const master = masters.find(({ id }) => id === kid);
    return master !== undefined && (await unwrap(wrapped, master)).length === 32;
  } catch {
    return false;
  }
}

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
    if (masters.kept && (await store.masters()).length > 0 && masters.read().length === 0)
      throw new Error(
        `${masters.from} is missing, which wraps the data keys here: put it back; nothing was changed`,
      );
    // Twice: another process may turn the key between the two that are looked at.
    if (!(await keys.isRight()) && !(await keys.isRight()))
      throw new Error(
        `${masters.from} is not the master key that wraps the data keys here: give the right one; nothing was changed`,
      );
    const { kept } = masters;
    if (kept && keys.known.length > 1) await kept.alone(() => keys.turn(masters.read()));
    else if ((await store.masters()).join() !== keys.present.id) await keys.rewrapAll();
    return keys;
  }

  /** The key under an id; undefined where there never was one, or it was destroyed. */
  async get(id: string): Promise<Uint8Array | undefined> {
    for (let before: string | undefined; ;) {
      const wrapped = await this.store.get(id);
      if (wrapped === undefined) return undefined;
      const master = this.masterOf(wrapped);
      if (master) return unwrap(wrapped, master);
      // It may have been wrapped anew, twice even, while it was looked at.
      if (wrapped === before) throw unwrappable();
      before = wrapped;
    }
  }

  /** The key under an id, made if there is none. */
  async make(id: string): Promise<Uint8Array> {
    for (;;) {
      const known = await this.get(id);
      if (known) return known;
      const { present } = this;
      const wrapped = await wrap(randomBytes(32), present);
      // Another process may have turned to another master key meanwhile.
      if (!(await this.store.put({ id, wrapped }, present.id))) this.known = this.masters.read();
    }
  }

  async has(id: string): Promise<boolean> {
    return (await this.store.get(id)) !== undefined;
  }

  destroy(id: string): Promise<void> {
    return this.store.destroy(id);
  }

  /**
   * Turns to a new master key. Both are accepted until every key is wrapped by the new one; no record is touched.
   *
   * @throws Error the key is not ours to turn, or another process turns it: nothing is changed
   */
  async rotate(): Promise<void> {
    const { kept, from } = this.masters;
    if (!kept)
      throw new Error(
        `the master key is not kept here: say "new,old" in ${from} and start, then the new one alone`,
      );
    if (!(await kept.alone(() => this.turn([newMasterKey(), ...this.masters.read()]))))
      throw new Error('another process turns the master key just now; nothing was changed');
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private get present(): MasterKey {
    return this.known[0] as MasterKey;
  }

  /** Whether what is said to be the master key wraps the data keys; of a new store, the first one made does. */
  private async isRight(): Promise<boolean> {
    const wrapping = await this.store.masters();
    if (wrapping.length === 0) this.masters.kept?.begin();
    this.known = this.masters.read();
    return wrapping.every((master) => this.known.some(({ id }) => id === master));
  }

  private async turn(masters: readonly MasterKey[]): Promise<void> {
    this.known = masters;
    this.masters.kept?.write(this.known);
    await this.rewrapAll();
    this.known = [this.present];
    this.masters.kept?.write(this.known);
  }

  /** It turns first: what is made meanwhile is wrapped by the new one, and there is an end to what is not. */
  private async rewrapAll(): Promise<void> {
    const { present } = this;
    do {
      await this.store.turnTo(present.id);
    } while (!(await this.store.rewrap(await this.wrappedBy(present), present.id)));
  }

  private async wrappedBy(present: MasterKey): Promise<WrappedKey[]> {
    const keys: WrappedKey[] = [];
    for (const { id, wrapped } of await this.store.all()) {
      const master = this.masterOf(wrapped);
      if (!master) throw unwrappable();
      if (master.id !== present.id)
        keys.push({ id, wrapped: await wrap(await unwrap(wrapped, master), present) });
    }
    return keys;
  }

  /** Undefined: it is not here, also looked for anew. */
  private masterOf(wrapped: string): MasterKey | undefined {
    const { kid } = decodeProtectedHeader(wrapped);
    const known = () => this.known.find(({ id }) => id === kid);
    if (known()) return known();
    this.known = this.masters.read();
    return known();
  }
}
