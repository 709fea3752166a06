import { channel, type Channel } from 'node:diagnostics_channel';

/** From when to when something took: milliseconds since 1970 with fractions, which mean the same in every thread. */
export interface Took {
  readonly began: number;
  readonly ended: number;
}
export const now = (): number => performance.timeOrigin + performance.now();

/** A command that was carried out, refused, or failed. */
export interface CommandTook extends Took {
  /** Of its class. */
  readonly name: string;
  /** Undefined where it was refused before it had one. */
  readonly commandId?: string;
  readonly appends: readonly Took[];
  /** How often others came before it, so that it was decided anew. */
  readonly conflicts: number;
  readonly error?: unknown;
}
/** Appends that were written together. */
export interface BatchTook extends Took {
  readonly appends: number;
}
/** What of a stored event says where it comes from. */
export interface Cause {
  readonly type: string;
  readonly recordedAt: string;
  readonly correlationId: string;
  readonly commandId: string;
}
/** A page of events that was folded into views that stand at one place. */
export interface PageTook extends Took {
  readonly projections: readonly string[];
  readonly events: number;
  /** Of the last of its events. */
  readonly causes: readonly Cause[];
}
/** A message that was posted to a webhook, or a source of one that is parked. */
export interface DeliveryTook extends Took {
  readonly outcome: 'delivered' | 'failed' | 'gone' | 'parked';
}
/** A store that was away is followed again: by asking it, or by being told. */
export interface Reconnected {
  readonly by: 'tail' | 'listener';
}

/** Tells whoever listens in this thread; where nobody does, it costs a look. Nothing depends on being heard. */
export class Observed<M extends object> {
  private readonly channel: Channel;

  constructor(name: string) {
    this.channel = channel(`pledgebook.${name}`);
  }

  get isHeard(): boolean {
    return this.channel.hasSubscribers;
  }

  tell(message: M): void {
    this.channel.publish(message);
  }

  /** @returns ends it */
  hear(hearer: (message: M) => void): () => void {
    const heard = (message: unknown) => hearer(message as M);
    this.channel.subscribe(heard);
    return () => void this.channel.unsubscribe(heard);
  }
}

/** What can be seen of the engine from outside, on Node's diagnostics channels: a port without adapters, one for each process. */
export const observed = {
  command: new Observed<CommandTook>('command'),
  batch: new Observed<BatchTook>('batch'),
  page: new Observed<PageTook>('page'),
  reconnected: new Observed<Reconnected>('reconnected'),
  delivery: new Observed<DeliveryTook>('delivery'),
};
