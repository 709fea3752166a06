import type { Counted, RecordFigures } from '#commitment';
import type { OfMoment } from '../../answers.ts';
import type { Across } from '../partnership/sums-that-stand.ts';

/** Figures of a record, each with the question that lists its promises. */
export interface Figures extends Pick<RecordFigures, 'rows' | 'milestones'> {
  readonly across: Across;
  readonly ledger: string;
  readonly counts: Readonly<Record<Counted, { readonly rows: number; readonly ledger: string }>>;
}
/** What an organisation, or one that it goes on for, did in one partnership. */
export interface InPartnership extends Figures {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
  readonly organisation: string;
  readonly participant: boolean;
}
/** An organisation's record across partnerships. */
export interface RecordAnswer extends OfMoment {
  readonly organisation: string;
  readonly name: string;
  readonly altogether: Figures;
  readonly rows: readonly InPartnership[];
}
