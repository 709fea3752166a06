import type { StoredEvent } from './event.ts';

/**
 * A JSON value that can be stored in a column: `decimal` sorts by its numeric value, `terms` is a set of strings. It is
 * told for an effective date; what is stored is told for `EVER`.
 */
export type Column<D> = {
  /** Its value is the same on every date, such as whose a commitment is: lists of an earlier day are found by it. */
  readonly steady?: true;
} & (
  | { readonly kind: 'text' | 'decimal'; readonly of: (doc: D, date: string) => string | null }
  | { readonly kind: 'integer'; readonly of: (doc: D, date: string) => number | null }
  | { readonly kind: 'terms'; readonly of: (doc: D, date: string) => readonly string[] }
);

/**
 * A view: how events become documents, and how a document is read. Pure throughout, so that the live view, the view as
 * of any moment and the rebuilt view are the same bytes.
 */
export interface Projection<D = unknown, V = unknown> {
  readonly name: string;
  /** Raise it whenever `keys`, `on` or `columns` change: documents and columns are then built anew. */
  readonly version: number;
  /** The keys of the documents an event touches, in the order they are folded; told from the event alone. */
  readonly keys: (event: StoredEvent) => readonly string[];
  /**
   * The document after an event. `peek` reads another document of this projection that the same event touches; one
   * whose key stands earlier already has the event.
   */
  readonly on: {
    readonly [type: string]: (
      doc: D | undefined,
      event: StoredEvent<string, never>,
      at: { readonly key: string; readonly peek: (key: string) => D | undefined },
    ) => D | undefined;
  };
  /** What it is listed, filtered and sorted by. */
  readonly columns: { readonly [name: string]: Column<D> };
  /** The document as it reads on an effective date (`YYYY-MM-DD`). */
  readonly at: (doc: D, date: string) => V;
}

/** Any projection, for what treats all alike. */
// oxlint-disable-next-line typescript/no-explicit-any -- document and answer vary together and only the projection knows how
export type AnyProjection = Projection<any, any>;

/** Defines a view: only here so that the types of document and answer are told from one another. */
export const defineProjection = <D, V>(projection: Projection<D, V>): Projection<D, V> => projection;
