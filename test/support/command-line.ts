import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as immediately } from 'node:timers/promises';

const main = join(import.meta.dirname, '../../dist/bundle/main.js');
const argvOf = (args: readonly string[]) => ['--disable-warning=ExperimentalWarning', main, ...args];

/** `npx pledgebook …`, to its end. */
export function pledgebook(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, argvOf(args), {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { stdout, stderr, status };
}

/** `npx pledgebook …`, to its end, while this process goes on. */
export async function aside(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, argvOf(args), { stdio: 'ignore' });
  const [status] = (await once(child, 'close')) as [number | null];
  return status;
}

/** `npx pledgebook …`, killed as soon as something has become so. */
export async function killed(args: readonly string[], becameSo: () => boolean): Promise<void> {
  const child = spawn(process.execPath, argvOf(args), { stdio: 'ignore' });
  const closed = once(child, 'close');
  while (child.exitCode === null && !becameSo()) await immediately();
  child.kill('SIGKILL');
  await closed;
}

/** `npx pledgebook …`, interrupted as by Ctrl+C once something has become so; how it ended and what it said. */
export async function interrupted(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  becameSo: () => Promise<boolean>,
): Promise<{ status: number | null; stdout: string }> {
  const child = spawn(process.execPath, argvOf(args), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  const closed = once(child, 'close') as Promise<[number | null]>;
  while (child.exitCode === null && !(await becameSo()));
  child.kill('SIGINT');
  const [status] = await closed;
  return { status, stdout };
}

/** `npx pledgebook …` that goes on until it is ended, such as a server. */
export class Running {
  private constructor(
    private readonly child: ChildProcess,
    /** What it said until it was ready. */
    readonly said: string,
  ) {}

  /** Starts it, and waits until it has said something like this. */
  static async until(
    ready: RegExp,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Running> {
    const env = { ...process.env, PLEDGEBOOK_LOG_LEVEL: 'warn', ...environment };
    return Running.started(ready, argvOf(args), { env });
  }

  /** Starts Node with these arguments, likewise, and with nothing in its environment but what is said. */
  static async started(
    ready: RegExp,
    argv: readonly string[],
    options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
  ): Promise<Running> {
    const child = spawn(process.execPath, argv, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (ready.test(said)) return new Running(child, said);
    }
    throw new Error(`it said only: ${said}`);
  }

  /** The address it serves at. */
  get url(): string {
    return /http:\/\/[\d.]+:\d+/.exec(this.said)?.[0] ?? '';
  }

  /** By which the system knows it. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Whether it has not ended, by itself or otherwise. */
  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Stops it where it is, as when its machine sleeps, and has it go on. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  goOn(): void {
    this.child.kill('SIGCONT');
  }

  /** Ends it, if it has not ended. @returns its exit code, where it ended by itself */
  async end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    const [status] = (await gone) as [number | null];
    return status;
  }
}

/** A server on a data directory, in a process of its own, as `npm start` runs it. */
export const serving = (
  directory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> =>
  Running.until(/at http:\S+/, ['serve', '--data', directory, '--port', '0'], environment);
