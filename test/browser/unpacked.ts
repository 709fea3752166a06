import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Of the project, compiled or not: everything here is run from its root. */
const PACKAGES = resolve('node_modules');
const UNPACK = "import packed from '@sparticuz/chromium'; await packed.executablePath();";

/**
 * The browser from npm, unpacked. It unpacks itself, bit by bit, into the folder for temporary files, where another suite
 * would start a half of it: so it is given one of its own, which is put in place whole.
 *
 * @returns its executable
 */
export async function unpackedBrowser(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync(join(PACKAGES, '@sparticuz/chromium/package.json'), 'utf8'),
  ) as { version: string };
  const place = join(PACKAGES, '.cache', `browser-${version}`);
  if (!existsSync(place)) {
    mkdirSync(join(PACKAGES, '.cache'), { recursive: true });
    const own = mkdtempSync(`${place}-`);
    const env = { ...process.env, TMPDIR: own };
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', UNPACK], {
      cwd: PACKAGES,
      env,
    });
    try {
      renameSync(own, place);
    } catch (error) {
      // Another suite was quicker.
      if (!existsSync(place)) throw error;
      rmSync(own, { recursive: true });
    }
  }
  return join(place, 'chromium');
}
