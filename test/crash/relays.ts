import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(findPackageJSON('..', import.meta.url) ?? '');

interface Said {
  readonly published?: number;
  readonly between?: number;
}
export interface Place {
  readonly file: string;
  readonly brokers: readonly string[];
  readonly topic: string;
}

/** Relays in processes of their own, and how far they are together. */
export class Relays {
  private readonly running = new Set<ChildProcess>();
  private last = 0;
  private latest: ChildProcess | undefined;
  private failed: Error | undefined;
  private changed = Promise.withResolvers<void>();

  constructor(private readonly place: Place) {}

  start(manner: 'together' | 'apart' = 'together'): ChildProcess {
    const { file, brokers, topic } = this.place;
    const child = fork(
      join(root, 'dist/test/crash/relay.child.js'),
      [file, brokers.join(','), topic, manner],
      { execArgv: ['--disable-warning=TimeoutNegativeWarning'] },
    );
    this.running.add(child);
    child.on('exit', (code) => {
      this.running.delete(child);
      if (code !== null) this.failed = new Error(`a relay ended by itself (${code})`);
      this.tell();
    });
    child.on('message', ({ published = 0 }: Said) => {
      this.last = Math.max(this.last, published);
      this.latest = child;
      this.tell();
    });
    return child;
  }

  private tell(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }

  /** The number of the last message of which it is known that it is published. */
  get published(): number {
    return this.last;
  }

  /** The one that published last. */
  get publishing(): ChildProcess {
    if (!this.latest) throw new Error('none has published yet');
    return this.latest;
  }

  /** Resolves once so many messages are published. */
  async reached(number: number): Promise<void> {
    for (; this.last < number; await this.changed.promise) if (this.failed) throw this.failed;
  }

  /** Ends one at once. */
  async kill(child: ChildProcess): Promise<void> {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running].map((child) => this.kill(child)));
  }
}
