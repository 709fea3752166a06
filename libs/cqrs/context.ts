import type { Actor, AnyCommand } from '#kernel';
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

/** The message on the bus: the raw input and its context. Each command has a subclass of its own, since the bus goes by class. */
export class Envelope {
  constructor(
    readonly input: unknown,
    readonly context: CommandContext,
  ) {}
}

const envelopes = new Map<AnyCommand, typeof Envelope>();

/** The class of a command's envelope, named as the command is. */
export function envelopeOf(definition: AnyCommand): typeof Envelope {
  const known = envelopes.get(definition);
  if (known) return known;
  const made = { [definition.input.name]: class extends Envelope {} }[
    definition.input.name
  ] as typeof Envelope;
  envelopes.set(definition, made);
  return made;
}
