import type { Kind, Scalar } from './columns.ts';
import { compareScalars, compareText } from './columns.ts';
import type { Query } from './query.ts';

const COLLATORS = new Map<string, Intl.Collator>();

/** How a language sorts (UTS #10, by the tables of ICU). Kept: a collator takes longer to make than a page to sort. */
function collatorOf(language: string): Intl.Collator {
  const known = COLLATORS.get(language);
  if (known) return known;
  const made = new Intl.Collator(language);
  COLLATORS.set(language, made);
  return made;
}

/** The order of two texts that people read: by their language, where one is known; what is alike there, as everywhere. */
export function textOrder(language: string | undefined): (a: string, b: string) => number {
  if (language === undefined) return compareText;
  const collator = collatorOf(language);
  return (a, b) => collator.compare(a, b) || compareText(a, b);
}

/**
 * The order of two values of a column, neither null: by its kind; texts that people read by their language, where the
 * list is for a reader of one, as they are read.
 */
export function orderOf(kind: Kind, { language, names, descending = false }: NonNullable<Query['sort']>) {
  const sign = descending ? -1 : 1;
  if (kind !== 'text' || language === undefined)
    return (a: Scalar, b: Scalar): number => sign * compareScalars(kind, a, b);
  const order = textOrder(language);
  const read = (value: Scalar): string => names?.get(String(value)) ?? String(value);
  return (a: Scalar, b: Scalar): number =>
    sign * (order(read(a), read(b)) || compareText(String(a), String(b)));
}

/** The first so many of an order, out of however many come by. */
export class Best<T> {
  private kept: T[] = [];

  constructor(
    private readonly most: number,
    private readonly compare: (a: T, b: T) => number,
  ) {}

  add(one: T): void {
    this.kept.push(one);
    if (this.kept.length >= 2 * this.most) this.kept = this.sorted();
  }

  sorted(): T[] {
    return this.kept.sort(this.compare).slice(0, this.most);
  }
}
