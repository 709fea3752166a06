import { useEffect, useState } from 'preact/hooks';

/** What parts of the page have in common, to be told once for all of them: how many have it, and who is to know. */
export class Tally {
  private readonly counts = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  get all(): readonly string[] {
    return [...this.counts.keys()];
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Counts one more; what is given back takes it out again. */
  add(what: string): () => void {
    this.change(what, 1);
    return () => this.change(what, -1);
  }

  private change(what: string, more: number): void {
    const count = (this.counts.get(what) ?? 0) + more;
    if (count === 0) this.counts.delete(what);
    else this.counts.set(what, count);
    for (const listener of this.listeners) listener();
  }
}

/** Counts this part of the page among those that have something in common; undefined: it has not. */
export function useCountedIn(tally: Tally, what: string | undefined): void {
  useEffect(() => (what === undefined ? undefined : tally.add(what)), [what]);
}

/** What any part of the page has in common with others, each once. */
export function useTally(tally: Tally): readonly string[] {
  const [all, setAll] = useState(tally.all);
  useEffect(() => {
    const read = () => setAll(tally.all);
    read();
    return tally.listen(read);
  }, []);
  return all;
}
