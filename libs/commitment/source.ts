import { digestOf, event, relyOn, type Entity, type StoredEvent } from '#kernel';
import type { SourceOfRecord } from './input.ts';

interface Recorded {
  readonly partnership: string;
  readonly system: string;
  readonly record: string;
  readonly version: number;
  readonly commitment: string;
}
/** Guards that one record of a source is one commitment: an import can be repeated by anyone. */
export const SourceRecorded = event<Recorded>()('SourceRecorded', 'guard');

export interface SourceRecordState {
  readonly commitment: string;
  readonly version: number;
}
type WhichRecord = Pick<Recorded, 'partnership' | 'system' | 'record'>;

export const sourceStream = ({ partnership, system, record }: WhichRecord): string =>
  `${partnership}-source-${digestOf(system, record)}`;

export const SourceRecord: Entity<SourceRecordState> = {
  kind: 'source',
  stream: (record: WhichRecord) => sourceStream(record),
  evolve: {
    SourceRecorded: (_, { data: { commitment, version } }: StoredEvent<string, Recorded>) => ({
      commitment,
      version,
    }),
  },
};

type Sourced = { readonly partnership: string; readonly source?: SourceOfRecord };
/** The record a command comes from, if it says one. */
export const relyOnSource = ({ partnership, source }: Sourced) =>
  source && relyOn(SourceRecord, sourceStream({ partnership, ...source }));

/** Marks the record a command comes from as this commitment's, at this version. */
export const recordSource = ({ partnership, source }: Sourced, commitment: string) =>
  source
    ? [
        SourceRecorded(
          { partnership, system: source.system, record: source.record, version: source.version, commitment },
          sourceStream({ partnership, ...source }),
        ),
      ]
    : [];
