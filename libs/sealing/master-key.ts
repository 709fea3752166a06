import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A master key, and the name that wrapped keys know it by. */
export interface MasterKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** Where the master keys come from: the first wraps, the others are still accepted. */
export interface MasterKeys {
  /** Where that is, for people: a variable or a file. */
  readonly from: string;
  /** As they are now: a file may have changed. None: none was made yet. */
  read(): readonly MasterKey[];
  /** Where keys are kept that can be changed here; undefined where the environment says them. */
  readonly kept?: KeptKeys;
}
interface KeptKeys {
  /** Makes the first, unless there is one. */
  begin(): void;
  write(keys: readonly MasterKey[]): void;
  /** One process at a time changes them. False: another does, and nothing was done. */
  alone(work: () => Promise<void>): Promise<boolean>;
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

const textOf = (keys: readonly MasterKey[]): string =>
  keys.map(({ key }) => `${Buffer.from(key).toString('base64')}\n`).join('');

function writeKeys(path: string, keys: readonly MasterKey[]): void {
  writeFileSync(`${path}.new`, textOf(keys), { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

/** Two that begin at once make one key: the file is there whole, or not at all, and who comes second takes it as it is. */
function writeFirst(path: string): void {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, textOf([newMasterKey()]), { mode: 0o600, flush: true });
  try {
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
}

/** The lock goes with the process that holds it, however it ends. */
async function alone(file: string, work: () => Promise<void>): Promise<boolean> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    if (!isTaken(lock)) return false;
    await work();
    return true;
  } finally {
    lock.close();
  }
}
function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (/locked/.test((error as Error).message)) return false;
    throw error;
  }
}

function fileNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`PLEDGEBOOK_MASTER_KEY_FILE names a file that cannot be read: ${file}`, { cause });
  }
}

/** Master keys that are given, by a variable or in a file, for people by name. */
export type GivenMasterKeys = { readonly from: string } & (
  | { readonly text: string }
  | { readonly file: string }
);

/** As they are given; else from a file in the data directory. */
export function masterKeysOf(directory: string, given?: GivenMasterKeys): MasterKeys {
  if (given) {
    const { from } = given;
    return { from, read: () => keysIn('text' in given ? given.text : fileNamed(given.file), from) };
  }
  const own = join(directory, 'master.key');
  if (existsSync(own)) chmodSync(own, 0o600);
  const read = () => (existsSync(own) ? keysIn(readFileSync(own, 'utf8'), own) : []);
  return {
    from: own,
    read,
    kept: {
      begin: () => writeFirst(own),
      write: (keys) => writeKeys(own, keys),
      alone: (work) => alone(join(directory, 'master.lock'), work),
    },
  };
}
