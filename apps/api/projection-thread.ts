import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { StorageSettings } from '#storage';
import type { Projector } from './projector.ts';

/** What the thread found amiss, in a sentence. */
export interface Noted {
  readonly noted: string;
}

/** What the thread is told of. */
export interface Given {
  readonly storage: StorageSettings;
  readonly publicUrl?: string | undefined;
}

/**
 * Projections, and the outbox, in a thread of their own: what they have to do for a command is more than the command itself, and with it
 * commands would wait. The thread has its own connections to the same files, and how far it is everybody learns from the
 * checkpoints there. An error that it cannot handle ends the process, as it would in this one.
 */
export class ProjectionThread implements Projector {
  private thread: Worker | undefined;

  /** @param noted hears, in a sentence, what it finds amiss */
  constructor(
    private readonly given: Given,
    private readonly noted: (sentence: string) => void = () => undefined,
  ) {}

  start(): void {
    if (this.thread) return;
    this.thread = new Worker(new URL('./projections.thread.js', import.meta.url), {
      workerData: this.given,
    });
    this.thread.on('message', ({ noted }: Noted) => this.noted(noted));
  }

  async close(): Promise<void> {
    const { thread } = this;
    if (!thread) return;
    this.thread = undefined;
    const gone = once(thread, 'exit');
    thread.postMessage('close');
    await gone;
  }
}
