import type { Counted, RecordFigures } from '#commitment';
import type { Figures } from './records-order.ts';

/** What the API says of one organisation. */
export interface RecordRow extends Pick<RecordFigures, 'rows' | 'milestones' | 'groups'> {
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
