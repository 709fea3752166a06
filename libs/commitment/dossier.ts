import { defineProjection, type StoredEvent } from '#kernel';
import type { CommitmentState, Entry, VoidedEntry } from './commitment.ts';
import { commitmentIn, LEDGER_EVENTS, toldBy } from './ledger.ts';
import { isInterim } from '#partnership';
import { isInTime } from './reporting.ts';
import { ledgerRow, type LedgerDoc, type LedgerRow } from './ledger-row.ts';
import { observationsOn, type OfVersion } from './observation/of-version.ts';
import type { ObservationRow } from './observation/observations.ts';

/** One event of a commitment, as it was said: a mend with its old value, its new one and the reason. */
export interface Chapter {
  readonly event: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  /** Whose word it is, and for whom. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly basis?: string;
  readonly said: Readonly<Record<string, unknown>>;
}
/** An entry as it stands. */
export interface ToldEntry extends Entry {
  /** Of a report: whether its period is not over on its day. */
  readonly interim?: boolean;
  /** Of a report: whether it was recorded no more than 30 days after its day. */
  readonly inTime?: boolean;
}
export interface DossierDoc {
  readonly told: LedgerDoc;
  readonly chapters: readonly Chapter[];
}
export interface Dossier extends LedgerRow {
  /** What others say of it, and what its owner answers: both sides, in the order they were first said. */
  readonly observed: readonly (ObservationRow & OfVersion)[];
  /** Every value of each field with the day it stands from, in that order. */
  readonly series: CommitmentState['said'];
  /** Entries as they stand after their mends. */
  readonly entries: readonly ToldEntry[];
  /** Entries that never were so, as they read when they were struck through, and why. */
  readonly voidedEntries: readonly VoidedEntry[];
  /** The whole history, mends included, in the order of the book. */
  readonly history: readonly Chapter[];
}

function chapterOf({ id, type, data, metadata }: StoredEvent): Chapter {
  const { partnership: _p, commitment: _c, organisation: _o, ...said } = data as Record<string, unknown>;
  const { recordedAt = '', effectiveOn = '', organisation = '', onBehalfOf, basis } = metadata;
  return {
    event: id,
    type,
    recordedAt,
    effectiveOn,
    by: organisation,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(basis === undefined ? {} : { basis }),
    said,
  };
}

function afterDossierEvent(doc: DossierDoc | undefined, event: StoredEvent): DossierDoc | undefined {
  const told = toldBy(doc?.told, event);
  return told && { told, chapters: [...(doc?.chapters ?? []), chapterOf(event)] };
}

const upTo = (said: CommitmentState['said'], date: string): CommitmentState['said'] =>
  Object.fromEntries(
    Object.entries(said).flatMap(([field, series]) => {
      const told = (series as readonly { on: string }[]).filter(({ on }) => on <= date);
      return told.length > 0 ? [[field, told]] : [];
    }),
  );

const toldEntry = (entry: Entry): ToldEntry =>
  entry.kind === 'report'
    ? { ...entry, interim: isInterim(entry, entry.values.period), inTime: isInTime(entry) }
    : entry;

/** A commitment with everything that was ever said on it. */
export const dossier = defineProjection<DossierDoc, Dossier>({
  name: 'dossier',
  version: 13,
  keys: commitmentIn,
  on: Object.fromEntries(LEDGER_EVENTS.map((type) => [type, afterDossierEvent])),
  columns: { partnership: { kind: 'text', of: ({ told }) => told.state.partnership } },
  at: ({ told, chapters }, date) => ({
    ...ledgerRow(told, date),
    series: upTo(told.state.said, date),
    entries: told.state.entries.filter(({ on }) => on <= date).map(toldEntry),
    voidedEntries: (told.state.voided ?? []).filter(({ on }) => on <= date),
    observed: observationsOn(told, date),
    history: chapters.filter(({ effectiveOn }) => effectiveOn <= date),
  }),
});
