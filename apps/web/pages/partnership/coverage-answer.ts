import type { Cell, Coverage as Covered, PlaceCell } from '#commitment';
import type { OfMoment } from '../../answers.ts';
import type { Words } from '../../words.ts';

/** With the ledger that lists its promises. */
export type ListedCell = Cell & Partial<Pick<PlaceCell, 'within' | 'around'>> & { readonly ledger: string };
type Axes = 'places' | 'themes' | 'sdgGoals' | 'sdgTargets';
export interface CoverageAnswer extends OfMoment {
  readonly places: readonly ListedCell[];
  readonly themes: readonly ListedCell[];
  readonly sdgTargets: readonly ListedCell[];
  readonly sdgGoals: readonly ListedCell[];
  readonly unstated: Readonly<Record<'place' | 'theme' | 'sdg', ListedCell>>;
  readonly gaps: Covered['gaps'];
}
export interface Axis {
  readonly axis: Axes;
  /** What is said of nothing on this axis. */
  readonly unstated: keyof CoverageAnswer['unstated'];
  readonly nameOf: (of: string, words: Words) => string;
  readonly order: (a: string, b: string, words: Words) => number;
}
