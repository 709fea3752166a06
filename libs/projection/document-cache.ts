interface Kept {
  readonly doc: unknown;
  readonly size: number;
}
/** So many characters of JSON in each half. In memory a document takes a few times that. */
const HALF = 12 * 1024 * 1024;
/** What an entry takes at the least, the one for a missing document too. */
const ENTRY = 200;

/**
 * Documents as they are stored, those used lately. Two halves: when the young one is full it becomes the old one, and
 * the old one, of which nothing was used since, is let go. That is nearly "least recently used" at a fraction of its
 * price.
 */
export class DocumentCache {
  private young = new Map<string, Kept>();
  private old = new Map<string, Kept>();
  private size = 0;
  /** Characters read from the store since the last trim. */
  loaded = 0;

  /** @param whole nothing is stored yet: what is not here is nowhere, until something is let go */
  constructor(private whole: boolean) {}

  get(key: string): unknown {
    return this.young.get(key)?.doc;
  }

  /** Makes ready what is about to be read. False: it must be loaded. */
  touch(key: string): boolean {
    if (this.whole || this.young.has(key)) return true;
    const kept = this.old.get(key);
    if (kept) this.put(key, kept);
    return kept !== undefined;
  }

  load(key: string, text: string | undefined): void {
    this.loaded += text?.length ?? 0;
    this.keep(key, text === undefined ? undefined : (JSON.parse(text) as unknown), text?.length ?? 0);
  }

  keep(key: string, doc: unknown, size: number): void {
    this.put(key, { doc, size: size + ENTRY });
  }

  /** Lets go of what was not used lately. Only between batches: within one all that was touched must stay. */
  trim(): void {
    this.loaded = 0;
    if (this.size < HALF) return;
    this.whole = false;
    this.old = this.young;
    this.young = new Map();
    this.size = 0;
  }

  private put(key: string, kept: Kept): void {
    this.size += kept.size - (this.young.get(key)?.size ?? 0);
    this.young.set(key, kept);
  }
}
