import {
  Already,
  event,
  digestOf,
  fingerprintOf,
  refuse,
  relyOn,
  type Entity,
  type Refusal,
  type StoredEvent,
} from '#kernel';
import type { SourceOfRecord } from './input.ts';

interface Recorded {
  readonly partnership: string;
  readonly system: string;
  readonly record: string;
  readonly version: number;
  readonly commitment: string;
  /** Of what was recorded of it; it was not always kept. */
  readonly fingerprint?: string;
}
/** Guards that one record of a source is one commitment: an import can be repeated by anyone. */
export const SourceRecorded = event<Recorded>()('SourceRecorded', 'guard');

export type SourceRecordState = Pick<Recorded, 'commitment' | 'version' | 'fingerprint'>;
type WhichRecord = Pick<Recorded, 'partnership' | 'system' | 'record'>;

export const sourceStream = ({ partnership, system, record }: WhichRecord): string =>
  `${partnership}-source-${digestOf(system, record)}`;

export const SourceRecord: Entity<SourceRecordState> = {
  kind: 'source',
  stream: (record: WhichRecord) => sourceStream(record),
  evolve: {
    SourceRecorded: (_, { data: { commitment, version, fingerprint } }: StoredEvent<string, Recorded>) => ({
      commitment,
      version,
      ...(fingerprint === undefined ? {} : { fingerprint }),
    }),
  },
};

type Sourced = { readonly partnership: string; readonly source?: SourceOfRecord };
/** The record a command comes from, if it says one. */
export const relyOnSource = ({ partnership, source }: Sourced) =>
  source && relyOn(SourceRecord, sourceStream({ partnership, ...source }));

/** A fingerprint of all that is recorded of a record: what it says, and where it was found. */
const recordedOf = ({ url, tags }: SourceOfRecord, content: object): string =>
  fingerprintOf({ content, url, tags });

/** Marks the record a command comes from as this commitment's, at this version, with what is recorded of it. */
export const recordSource = ({ partnership, source }: Sourced, commitment: string, content: object) =>
  source
    ? [
        SourceRecorded(
          {
            partnership,
            system: source.system,
            record: source.record,
            version: source.version,
            commitment,
            fingerprint: recordedOf(source, content),
          },
          sourceStream({ partnership, ...source }),
        ),
      ]
    : [];

/**
 * How what comes of a record stands to what was recorded of it. What changed under the same version is a change, too:
 * sources do that. Where an older book kept no fingerprint, nobody can tell the same version from a change.
 */
export function standsTo(
  known: SourceRecordState,
  source: SourceOfRecord,
  content: object,
): 'older' | 'same' | 'same-version' | 'changed' {
  if (source.version !== known.version) return source.version < known.version ? 'older' : 'changed';
  if (known.fingerprint === undefined) return 'same-version';
  return recordedOf(source, content) === known.fingerprint ? 'same' : 'changed';
}

/** A version that the source has replaced says nothing that is so. */
export const refuseOlder = ({ version, commitment }: SourceRecordState, source: SourceOfRecord): Refusal =>
  refuse(
    'record-older',
    `The record stands in version ${version}: version ${source.version} is an older one. Bring in the source's latest.`,
    { field: 'source', version, commitment },
  );

/** What is said of a record that is known: the same is nothing new, a lower version is refused; else undefined. */
export function saidBefore(
  known: SourceRecordState,
  source: SourceOfRecord,
  content: object,
): Already | Refusal | undefined {
  const stands = standsTo(known, source, content);
  if (stands === 'older') return refuseOlder(known, source);
  return stands === 'same' ? new Already() : undefined;
}
