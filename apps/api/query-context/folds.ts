import { getHeapStatistics } from 'node:v8';
import { refuse, Refused, type Projection } from '#kernel';
import type { EventStore } from '#event-store';
import { foldUpTo, unstoppable } from '#projection';

/** So many are kept at the most, and so many milliseconds: what one reader of a past moment asks for at about the same time. */
const [MOST, KEPT] = [12, 20_000];
/** Which parts of the memory there is, in bytes, those that are kept may take together, and one by itself. */
const MEMORY = getHeapStatistics().heap_size_limit;
const [TOGETHER, ALONE] = [MEMORY / 6, MEMORY / 5];
/** So many documents tell how large all are, and in memory a document takes a few times as much as its JSON. */
const [SAMPLES, IN_MEMORY] = [25, 3];

/** About how much memory documents take, in bytes. */
export function sizeOf(docs: ReadonlyMap<string, unknown>): number {
  const step = Math.ceil(docs.size / SAMPLES);
  let [place, letters, looked] = [0, 0, 0];
  for (const doc of docs.values()) {
    if (place++ % step !== 0) continue;
    letters += JSON.stringify(doc).length;
    looked++;
  }
  return looked === 0 ? 0 : (letters / looked) * docs.size * IN_MEMORY;
}

export interface FoldRange {
  /** Which part of the history: a book's, or all. */
  readonly category?: string;
  readonly upTo: string;
  readonly skipped: readonly string[];
}
type Docs<D> = ReadonlyMap<string, D>;

interface Kept {
  readonly docs: Promise<Docs<unknown>>;
  /** In bytes, about; nothing while it is being folded. */
  size: number;
}

/**
 * Views of past moments. To look at a moment one asks a dozen queries, most of them of the same views: what is being folded
 * for one of them, or just was, is for the others, too. A past moment never changes, so that what is kept is never stale.
 * What is kept is bounded in number and in memory; and what alone would take too much of it is not folded to its end.
 */
export class Folds {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly store: Pick<EventStore, 'readAll' | 'readCategory'>,
    private readonly bounds: { readonly together: number; readonly alone: number } = {
      together: TOGETHER,
      alone: ALONE,
    },
  ) {}

  /** @throws Refused it would not fit into the memory there is */
  docs<D>(projection: Projection<D>, range: FoldRange): Promise<Docs<D>> {
    const which = JSON.stringify([projection.name, range.category, range.upTo, range.skipped]);
    const known = this.kept.get(which);
    if (known) return known.docs as Promise<Docs<D>>;
    // Others may be waiting for it when whoever asked first is gone.
    let looks = 0;
    const watch = (grown: Docs<unknown>) => {
      if (++looks % EACH === 0 && sizeOf(grown) > this.bounds.alone) throw new Refused(TOO_LARGE);
    };
    const docs = unstoppable(() => foldUpTo(this.store, projection, { ...range, watch }));
    this.keep(which, { docs, size: 0 });
    return docs;
  }

  private keep(which: string, kept: Kept): void {
    this.kept.set(which, kept);
    const forget = () => {
      if (this.kept.get(which) === kept) this.kept.delete(which);
    };
    kept.docs.then((docs) => {
      kept.size = sizeOf(docs);
      this.letGo();
      setTimeout(forget, KEPT).unref();
    }, forget);
    this.letGo();
  }

  /** Lets the oldest go where there are too many, or they take too much. */
  private letGo(): void {
    let size = this.kept.values().reduce((sum, one) => sum + one.size, 0);
    for (const [oldest, one] of this.kept) {
      if (this.kept.size <= MOST && size <= this.bounds.together) return;
      this.kept.delete(oldest);
      size -= one.size;
    }
  }
}

/** Every so many looks, how large it has grown is measured. */
const EACH = 10;
const TOO_LARGE = refuse(
  'past-too-large',
  'Folded to a past moment, this takes more memory than this server has for it: ask about less, or of a larger server.',
);
