import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KafkaSettings, RelayStanding } from '#kafka';
import { observed } from '#kernel';
import type { Projector } from '#projector';
import type { TargetSettings } from '#webhooks';
import type { ProjectorStorage } from '#storage';

/**
 * What the thread tells: what it found amiss, in a sentence; how the relay to Kafka stands; and what there is to be seen of
 * it, by its channel.
 */
export type Telling =
  | { readonly noted: string }
  | { readonly relayed: RelayStanding | undefined }
  | { readonly channel: keyof typeof observed; readonly message: object };

/** What the thread is told of. */
export interface Given {
  readonly storage: ProjectorStorage;
  readonly publicUrl?: string | undefined;
  /** Where the outbox is published, if it is. */
  readonly kafka?: KafkaSettings | undefined;
  /** What webhooks may reach. */
  readonly targets?: TargetSettings;
  /** Whether somebody wants to see what it does. */
  readonly observed?: boolean;
}

/** Whatever keeps the views and the outbox up, here or aside. */
export interface Projecting extends Pick<Projector, 'start' | 'close'> {
  /** How the relay to Kafka stands, where it runs. */
  readonly relayed?: RelayStanding | undefined;
}

/**
 * Projections, and the outbox, in a thread of their own: what they have to do for a command is more than the command itself, and with it
 * commands would wait. The thread has its own connections to the same files, and how far it is everybody learns from the
 * checkpoints there. An error that it cannot handle ends the process, as it would in this one.
 */
export class ProjectionThread implements Projecting {
  private thread: Worker | undefined;
  relayed: RelayStanding | undefined;

  /** @param noted hears, in a sentence, what it finds amiss; what can be seen of it is told in this thread, too */
  constructor(
    private readonly given: Given,
    private readonly noted: (sentence: string) => void = () => undefined,
  ) {}

  start(): void {
    if (this.thread) return;
    // Nothing of keys and secrets, but for that of webhooks.
    const { events, views, outbox, webhookKey } = this.given.storage;
    this.thread = new Worker(new URL('./projections.thread.js', import.meta.url), {
      workerData: { ...this.given, storage: { events, views, outbox, webhookKey } } satisfies Given,
    });
    this.thread.on('message', (telling: Telling) => {
      if ('noted' in telling) this.noted(telling.noted);
      else if ('relayed' in telling) this.relayed = telling.relayed;
      else observed[telling.channel].tell(telling.message as never);
    });
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
