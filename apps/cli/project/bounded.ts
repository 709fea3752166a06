import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StoredEvent } from '#kernel';

/** What the process is asked, and what it says. */
export type Asked =
  | { readonly of: 'load'; readonly file: string }
  | { readonly of: 'fold'; readonly events: readonly StoredEvent[] }
  | { readonly of: 'read'; readonly date: string };
export type Said = { readonly rows: readonly unknown[] } | { readonly failure: string };

export interface Bounds {
  /** How long the file's own code may take in all. */
  readonly seconds: number;
  /** How large its heap may grow, in megabytes. */
  readonly memory: number;
}

/** The file failed, or went beyond its bounds: why, to be read after its name. */
export class AnalysisFailed extends Error {}

/** How V8 says that the heap is full, before it ends the process. */
const HEAP_FULL = /heap out of memory|invalid table size/i;

/**
 * An analyst's file in a process of its own, bounded in time and memory. A thread would not do: one that runs out of
 * memory takes its whole process along as often as not. It is no sandbox: the file may do what its caller may.
 */
export class BoundedAnalysis {
  private readonly child: ChildProcess;
  private readonly gone: Promise<readonly [code: number | null]>;
  private left: number;
  private outOfTime = false;
  private complaints = '';

  private constructor(private readonly bounds: Bounds) {
    this.left = bounds.seconds * 1000;
    this.child = fork(fileURLToPath(new URL('./analysis.child.js', import.meta.url)), [], {
      execArgv: [`--max-old-space-size=${bounds.memory}`, '--no-warnings'],
      serialization: 'advanced',
      // What the file prints goes with what is said to people: the answer stays clean.
      stdio: ['ignore', 2, 'pipe', 'ipc'],
    });
    this.child.stderr?.on(
      'data',
      (chunk) => (this.complaints = (this.complaints + String(chunk)).slice(-50_000)),
    );
    this.gone = once(this.child, 'close') as Promise<[number | null]>;
  }

  /** @throws AnalysisFailed it cannot be run, gives no projection, or took too long or too much */
  static async of(file: string, bounds: Bounds): Promise<BoundedAnalysis> {
    const analysis = new BoundedAnalysis(bounds);
    try {
      await analysis.ask({ of: 'load', file });
      return analysis;
    } catch (error) {
      analysis.end();
      throw error;
    }
  }

  /** @throws AnalysisFailed with the id of the event that it failed at; or it took too long or too much */
  async fold(events: readonly StoredEvent[]): Promise<void> {
    await this.ask({ of: 'fold', events });
  }

  /** The documents as they read on a day. */
  read(date: string): Promise<readonly unknown[]> {
    return this.ask({ of: 'read', date });
  }

  end(): void {
    this.child.kill('SIGKILL');
  }

  private async ask(asked: Asked): Promise<readonly unknown[]> {
    const begun = performance.now();
    const deadline = setTimeout(() => {
      this.outOfTime = true;
      this.end();
    }, this.left);
    const said = once(this.child, 'message') as Promise<[Said]>;
    // One that is gone takes nothing, and is heard of by its end.
    this.child.send(asked, () => undefined);
    const [answer] = await Promise.race([said, this.gone]).finally(() => clearTimeout(deadline));
    this.left -= performance.now() - begun;
    if (typeof answer !== 'object' || answer === null) throw new AnalysisFailed(this.howItEnded(answer));
    if ('failure' in answer) throw new AnalysisFailed(answer.failure);
    return answer.rows;
  }

  private howItEnded(code: number | null): string {
    const { seconds, memory } = this.bounds;
    if (this.outOfTime) return `took more than ${seconds} seconds (--seconds)`;
    if (HEAP_FULL.test(this.complaints)) return `took more than ${memory} megabytes of memory (--memory)`;
    return `ended before it had answered (${code ?? 'by a signal'})\n${this.complaints}`.trimEnd();
  }
}
