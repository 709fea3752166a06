import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import type { ProjectionRunner, ProjectionStatus } from '#projection';
import { Reaching } from './reaching.ts';

/** What those who serve a book need of its projections. */
export type Projections = Pick<ProjectionRunner, 'start' | 'reached' | 'status' | 'rebuild' | 'close'>;

type Call = { readonly [M in 'reached' | 'status']: { of: M; given: Parameters<Projections[M]> } }[
  'reached' | 'status'];
/** A question to the thread, and what it says to it. */
export type Asked = Call & { readonly number: number };
export interface Said {
  readonly number: number;
  readonly answer: unknown;
}

/** What the thread found amiss, in a sentence. */
export interface Noted {
  readonly noted: string;
}

/**
 * Projections in a thread of their own: what they have to do for a command is more than the command itself, and with it
 * commands would wait. The thread has its own connections to the same files; an error that it cannot handle ends the
 * process, as it would in this one.
 */
export class ProjectionThread implements Projections {
  private thread: Worker | undefined;
  private readonly waiting = new Map<number, (answer: unknown) => void>();
  private asked = 0;
  private readonly reaching = new Reaching(
    (...given) => this.ask({ of: 'reached', given }) as Promise<boolean>,
  );

  /**
   * @param here the same projections in this thread, for building them anew
   * @param noted hears, in a sentence, what they find amiss
   */
  constructor(
    private readonly directory: string,
    private readonly here: Projections,
    private readonly noted: (sentence: string) => void = () => undefined,
  ) {}

  start(): void {
    if (this.thread) return;
    this.thread = new Worker(new URL('./projections.thread.js', import.meta.url), {
      workerData: this.directory,
    });
    this.thread.on('message', (message: Said | Noted) => {
      if ('noted' in message) return this.noted(message.noted);
      const { number, answer } = message;
      this.waiting.get(number)?.(answer);
      this.waiting.delete(number);
    });
  }

  /** A signal cannot go along: whoever gives up is answered here, and the thread stops waiting when its time is up. */
  async reached(position: string, options: Parameters<Projections['reached']>[1]): Promise<boolean> {
    return this.reaching.reached(position, options);
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    return (await this.ask({ of: 'status', given: [] })) as readonly ProjectionStatus[];
  }

  rebuild(...given: Parameters<Projections['rebuild']>): Promise<void> {
    return this.here.rebuild(...given);
  }

  async close(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    this.thread = undefined;
    const gone = once(thread, 'exit');
    thread.postMessage('close');
    await gone;
    // Whoever still waits is told that it did not come to that.
    for (const answer of this.waiting.values()) answer(false);
  }

  private ask(call: Call): Promise<unknown> {
    const { thread } = this;
    if (!thread) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const number = this.asked++;
    this.waiting.set(number, resolve);
    thread.postMessage({ ...call, number } satisfies Asked);
    return promise;
  }
}
