import type { LedgerRow, Staleness } from '#commitment';
import type { Listed, Names } from '../../answers.ts';

/** A row as it is answered: with how it stands to its rhythm of reports, and what its organisations were called on its day. */
export interface Row extends Omit<LedgerRow, 'reporting'> {
  readonly staleness?: Staleness;
  readonly reporting?: LedgerRow['reporting'] & { readonly nextOn?: string };
  readonly named?: Names;
}
/** A page of rows; the first says how many there are in all. */
export interface LedgerPage extends Listed<Row> {
  readonly found?: number;
}
