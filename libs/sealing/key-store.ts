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
  /** Which master key wraps all keys here; undefined of a new store. */
  master(): string | undefined;
  /** Keeps a key, if this master key is still the one that wraps; the one that is there already stays. False: it is not. */
  put(key: WrappedKey, master: string): boolean;
  get(id: string): string | undefined;
  /** Erases a key for good. */
  destroy(id: string): void;
  all(): readonly WrappedKey[];
  /** Another master key, and all keys wrapped by it, in one. False: the keys are no longer those that were wrapped. */
  rewrap(keys: readonly WrappedKey[], master: string): boolean;
  close(): void;
}
