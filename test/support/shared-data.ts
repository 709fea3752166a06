import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const shared = process.env['PLEDGEBOOK_SHARED'] ?? join(import.meta.dirname, '../../../shared');

/**
 * The files of a folder of `../shared/data`, which tests look for beside the repository and never copy. Missing, it is
 * an error in CI; elsewhere nothing comes back and one line says so.
 */
export function sharedFiles(folder: string, ending: string): string[] | undefined {
  const path = join(shared, 'data', folder);
  if (existsSync(path))
    return readdirSync(path)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => join(path, name));
  if (process.env['CI'] === 'true') throw new Error(`${path} is missing: set PLEDGEBOOK_SHARED`);
  process.stderr.write(`Skipped, ${path} is missing: set PLEDGEBOOK_SHARED to test with it.\n`);
  return undefined;
}

/** Their names and texts. */
export const sharedData = (folder: string, ending: string): { name: string; text: string }[] | undefined =>
  sharedFiles(folder, ending)?.map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));
