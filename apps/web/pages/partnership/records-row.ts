import type { Counted, RecordFigures } from '#commitment';
import type { Figures } from './records-order.ts';
import type { Across } from './sums-that-stand.ts';

/** What the API says of one organisation. */
export interface RecordRow extends Pick<RecordFigures, 'rows' | 'milestones'> {
  readonly across: Across;
  readonly organisation: string;
  readonly participant: boolean;
  readonly goesOnAs?: string;
  readonly ledger: string;
  readonly counts: Readonly<Record<Counted, { readonly rows: number; readonly ledger: string }>>;
}

export interface OneRecord extends RecordRow {
  readonly name: string;
  readonly figures: Figures;
}
