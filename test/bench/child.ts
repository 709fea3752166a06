import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process of its own, which answers questions one after another and ends when it is told to, or when we end. */
export class Child {
  private constructor(private readonly process: ChildProcess) {}

  /** @param script beside this file, without its extension */
  static async start(script: string, args: readonly string[], profiles?: string): Promise<Child> {
    const execArgv = ['--disable-warning=ExperimentalWarning'];
    if (profiles) execArgv.push('--cpu-prof', `--cpu-prof-dir=${profiles}`);
    const child = new Child(
      fork(join(import.meta.dirname, `${script}.js`), [...args], {
        execArgv,
        stdio: ['ignore', 2, 'inherit', 'ipc'],
      }),
    );
    // A question asked before it listens might be lost.
    await child.answer();
    return child;
  }

  /** @throws the process ended instead of answering */
  async ask<A>(question: string): Promise<A> {
    this.process.send({ question });
    return this.answer<A>();
  }

  private async answer<A>(): Promise<A> {
    const gone = new AbortController();
    const answered = once(this.process, 'message', { signal: gone.signal });
    const end = this.process.exitCode === null ? once(this.process, 'exit', { signal: gone.signal }) : [];
    try {
      const [said] = (await Promise.race([answered, Promise.resolve(end).then(() => [])])) as [A?];
      if (said === undefined) throw new Error(`a process of the bench ended (${this.process.exitCode})`);
      return said;
    } finally {
      answered.catch(() => undefined);
      if (end instanceof Promise) end.catch(() => undefined);
      gone.abort();
    }
  }

  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.send({ question: 'end' });
    const late = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
    await gone;
    clearTimeout(late);
  }
}

/** The other side of `Child`: answers until the parent lets go, then tidies up and ends. */
export function answering(
  answers: Readonly<Record<string, () => unknown>>,
  tidy: () => Promise<void> = async () => undefined,
): void {
  const end = () => void tidy().finally(() => process.exit());
  process.on('disconnect', end);
  process.on('message', ({ question }: { question: string }) => {
    if (question === 'end') return end();
    void Promise.resolve(answers[question]?.()).then(
      (answer) => process.send?.(answer ?? null),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.send?.('ready');
}

/** A folder of its own while something is done. */
export async function inFolder<A>(work: (folder: string) => Promise<A>): Promise<A> {
  const folder = mkdtempSync(join(tmpdir(), 'pledgebook-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
