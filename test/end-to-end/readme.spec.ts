import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '../../apps/cli/client.ts';
import { pledgebook, serving, type Running } from '../support/command-line.ts';
import { sharedFiles } from '../support/shared-data.ts';

const root = join(import.meta.dirname, '../..');
const READMES = execFileSync('git', ['ls-files', '*README.md'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n');

/** What others go on from. */
const FIRST = ['apps/cli/tour/README.md', 'README.md'];

/** What is shown to be typed: everything in a block of `sh`. */
const blocksOf = (readme: string): string[] =>
  [...readFileSync(join(root, readme), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
    ([, block]) => block ?? '',
  );

/** Those that other tests run as they are, or that are the test run itself. */
const ELSEWHERE = new Set(['npm run demo\n', 'npm test\n', 'npm run bench\n']);

/** All of them in one shell, one after another, as a reader would; stops at the first that fails. */
async function typed(script: string, env: Readonly<Record<string, string>>, cwd: string) {
  const shell = spawn('bash', ['-e'], { cwd, env: { ...process.env, ...env } });
  let said = '';
  shell.stdout.on('data', (chunk) => (said += String(chunk)));
  shell.stderr.on('data', (chunk) => (said += String(chunk)));
  shell.stdin.end(script);
  const [status] = (await once(shell, 'close')) as [number | null];
  return { status, said };
}

describe('the READMEs', () => {
  let place: string;
  let server: Running;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'pledgebook-readme-'));
    server = await serving(join(place, 'data'));
    await callsItself('Office of Humanitarian Data');
    // `npx pledgebook`, from a folder that is not the project's, so that what is written does not land there.
    writeFileSync(join(place, 'npx'), `#!/bin/sh\nshift\nexec node ${root}/dist/bundle/main.js "$@"\n`);
    chmodSync(join(place, 'npx'), 0o755);
    for (const folder of ['apps', 'libs']) symlinkSync(join(root, folder), join(place, folder));
  });
  /** Somebody lists an organisation by this name: what is shown is to select the one that is meant all the same. */
  async function callsItself(name: string): Promise<void> {
    const data = join(place, 'data');
    const token = pledgebook(['token', '--organisation', 'Namesake', '--data', data]).stdout.trim();
    const client = new Client(server.url, token);
    await client.command('/v1/organisations/register-organisation', { name });
  }
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(place, { recursive: true });
  });

  it('show commands that work, the tour first, and then those that go on from it', async () => {
    const blocks = [...FIRST, ...READMES.filter((readme) => !FIRST.includes(readme))]
      .flatMap(blocksOf)
      // What Docker starts is started by `test/crash/processes.spec.ts`, from the same file.
      .filter((block) => !ELSEWHERE.has(block) && !block.includes('docker compose'));
    const imports = sharedFiles('fts', '.json') !== undefined;
    const script = blocks
      .join('\n')
      .replaceAll('http://127.0.0.1:3000', server.url)
      .replaceAll(/^npx pledgebook import .*$/gm, (line) => (imports ? line : ''));
    expect(script.match(/^npx pledgebook/gm)?.length).toBeGreaterThan(5);
    const { status, said } = await typed(script, environment(place, server.url), place);
    expect({ status, said }).toMatchObject({ status: 0 });
    const tellings = [
      '"code":"not-the-owner"',
      '(as it should be)',
      '"amount":"150"',
      'Build a treatment plant',
      'pledgebook.commitment-amended.v1',
      '1 of 1 receipts agree with the book',
      'overview: built anew',
      '~ money/disbursed/USD/amount: 40.5 → 45.5',
      'claim disputed, by Ministry of Water',
      'public events so far',
      ...(imports ? ['961 new', 'paidWithin60Days'] : []),
    ];
    expect(tellings.filter((telling) => !said.includes(telling))).toEqual([]);
  }, 300_000);

  it('show the two commands that are run elsewhere', () => {
    expect(blocksOf('README.md').slice(0, 2)).toEqual(['npm run demo\n', 'npm test\n']);
  });

  it('lead to files that are there', () => {
    for (const readme of READMES)
      for (const [, link = ''] of readFileSync(join(root, readme), 'utf8').matchAll(
        /\]\((?!http)([^)#]+)\)/g,
      ))
        expect(() => readFileSync(join(root, readme, '..', link))).not.toThrow();
  });
});

const environment = (place: string, url: string) => ({
  PATH: `${place}:${join(root, 'node_modules/node/bin')}:${process.env['PATH']}`,
  PLEDGEBOOK_DATA: join(place, 'data'),
  PLEDGEBOOK_SERVER: url,
  PLEDGEBOOK_SHARED: process.env['PLEDGEBOOK_SHARED'] ?? join(root, '../shared'),
  NODE_NO_WARNINGS: '1',
});
