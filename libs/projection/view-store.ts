import type { AnyProjection, Projection } from '#kernel';
import type { Kinds, Scalar, Values } from './columns.ts';
import type { Entry, Listed, Query, Where } from './query.ts';

/** Where a projection stopped. */
export interface Failure {
  readonly eventId: string;
  readonly message: string;
}

/** What is served of a projection. */
export interface Standing {
  readonly version: number;
  /** Every event up to and including this position is in the documents. */
  readonly position: string;
  /** The id of the event that stands there; undefined of a checkpoint that does not say. */
  readonly event?: string;
  /** Events that an operator had left out. */
  readonly setAside: readonly string[];
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
  standing(projection: string): Promise<Standing | undefined>;
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
  readonly failed?: Failure;
}

/** A document to write; without text it is removed. */
export interface Change {
  readonly key: string;
  readonly text?: string;
  readonly values: Values;
}
export interface Batch {
  /** The checkpoint these changes build on. */
  readonly from: string;
  readonly to: string;
  /** The id of the event that stands there. */
  readonly event: string;
  readonly changes: readonly Change[];
  readonly failed?: Failure;
}

/**
 * The port to where documents are kept: what the engine needs beside reading. Everything in it can be built again from
 * the events, but for the list of events set aside.
 */
export interface ViewStore extends Views {
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
   * Writes documents and checkpoint, in one transaction.
   *
   * @throws Overtaken the checkpoint is no longer where the batch begins, or the generation is out of use
   */
  write(generation: Generation, batch: Batch): Promise<void>;
  /** Has a projection's documents given up, those being built too: none are served until they are built anew. */
  giveUp(projection: string): Promise<void>;
  /** Adds what makes reading fast and loading slow. */
  index(generation: Generation): Promise<void>;
  /** Serves this generation from now on, one row, and drops the others. False: it is behind the one served. */
  activate(generation: Generation): Promise<boolean>;
  /** Lets a stopped projection try its event again. */
  clearFailure(projection: string): Promise<void>;
  /** Leaves an event out for good, durably. False: this version did not stop at it. */
  setAside(projection: AnyProjection, eventId: string): Promise<boolean>;
  /** The events set aside, in the order of their setting aside. */
  listSetAside(projection: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Another runner wrote, or another generation took over: go on from what is stored. */
export class Overtaken extends Error {}
