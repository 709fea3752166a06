/** What is not as it was written, and where. */
export interface Finding {
  /** The file or database. */
  readonly in: string;
  /** The table, and the row by what it is known by; '' where it is the whole. */
  readonly at: string;
  readonly what: string;
}
