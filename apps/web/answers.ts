/** Names of the organisations in an answer, by id. */
export type Names = Readonly<Record<string, string>>;
/** What every answer of a moment has. */
export interface OfMoment {
  readonly names: Names;
  readonly asOf: { readonly position: string; readonly effective: string };
}
/** A page of a list. */
export interface Listed<R> extends OfMoment {
  readonly rows: readonly R[];
  readonly next?: string;
}
