import type { Projection } from '#kernel';
import type { EventStore } from '#event-store';
import { foldUpTo } from '#projection';

/** So many are kept at the most, and so many milliseconds: what one reader of a past moment asks for at about the same time. */
const [MOST, KEPT] = [12, 20_000];

export interface Folding {
  /** Which part of the history: a book's, or all. */
  readonly category?: string;
  readonly upTo: string;
  readonly setAside: readonly string[];
}
type Docs<D> = ReadonlyMap<string, D>;

/**
 * Views of past moments. To look at a moment one asks a dozen questions, most of them of the same views: what is being folded
 * for one of them, or just was, is for the others, too. A past moment never changes, so that what is kept is never stale.
 */
export class Folds {
  private readonly kept = new Map<string, Promise<Docs<unknown>>>();

  constructor(private readonly store: EventStore) {}

  docs<D>(projection: Projection<D>, folding: Folding): Promise<Docs<D>> {
    const which = JSON.stringify([projection.name, folding.category, folding.upTo, folding.setAside]);
    const known = this.kept.get(which) as Promise<Docs<D>> | undefined;
    if (known) return known;
    const docs = foldUpTo(this.store, projection, folding);
    this.keep(which, docs);
    return docs;
  }

  private keep(which: string, docs: Promise<Docs<unknown>>): void {
    this.kept.set(which, docs);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    const forget = () => {
      if (this.kept.get(which) === docs) this.kept.delete(which);
    };
    docs.then(() => setTimeout(forget, KEPT).unref(), forget);
  }
}
