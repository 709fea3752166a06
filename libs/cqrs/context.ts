import type { Actor } from '#kernel';
import type { Receipt } from '#event-store';

/** What a command carries beside its content, through every door. */
export interface CommandContext {
  readonly actor: Actor;
  readonly idempotencyKey?: string;
  /** The revision that the entity's own stream must have. */
  readonly ifMatch?: number;
  readonly correlationId?: string;
  /** More metadata, such as the demo's `basis`; never from a caller over HTTP. */
  readonly remarks?: Readonly<Record<string, string>>;
}

/** What a command answers once it is durable. */
export interface CommandAnswer {
  readonly ids: Readonly<Record<string, string>>;
  /** Of the entity's own stream, where the command wrote to it. */
  readonly revision?: number;
  readonly receipts: readonly Receipt[];
  /** Through which the book has been written; leaves the system only sealed. */
  readonly position: string;
}

/** The raw input of a command, and its context. */
export class Envelope {
  constructor(
    readonly input: unknown,
    readonly context: CommandContext,
  ) {}
}
