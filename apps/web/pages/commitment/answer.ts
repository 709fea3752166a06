import type { Chapter as Told, Dossier, Staleness } from '#commitment';
import type { Names, OfMoment } from '../../answers.ts';

/** One event of the story; `named`: what an organisation was called then, where it is called otherwise now. */
export type Chapter = Told & { readonly named?: Names };
/** What a commitment's dossier is answered with. */
export interface CommitmentAnswer extends Omit<Dossier, 'history'>, OfMoment {
  readonly history: readonly Chapter[];
  /** Against the reporting rhythm, where one is agreed. */
  readonly staleness?: Staleness;
}
