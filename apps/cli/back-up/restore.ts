import { copyFileSync, chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StorageSettings } from '#storage';
import type { Hearing } from './back-up.ts';
import { contentsOf, filesOf, FOLDERS, sha256Of, type Folder } from './parts.ts';

export interface Restoring {
  /** Where a store is to be, and is not. */
  readonly storage: StorageSettings;
  /** Where the folders of the back-up are. */
  readonly from: Readonly<Record<Folder, string>>;
  readonly hearing: Hearing;
}

/**
 * Puts a back-up back where no store is. All of it is looked at before anything is put there. Views are built anew by who
 * starts it; whoever holds what was told of what came after the back-up is refused (409).
 *
 * @returns when it was made, as an instant
 * @throws Error something is there already, or the back-up is not as it was made: nothing was changed
 */
export async function restore({ storage, from, hearing }: Restoring): Promise<string> {
  const files = filesOf(storage);
  const taken = [...files.map(({ file }) => file), ...viewsOf(storage)].find((file) => existsSync(file));
  if (taken !== undefined)
    throw new Error(`${taken} is there: a back-up is put where no store is; nothing was changed`);
  const made = await refuseOther(from, hearing('looking through'));
  const heard = hearing('putting back');
  for (const [i, { folder, name, file }] of files.entries()) {
    const source = join(from[folder], name);
    if (existsSync(source)) put(source, file);
    heard(i + 1, files.length);
  }
  return made;
}

const viewsOf = ({ views }: StorageSettings): string[] => (views.engine === 'sqlite' ? [views.file] : []);

/** @throws Error a file is missing, or another than was copied, or the folders are of two back-ups */
async function refuseOther(
  from: Restoring['from'],
  heard: (done: number, of: number) => void,
): Promise<string> {
  const contents = FOLDERS.map((folder) => ({ folder: from[folder], ...contentsOf(from[folder]) }));
  const made = contents[0]?.made ?? '';
  if (contents.some((one) => one.made !== made))
    throw new Error(`${Object.values(from).join(', ')} are of several back-ups; nothing was changed`);
  const all = contents.flatMap(({ folder, files }) =>
    Object.entries(files).map(([name, sha256]) => ({ file: join(folder, name), sha256 })),
  );
  for (const [i, { file, sha256 }] of all.entries()) {
    if (!existsSync(file)) throw new Error(`${file} is missing; nothing was changed`);
    if ((await sha256Of(file)) !== sha256)
      throw new Error(`${file} is not as it was copied: take another back-up; nothing was changed`);
    heard(i + 1, all.length);
  }
  return made;
}

/** It is there whole, or not at all. */
function put(source: string, file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  copyFileSync(source, `${file}.restored`);
  chmodSync(`${file}.restored`, 0o600);
  renameSync(`${file}.restored`, file);
}
