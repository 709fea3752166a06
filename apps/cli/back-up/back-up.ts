import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '#event-store';
import { copyFile } from '#sqlite';
import type { StorageSettings } from '#storage';
import { check } from '../check/check.ts';
import { filesOf, FOLDERS, sha256Of, writeContents, type BackedUp } from './parts.ts';

type Heard = (done: number, of: number) => void;
/** Hears what is done, and then how far that is. */
export type Hearing = (what: string) => Heard;

/**
 * Copies a store, while it is served, to three folders of one that is made, and looks through what was copied.
 *
 * @throws Error the folder is not empty; a part is on a server; or what was copied is damaged: it is no back-up then
 */
export async function backUp(
  storage: StorageSettings,
  to: string,
  hearing: Hearing,
): Promise<readonly string[]> {
  const files = filesOf(storage).filter(({ name, file }) => isThere(name, file));
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new Error(`${to} is not empty: a back-up has a folder of its own; nothing was copied`);
  const made = new Date().toISOString();
  for (const folder of FOLDERS) mkdirSync(join(to, folder), { recursive: true, mode: 0o700 });
  for (const one of files) await copy(one, to, hearing(one.name));
  for await (const found of check(copied(storage, to), hearing)) throw damaged(found);
  for (const folder of FOLDERS) {
    const names = files.filter((one) => one.folder === folder).map(({ name }) => name);
    const sums = await Promise.all(names.map((name) => sha256Of(join(to, folder, name))));
    writeContents(join(to, folder), {
      made,
      files: Object.fromEntries(names.map((name, i) => [name, sums[i] ?? ''])),
    });
  }
  return files.map(({ folder, name }) => join(to, folder, name));
}

/** What nothing needed yet is not there. @throws Error what has to be there is missing */
function isThere(name: string, file: string): boolean {
  if (existsSync(file)) return true;
  if (['webhook.key', 'webhooks.sqlite', 'outbox.sqlite'].includes(name)) return false;
  throw new Error(`${file} is missing: nothing was copied`);
}

async function copy({ folder, name, file, isDatabase }: BackedUp, to: string, heard: Heard): Promise<void> {
  const target = join(to, folder, name);
  if (isDatabase) return copyFile(file, target, heard);
  writeFileSync(target, readFileSync(file), { mode: 0o600, flag: 'wx', flush: true });
  heard(1, 1);
}

/** The copy as a store without views. */
function copied(storage: StorageSettings, to: string): StorageSettings {
  const at = (folder: string, name: string) => join(to, folder, name);
  const own = (name: string) => ({ from: at('secrets', name), file: at('secrets', name) });
  const { masterKey = own('master.key'), secret = own('secret.key') } = storage;
  const { signingKey = own('signing-key.pem'), webhookKey } = storage;
  return {
    directory: to,
    events: { engine: 'sqlite', file: at('events', 'events.sqlite') },
    outbox: { engine: 'sqlite', file: at('events', 'outbox.sqlite') },
    keys: { engine: 'sqlite', file: at('keys', 'keys.sqlite') },
    views: { engine: 'sqlite', file: at('events', 'views.sqlite') },
    webhookKey: webhookKey?.isMadeHere ? own('webhook.key') : webhookKey,
    masterKey,
    secret,
    signingKey,
  };
}

const damaged = ({ in: file, at, what }: Finding): Error =>
  new Error(
    `what was copied is damaged (${[file, at, what].filter(Boolean).join(': ')}): look the store through by \`pledgebook check\`, or, where its master key was turned meanwhile, begin anew; what was copied is no back-up`,
  );
