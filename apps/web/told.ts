/** What one organisation promised and paid, as parts of the longest bar, from 0 to 1. */
export interface Lengths {
  readonly promised: number;
  readonly paid: number;
  readonly unconfirmed: number;
  readonly ended: number;
}

/** What a page says of itself to those who do not look at it. */
export interface Told {
  readonly title?: string;
  readonly description?: string;
  /** What can be drawn of it: names with their bars, and what they are of. */
  readonly drawing?: {
    readonly caption: string;
    readonly bars: readonly { readonly name: string; readonly lengths: Lengths }[];
  };
}
