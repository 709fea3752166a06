import type { Count } from '#vocabulary';
import { isOfItself } from './itself.ts';
import { observationRow, type ObservationRow } from './observations.ts';
import type { Observable } from './observed.ts';
import { versionOf } from './versions.ts';

/** The version that was seen, beside the one that stands. */
export interface OfVersion {
  readonly present: Count;
  /** What was seen is not what stands: it was mended since. */
  readonly ofEarlierVersion: boolean;
}

/** A row beside the version of its claim that stands now. */
export const ofVersion = (row: ObservationRow, present: number): ObservationRow & OfVersion => ({
  ...row,
  present,
  ofEarlierVersion: row.version < present,
});

/** What others say of a commitment on a day, each beside what stands then. */
export const observationsOn = (
  { state, observed = [] }: Observable,
  date: string,
): readonly (ObservationRow & OfVersion)[] =>
  observed
    .filter(({ sayings }) => sayings.some(({ on }) => on <= date))
    .map((doc) => {
      const row = ofVersion(observationRow(doc, date), versionOf(state, doc.claim, date));
      return isOfItself(doc, date, state) ? { ...row, ofItself: true } : row;
    });
