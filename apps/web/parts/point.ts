/** What was told of a day. */
export interface Point {
  readonly on: string;
  /** A decimal string: it is shown to its last digit, however coarse the line is. */
  readonly value: string;
  /** It was said while its period was not over. */
  readonly interim?: true;
}

export const pointOf = (on: string, value: string, interim = false): Point => ({
  on,
  value,
  ...(interim ? { interim } : {}),
});
