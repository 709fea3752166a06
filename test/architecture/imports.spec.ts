import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const cruise = (...paths: readonly string[]) =>
  spawnSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.config/dependency-cruiser.cjs',
      ...paths,
    ],
    { cwd: root, encoding: 'utf8' },
  );

/** With files in a folder of their own among the domain's, which is removed again. */
function cruiseWith(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(root, 'libs/organisation/forbidden-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return cruise(folder.slice(root.length + 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('imports', () => {
  it('run one way', () => {
    const { stdout, stderr, status } = cruise('apps', 'libs', 'test');
    expect({ stdout, stderr, status }).toMatchObject({ status: 0 });
    expect(stdout).toContain('no dependency violations found');
  });

  it.each([
    ['an adapter', "import { SqliteEventStore as x } from '#event-store-sqlite';", 'domain-sees-no-adapter'],
    ['who promised what', "import { ledger as x } from '#commitment';", 'the-domain-runs-one-way'],
    [
      'the inside of another library',
      "import { PartnershipConvened as x } from '../../partnership/events.ts';",
      'a-library-is-entered-through-its-index',
    ],
  ])('are seen to fail: an organisation that knows %s', (_, statement, rule) => {
    const { stdout, status } = cruiseWith({ 'x.ts': `${statement}\nvoid x;\n` });
    expect(stdout).toContain(rule);
    expect(status).not.toBe(0);
  });

  it('are seen to fail: two files that know each other’s types', () => {
    const { stdout, status } = cruiseWith({
      'x.ts': "import type { Y } from './y.ts';\nexport interface X { y?: Y }\n",
      'y.ts': "import type { X } from './x.ts';\nexport interface Y { x?: X }\n",
    });
    expect(stdout).toContain('no-circle');
    expect(status).not.toBe(0);
  });

  it('stand in the layout that was agreed on', () => {
    const top = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .map((file) => file.split('/')[0] ?? '')
      .filter((name) => name && !name.startsWith('.'));
    const papers = 'README.md LICENSE CHANGELOG.md CONTRIBUTING.md';
    const agreed = new Set(
      `apps libs test package.json package-lock.json tsconfig.json docker-compose.yml ${papers}`.split(' '),
    );
    expect([...new Set(top)].filter((name) => !agreed.has(name))).toEqual([]);
  });
});
