import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A master key, and the name that wrapped keys know it by. */
export interface MasterKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where the master keys come from: the first wraps, the others are still accepted. */
export interface MasterKeys {
  /** As they are now: a file may have changed. */
  read(): readonly MasterKey[];
  /** Where keys are kept that can be changed here; undefined where the environment says them. */
  readonly write?: (keys: readonly MasterKey[]) => void;
}

const masterKey = (text: string, from: string): MasterKey => {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32)
    throw new Error(
      `${from} holds a key that is not 32 bytes in base64, such as "openssl rand -base64 32" gives`,
    );
  return {
    id: createHash('sha256').update('pledgebook master key').update(key).digest('hex').slice(0, 16),
    key,
  };
};
export const newMasterKey = (): MasterKey => masterKey(randomBytes(32).toString('base64'), 'a new key');

function keysIn(text: string, from: string): readonly MasterKey[] {
  const keys = text.split(/[\s,]+/).filter(Boolean);
  if (keys.length === 0) throw new Error(`${from} holds no master key`);
  return keys.map((key) => masterKey(key, from));
}

function writeKeys(path: string, keys: readonly MasterKey[]): void {
  const text = keys.map(({ key }) => `${Buffer.from(key).toString('base64')}\n`).join('');
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** From PLEDGEBOOK_MASTER_KEY, the file that PLEDGEBOOK_MASTER_KEY_FILE names, or a file in the data directory. */
export function masterKeysOf(
  directory: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): MasterKeys {
  const { PLEDGEBOOK_MASTER_KEY: said, PLEDGEBOOK_MASTER_KEY_FILE: file } = env;
  if (said !== undefined) return { read: () => keysIn(said, 'PLEDGEBOOK_MASTER_KEY') };
  if (file !== undefined) return { read: () => keysIn(readFileSync(file, 'utf8'), file) };
  const own = join(directory, 'master.key');
  if (!existsSync(own)) writeKeys(own, [newMasterKey()]);
  chmodSync(own, 0o600);
  return { read: () => keysIn(readFileSync(own, 'utf8'), own), write: (keys) => writeKeys(own, keys) };
}
