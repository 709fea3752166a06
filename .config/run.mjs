#!/usr/bin/env node
// What `npm start`, `npm test` and `npx pledgebook` go through: installs and builds when needed, on any
// Node from 20 on, and then runs on the Node that package.json pins.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules/node/bin/node');
const [task, ...args] = process.argv.slice(2);

const env = {
  // What is started often starts sooner with its code compiled.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
  ...process.env,
  PATH: `${dirname(node)}:${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
};
function run(command, argv, { quiet = false } = {}) {
  const stdio = quiet ? ['inherit', 2, 'inherit'] : 'inherit';
  const result = spawnSync(command, argv, { cwd: root, stdio, env });
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs to its own end. A terminal interrupts both of us, so that is left to the child; other ends are handed on. */
function become(command, argv) {
  const child = spawn(command, argv, { stdio: 'inherit', env });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (status, signal) => process.exit(status ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** Does a step again only when what it depends on has changed. */
function when(name, state, step) {
  const stamp = join(root, 'node_modules/.stamps', name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state);
}

const hash = (text) => createHash('sha256').update(text).digest('hex');
const sources = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .join('\n');

when('install', hash(readFileSync(join(root, 'package-lock.json'))), () =>
  // Not `npm ci`: it wants every platform's optional binaries in the lock file, which not every registry carries.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }),
);
// The native compiler: the one in JavaScript, which some tools need as a library, takes four times as long.
const tsc = join(root, 'node_modules/typescript-7/bin/tsc');
const state = ['apps', 'libs', 'test'].map(sources).join('\n') + readFileSync(join(root, 'tsconfig.json'));
// What was deleted is built again.
if (!['page', 'page-server', 'bundle'].every((made) => existsSync(join(root, 'dist', made))))
  rmSync(join(root, 'node_modules/.stamps/build'), { force: true });
when('build', hash(state), () => {
  run(node, [tsc], { quiet: true });
  run(node, ['.config/bundle.mjs'], { quiet: true });
  run(node, ['.config/web.mjs'], { quiet: true });
});

const jest = (...argv) =>
  run(node, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '-c',
    '.config/jest.mjs',
    ...argv,
  ]);
/** Fails where what is shipped has a known weakness that is grave; says so where the registry does not tell. */
function audit() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
  const found = /"metadata"/.test(stdout) ? JSON.parse(stdout) : undefined;
  if (!found) return console.error('Not audited: this registry does not answer `npm audit`.');
  const { high, critical } = found.metadata.vulnerabilities;
  console.error(`Audited what is shipped: ${critical} critical, ${high} high.`);
  if (critical + high > 0) run('npm', ['audit', '--omit=dev']);
}
const FORMAT = ['-c', '.config/oxfmt.json', '--ignore-path', '.config/oxfmtignore'];
const tasks = {
  pledgebook: () =>
    become(node, ['--disable-warning=ExperimentalWarning', join(root, 'dist/bundle/main.js'), ...args]),
  contracts: () => run(node, ['dist/test/schemas/main.js']),
  fuzz: () => run(node, ['--disable-warning=ExperimentalWarning', 'dist/test/fuzz/main.js', ...args]),
  audit,
  policy: () => run(node, ['--disable-warning=ExperimentalWarning', 'dist/test/policy/main.js']),
  picture: () => run(node, ['--disable-warning=ExperimentalWarning', 'dist/test/picture/main.js']),
  bench: () => run(node, ['--disable-warning=ExperimentalWarning', 'dist/test/bench/main.js', ...args]),
  kafka: () => {
    Object.assign(env, { PLEDGEBOOK_KAFKA_KILLS: '20', PLEDGEBOOK_KAFKA_RESTARTS: '5', ...process.env });
    jest('test/crash/kafka.spec.ts', ...args);
  },
  format: () => run('oxfmt', [...FORMAT, '.']),
  check: () => {
    run('oxfmt', [...FORMAT, '--check', '.']);
    run('oxlint', ['-c', '.config/oxlint.json', '--deny-warnings', '.']);
    run(node, [tsc, '-p', 'apps/web/tsconfig.json']);
  },
  /** Ten times as many random histories as `npm test` has time for. */
  laws: () => {
    env.LAW_TIMES ??= '10';
    jest('test/laws', ...args);
  },
  /** Kills a server 200 times under many clients, in a folder and on PostgreSQL; `PLEDGEBOOK_CRASH_SEED` repeats a run. */
  crash: () => {
    env.PLEDGEBOOK_CRASH_KILLS ??= '200';
    jest('test/crash/kills.spec.ts', ...args);
  },
  /** Ten times as many commands and faults as `npm test` gives to what docker-compose.yml starts. */
  distributed: () => {
    env.PLEDGEBOOK_CRASH_COMMANDS ??= '30';
    jest('test/crash/processes', '-t', 'docker-compose', ...args);
  },
  test: () => {
    tasks.check();
    if (args.length === 0) env.TESTS_IN_GROUPS = 'yes';
    jest(...args);
  },
};
tasks[task]();
