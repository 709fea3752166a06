import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figures.ts';

const main = join(import.meta.dirname, '../../dist/test/bench/main.js');

/** The figures of a bench at sizes that say nothing. */
async function run(name: string): Promise<readonly Figure[]> {
  const args = ['--disable-warning=ExperimentalWarning', main, name, '--tiny', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 120_000 });
  return JSON.parse(stdout) as Figure[];
}

describe('the bench', () => {
  // The others start the same servers and readers, and take minutes.
  it.each(['commands', 'rebuild'])(
    '%s runs to its end and gives numbers',
    async (name) => {
      const figures = await run(name);
      expect(figures.length).toBeGreaterThan(0);
      for (const { value } of figures) expect(value).toBeGreaterThan(0);
    },
    300_000,
  );
});
