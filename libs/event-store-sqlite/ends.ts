import type { ReadStatements } from './rows.ts';

/** Of a space: its last position, and when that was recorded. */
export interface End {
  readonly position: number;
  readonly recordedAt: string;
}
export const NOWHERE: End = { position: 0, recordedAt: '' };

export const endOf = (reading: ReadStatements): End => {
  const position = reading.head();
  return { position, recordedAt: reading.recordedAt(position) };
};
