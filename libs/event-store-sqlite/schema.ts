import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { receiptOfTexts, SEALED, type Receipt } from '#event-store';

const VERSION = 3;
/** How long, in milliseconds, another program is waited for. */
export const TIMEOUT = 10_000;
/** Since this version something can be sealed, and a store has keys. */
export const KEYS_SINCE = 2;
/**
 * What takes its positions from one sequence. Sealed records have a sequence of their own, so that the order of the
 * events is the same whether they are there or not.
 */
export const SPACES = ['events', 'sealed'] as const;
export type Space = (typeof SPACES)[number];
export const spaceOf = ({ category }: Pick<StreamName, 'category'>): Space =>
  category === SEALED ? 'sealed' : 'events';
const PREFIXES: Readonly<Record<Space, string>> = { events: '', sealed: 'sealed_' };

/**
 * The stream's index starts with the entity, whose id is time-ordered: new entries then land on the same few pages. A
 * category's index needs no position, since every index of SQLite ends with the row's id, which is the position.
 */
const tableOf = (space: Space): string => `
  CREATE TABLE ${space} (
    position INTEGER PRIMARY KEY,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX ${PREFIXES[space]}by_stream ON ${space} (entity, kind, category, revision);
  CREATE UNIQUE INDEX ${PREFIXES[space]}by_id ON ${space} (id);
  CREATE INDEX ${PREFIXES[space]}by_category ON ${space} (category);
`;
/**
 * Beside each event its fingerprint (`receiptOfTexts`), by which damage is told. No reader takes it along: it stands last
 * in its row.
 */
const fingerprintsOf = (space: Space): string => `
  ALTER TABLE ${space} ADD COLUMN sha256 BLOB;
  UPDATE ${space} SET sha256 = fingerprint(category, kind, entity, revision, id, type, version, data, metadata);
`;
/** What each version has more than the one before. */
const STEPS = [tableOf('events'), tableOf('sealed'), SPACES.map(fingerprintsOf).join('')];
/** How an event is put in, with its fingerprint. */
export const insertInto = (space: Space): string =>
  `INSERT INTO ${space} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The fingerprint of an event whose texts are canonical, as it is kept. */
export const fingerprintOf = (receipt: Pick<Receipt, 'sha256'>): Buffer => Buffer.from(receipt.sha256, 'hex');

/** Of a row as it stands, for events that were recorded before there were fingerprints. */
function fingerprintOfRow(...row: readonly unknown[]): Buffer {
  const [category, kind, entity, revision, id, type, version, data, metadata] = row as [
    ...[string, string, string],
    ...[number, string, string, number],
    ...[string, string],
  ];
  const place = { stream: `${category}-${kind}-${entity}`, revision, id, type, version };
  return fingerprintOf(receiptOfTexts(place, { data, metadata }));
}

const versionOf = (db: DatabaseSync): number =>
  (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;

/** Opens the file, or makes it, readable by its owner alone. Refuses a file of another schema version. */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: TIMEOUT });
  if (file !== ':memory:') chmodSync(file, 0o600);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;');
  db.exec('BEGIN IMMEDIATE');
  const version = versionOf(db);
  db.function('fingerprint', { varargs: true }, fingerprintOfRow);
  for (const step of STEPS.slice(version)) db.exec(step);
  if (version < VERSION) db.exec(`PRAGMA user_version = ${VERSION}`);
  db.exec('COMMIT');
  if (version > VERSION) {
    db.close();
    throw new Error(`${file} has schema version ${version}; this is Pledgebook for version ${VERSION}`);
  }
  return db;
}

/** Opens the file to be read and not changed. @throws Error it is of another schema version */
export function openReadOnly(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: TIMEOUT, readOnly: true });
  const version = versionOf(db);
  // What version 3 added is read by nobody but who looks for damage.
  if (version >= KEYS_SINCE && version <= VERSION) return db;
  db.close();
  throw new Error(
    version < VERSION
      ? `${file} was made by an older Pledgebook: open it once with this one, such as by \`pledgebook projections\``
      : `${file} has schema version ${version}; this is Pledgebook for version ${VERSION}`,
  );
}

/** `<category>-<kind>-<entity>`; only the entity of a category that is ours may be any text without a dash. */
export interface StreamName {
  readonly category: string;
  readonly kind: string;
  readonly entity: string;
}
const NAME = /^([^-]+)-([^-]+)-([^-]+)$/;
export function parseStream(stream: string): StreamName {
  const [, category, kind, entity] = NAME.exec(stream) ?? [];
  if (!category || !kind || !entity) throw new TypeError(`no stream name: ${stream}`);
  return { category, kind, entity };
}
