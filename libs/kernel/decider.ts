import type { NewEvent, StoredEvent } from './event.ts';
import type { Refusal } from './refusal.ts';
import type { Role } from './role.ts';

/** Who gives a command or asks a query. The person is an opaque id. */
export interface Actor {
  readonly person: string;
  /** Empty of a service, which speaks for nobody. */
  readonly organisation: string;
  readonly roles: readonly string[];
  /** What a service may read. */
  readonly scopes?: readonly string[];
}

/** The ids that say which entity is meant: of the path, of the command, of an event's data. */
export interface Ids {
  readonly partnership?: string;
  readonly commitment?: string;
  readonly jointCommitment?: string;
  readonly organisation?: string;
  readonly disclosure?: string;
  readonly person?: string;
}

/**
 * Something with a stream and a state of its own. Where the stream is of the category `sealed`, its records are kept
 * sealed, each in a stream of its own; folding and deciding are the same. `evolve` holds a pure function per event type; types it does not
 * name leave the state as it is. Before the first event the state is undefined.
 */
export interface Entity<S> {
  readonly kind: string;
  readonly stream: (ids: never) => string;
  readonly evolve: Evolve<S>;
}
/** Written as a method, so that an `Entity<S>` serves wherever any entity is asked for. */
export type Evolve<S> = {
  readonly [type: string]: { fold(state: S, event: StoredEvent<string, never>): S }['fold'];
};

/** The state after one more event. */
export const evolve = <S>(
  entity: Pick<Entity<S>, 'evolve'>,
  state: S | undefined,
  event: StoredEvent,
): S | undefined => entity.evolve[event.type]?.(state as S, event as StoredEvent<string, never>) ?? state;

/**
 * Another stream that a decision relies on. `revision`: any change to it would change the decision. `existence`: only
 * whether it is there.
 */
export interface Reliance<S = unknown> {
  readonly entity: Entity<S>;
  readonly stream: string;
  readonly on: 'revision' | 'existence';
  /** Where its state leads to: streams that the decision relies on as well. Only in a list, which takes their states, too. */
  follow?(state: S | undefined): readonly Reliance<S>[];
}
/** So many streams are followed at the most, from the one that a command names. */
export const MOST_FOLLOWED = 100;

/**
 * A reliance and all that it leads to, each stream once, the nearest first, as far as the most that are followed: yields
 * each to be looked up, takes its state, and returns the states.
 */
export function* followed(first: Reliance): Generator<Reliance, readonly unknown[], unknown> {
  const states: unknown[] = [];
  const known = new Map([[first.stream, first]]);
  for (const reliance of known.values()) {
    const state = yield reliance;
    states.push(state);
    for (const next of reliance.follow?.(state) ?? [])
      if (known.size < MOST_FOLLOWED && !known.has(next.stream)) known.set(next.stream, next);
  }
  return states;
}
export const relyOn = <S>(
  entity: Entity<S>,
  stream: string,
  on: Reliance['on'] = 'revision',
): Reliance<S> => ({
  entity,
  stream,
  on,
});

/** States by name, of the other streams that a decision may look at. */
export type States = { readonly [name: string]: unknown };
export type Read<R> = { readonly [K in keyof R]: R[K] | undefined };

/**
 * Which other streams are relied on, told from the command and its actor alone; of several under one name the states
 * are a list, in the same order. Undefined: not this time.
 */
export type Reads<C, R> = {
  readonly [K in keyof R]: { of(command: C, actor: Actor): ReliedOn<R[K]> | undefined }['of'];
};
type ReliedOn<S> = Reliance<S> | (S extends readonly (infer One)[] ? readonly Reliance<One>[] : never);

/** What a decision may know beside the state: nothing of it is looked up while deciding. */
export interface Facts<R = States> {
  readonly actor: Actor;
  /** The id of the entity the command is about, also where the command creates it. */
  readonly self: string;
  /** By kind, the ids of what the command opens beside its own entity. */
  readonly opened: Readonly<Record<string, string>>;
  /** The present, ISO 8601 with milliseconds, UTC. */
  readonly now: string;
  /** The day of the present, UTC. Where it is already tomorrow, effective dates may lie a day later (`lastDayOf`). */
  readonly today: string;
  /** When it happened in the world, as the caller says; else today. */
  readonly effectiveOn: string;
  /** The states of the streams named by `reads`. */
  readonly read: Read<R>;
}

/** Accepted, and nothing new: it already stands, under these ids. */
export class Already {
  constructor(readonly ids: Readonly<Record<string, string>> = {}) {}
}

/** Events (none: accepted, nothing new), or why not. */
export type Decision = readonly NewEvent[] | Already | Refusal;

/** Who may give a command. The label is read by people; a refusal says what to do. */
export interface Allow<C, S = unknown, R = States> {
  readonly label: string;
  /** With which role; participants, where nothing is said. */
  readonly roles?: readonly Role[];
  readonly reads?: Reads<C, R>;
  /**
   * Of an entity that is kept sealed: whether its stream is read, and so decrypted, for this command, told from what is
   * known of it without that, so that a refusal costs the same whatever is in there. False: it is decided without it.
   */
  readsOwnStream?(given: { command: C; known: unknown; actor: Actor; read: Read<R> }): boolean | Refusal;
  refuse(given: { command: C; state: S | undefined; actor: Actor; read: Read<R> }): Refusal | undefined;
}

export type CommandClass<C> = (new () => C) & { readonly example: object };

/** One command, whole: its input, whose stream it writes, who may give it, and its decision. */
export interface CommandDefinition<C, S, R> {
  readonly input: CommandClass<C>;
  readonly entity: Entity<S>;
  /** Creates a new entity, whose id takes this prefix; or goes on with one that is there, where the input has a field for its id and names it. */
  readonly creates?: string;
  /** Creates others beside its own entity: by kind, the prefix of a new id. */
  readonly alsoCreates?: Readonly<Record<string, string>>;
  /** The ids that name its own entity's stream, where what it says and who says it tell them, and no id in the path. */
  own?(command: C, actor: Actor): Readonly<Record<string, string>>;
  /** Its revision counts what not everybody who gives it may know of: none is told, and none can be expected. */
  readonly unnumbered?: true;
  /** Another stream that it always looks at: where that is there, its revision is told and expected, in place of its own. */
  numberedBy?(command: C): string;
  /** Nobody says anything by it: that somebody read is noted, of one from whom no command is taken, too. */
  readonly isNote?: true;
  /** One sentence for the API's reader. */
  readonly summary: string;
  readonly allow: Allow<NoInfer<C>, NoInfer<S>>;
  readonly reads?: Reads<NoInfer<C>, R>;
  readonly decide: (state: NoInfer<S> | undefined, command: NoInfer<C>, facts: Facts<NoInfer<R>>) => Decision;
}

/** Any command, for what treats all alike. */
// oxlint-disable-next-line typescript/no-explicit-any -- input, state and reads vary together and only the command knows how
export type AnyCommand = CommandDefinition<any, any, any>;

/** Who may: an operator, at the store itself, through no door of HTTP. */
export const operatorAtTheStore: Allow<unknown> = {
  label: 'an operator, at the store itself',
  roles: ['operator'],
  refuse: () => undefined,
};

/** Defines a command: only here so that the types of input, state and reads are told from one another. */
export const defineCommand = <C, S, R = Record<never, never>>(
  definition: CommandDefinition<C, S, R>,
): CommandDefinition<C, S, R> => definition;

/** Defines who may give a command, likewise. */
export const defineAllow = <C, S = unknown, R = Record<never, never>>(allow: Allow<C, S, R>): Allow<C, S> =>
  allow as unknown as Allow<C, S>;
