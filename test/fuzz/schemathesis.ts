import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = '4.32.5';
/** A virtual environment of its own: nothing of Python is touched beside. */
const PLACE = join(import.meta.dirname, '../../../node_modules/.fuzz', VERSION);
const PROGRAM = join(PLACE, 'bin/st');

const isDone = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;

/** The program, made ready where it is not; undefined, having said so in a line, where that cannot be. */
export function schemathesis(): string | undefined {
  if (existsSync(PROGRAM)) return PROGRAM;
  const python = ['python3', 'python'].find((name) =>
    isDone(name, '-c', 'import sys, venv; sys.exit(sys.version_info < (3, 11))'),
  );
  if (python === undefined) return unavailable('it needs Python 3.11 or newer, with venv');
  process.stdout.write(`Installing Schemathesis ${VERSION} under node_modules/.fuzz\n`);
  if (!isDone(python, '-m', 'venv', PLACE)) return unavailable('Python makes no virtual environment here');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`];
  return isDone(join(PLACE, 'bin/python'), ...pip)
    ? PROGRAM
    : unavailable(`Schemathesis ${VERSION} cannot be installed from the package index`);
}

function unavailable(why: string): undefined {
  process.stderr.write(`Not fuzzed: ${why}.\n`);
}
