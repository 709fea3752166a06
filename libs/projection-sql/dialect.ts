import type { Expression, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { Generation, Kind, Scalar } from '#projection';

/** Tables are made while running, so their types are no more than this. */
export interface Tables {
  [table: string]: { [column: string]: string | number | null };
}
export type Condition = Expression<SqlBool>;
/** A generation of whose tables something is said. */
export type Named = Pick<Generation, 'number' | 'projection' | 'kinds'>;

/** What a table of documents is called within a statement, so that its columns cannot be taken for anything else. */
export const DOCUMENTS = 'documents';

/** Where the databases differ. */
export interface Dialect {
  /** Writes statements; the adapter runs them. */
  readonly kysely: Kysely<Tables>;
  /** The table of its documents. */
  documentsOf(generation: Named): string;
  /** The table of its documents' terms: key, column, term. */
  termsOf(generation: Named): string;
  indexOf(generation: Named, column: string): string;
  /** `real` is a floating-point number of 64 bits; texts are compared by their bytes. */
  readonly types: Readonly<Record<'text' | 'integer' | 'real', RawBuilder<unknown>>>;
  /** The column has one of these values, of which there may be thousands; none of them is null. */
  oneOf(column: string, kind: Kind, values: readonly Scalar[]): Condition;
  /** The columns' values together are one of these, of which there may be thousands. */
  among(columns: readonly string[], values: readonly (readonly string[])[]): Condition;
  /** Each column has a value, and together they are none of these, of which there may be thousands. */
  notAmong(columns: readonly string[], values: readonly (readonly string[])[]): Condition;
}
