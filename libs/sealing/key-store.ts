/** A data key as it is kept: wrapped (JWE), and under which master key. */
export interface WrappedKey {
  readonly id: string;
  readonly wrapped: string;
}

/**
 * Where wrapped data keys are kept: apart from the events and from their back-up. A key management service can take
 * its place. What is destroyed cannot be had again from it.
 */
export interface KeyStore {
  /**
   * What is destroyed is overwritten at once. Else the engine's log and back-ups keep it, wrapped, and forgetting ends by
   * another master key.
   */
  readonly erases: boolean;
  /** A note beside the keys, such as which store they are of; undefined where there is none. */
  note(name: string): Promise<string | undefined>;
  /** All notes, by name. */
  notes(): Promise<ReadonlyMap<string, string>>;
  /** Makes a note, for good: one that is there already stays. */
  makeNote(name: string, value: string): Promise<void>;
  /** Makes a note in place of the one that is there, if there is one. */
  changeNote(name: string, value: string): Promise<void>;
  /** The same, where the one that is there sorts before it (by code points). */
  advanceNote(name: string, value: string): Promise<void>;
  /** Which master keys wrap the keys here: the first of them from now on, the others what it does not wrap yet. */
  masters(): Promise<readonly string[]>;
  /** From now on this one wraps; what others wrap stays until it is wrapped anew. */
  turnTo(master: string): Promise<void>;
  /** Keeps a key, if this master key is the one that wraps now; the one that is there already stays. False: it is not. */
  put(key: WrappedKey, master: string): Promise<boolean>;
  get(id: string): Promise<string | undefined>;
  /** Erases a key for good. */
  destroy(id: string): Promise<void>;
  all(): Promise<readonly WrappedKey[]>;
  /** These keys as this master key wraps them, and no other master key any more, in one. False: it no longer wraps. */
  rewrap(keys: readonly WrappedKey[], master: string): Promise<boolean>;
  close(): Promise<void>;
}
