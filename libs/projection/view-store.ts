import type { Changes } from '#event-store';
import type { AnyProjection, Projection } from '#kernel';
import type { Leases } from '#leases';
import type { Kinds, Scalar, Values } from './columns.ts';
import type { Entry, Listed, Query, Where } from './query.ts';

/** Where a projection stopped. */
export interface Failure {
  readonly eventId: string;
  readonly message: string;
}

/** How far the documents that are served of a projection have come. */
export interface Checkpoint {
  readonly version: number;
  /** Every event up to and including this position is in the documents. */
  readonly position: string;
  /** The id of the event that stands there; undefined of a checkpoint that does not say. */
  readonly event?: string;
  /** Events that an operator had left out. */
  readonly skipped: readonly string[];
  readonly failed?: Failure;
}

/**
 * The reading side of a view store. While a new version of a projection is built, the old documents are served as they
 * stood. Before the first is built, and where the old tables lack a column asked for, reading throws `Unavailable`.
 */
export interface Views {
  get<D>(projection: Projection<D>, key: string): Promise<D | undefined>;
  list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>>;
  /** Every document that matches, of one moment, in no order: for totals. */
  each<D>(projection: Projection<D>, where?: Where): AsyncIterable<Entry<D>>;
  /** How many match, by each value of a column; documents without a value under null. */
  countBy(projection: AnyProjection, column: string, where?: Where): Promise<ReadonlyMap<Scalar, number>>;
  /** The checkpoint of every projection, by name: none of one that is being built for the first time. */
  checkpoints(): Promise<ReadonlyMap<string, Checkpoint>>;
}

/** One build of a projection's documents: tables of its own, a checkpoint of its own. */
export interface Generation {
  readonly number: number;
  readonly projection: string;
  readonly version: number;
  readonly kinds: Kinds;
  readonly position: string;
  /** The id of the event that stands there; undefined of a checkpoint that does not say. */
  readonly event?: string;
  /** Events that its documents were folded without, as an operator said. */
  readonly skipped: readonly string[];
  readonly failed?: Failure;
}

/** A document to write; without text it is removed. */
export interface Change {
  readonly key: string;
  readonly text?: string;
  readonly values: Values;
}
/** What was folded of one projection since its last checkpoint, and its next checkpoint. */
export interface Batch {
  readonly generation: Generation;
  /** The checkpoint these changes build on. */
  readonly from: string;
  readonly to: string;
  /** The id of the event that stands there. */
  readonly event: string;
  readonly changes: readonly Change[];
  readonly skipped: readonly string[];
  readonly failed?: Failure;
}

/**
 * The port to where documents are kept: what the engine needs beside reading. Everything in it can be built again from
 * the events.
 */
export interface ViewStore extends Views {
  /** It is a copy that only follows, such as a streaming replica: whatever writes to it fails. */
  readonly isReadOnly: boolean;
  /** Which of the processes that share it does what. They can be lost without harm, as all else in it can. */
  readonly leases: Leases;
  /** All that is asked inside is of one moment, over all projections. */
  atOneMoment<A>(ask: (views: Views) => Promise<A>): Promise<A>;
  /** The generation that is served. */
  active(projection: string): Promise<Generation | undefined>;
  /** The one that is built beside it. */
  building(projection: string): Promise<Generation | undefined>;
  /** Makes tables for a new generation, without indexes, and gives up any other that was being built. */
  begin(projection: AnyProjection): Promise<Generation>;
  /** The JSON texts of those documents that are there. */
  load(generation: Generation, keys: readonly string[]): Promise<Map<string, string>>;
  /**
   * Writes the documents and checkpoints of several projections, in one transaction. One that cannot be written is left
   * out, and the others are not.
   *
   * @returns of each that was left out, by its generation's number, why: `Overtaken` where the checkpoint is no longer
   * where the batch begins, or the generation is out of use
   * @throws Unavailable nothing was written
   */
  write(batches: readonly Batch[]): Promise<ReadonlyMap<number, Error>>;
  /** Has a projection's documents given up, those being built too: none are served until they are built anew. */
  giveUp(projection: string): Promise<void>;
  /** Adds what makes reading fast and loading slow. */
  index(generation: Generation): Promise<void>;
  /** Serves this generation from now on, one row, and drops the others. False: it is behind the one served. */
  activate(generation: Generation): Promise<boolean>;
  /** Lets a stopped projection try its event again. */
  clearFailure(projection: string): Promise<void>;
  /**
   * Tells that checkpoints may have moved, whoever moved them. It only shortens a wait: what waits looks again from time
   * to time.
   */
  readonly changes: Pick<Changes, 'count' | 'after'>;
  close(): Promise<void>;
}

/** An event set aside, as an older view store noted it; today it is an event of its own. */
export interface FormerlySetAside {
  readonly projection: string;
  readonly event: string;
}

/** The checkpoint of a generation that is served. @param failed where it stopped, or where its next version did */
export function checkpointOf(
  { version, position, event, skipped }: Pick<Generation, 'version' | 'position' | 'event' | 'skipped'>,
  failed: Failure | undefined,
): Checkpoint {
  return {
    version,
    position,
    ...(event === undefined ? {} : { event }),
    skipped,
    ...(failed ? { failed } : {}),
  };
}

/** Another runner wrote, or another generation took over: go on from what is stored. */
export class Overtaken extends Error {}
