import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const VERSION = 1;
/**
 * The stream's index starts with the entity, whose id is time-ordered: new entries then land on the same few pages. A
 * category's index needs no position, since every index of SQLite ends with the row's id, which is the position.
 */
const SCHEMA = `
  CREATE TABLE events (
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
  CREATE UNIQUE INDEX by_stream ON events (entity, kind, category, revision);
  CREATE UNIQUE INDEX by_id ON events (id);
  CREATE INDEX by_category ON events (category);
  PRAGMA user_version = ${VERSION};
`;

/** Opens the file, or makes it, readable by its owner alone. Refuses a file of another schema version. */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  if (file !== ':memory:') chmodSync(file, 0o600);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;');
  db.exec('BEGIN IMMEDIATE');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === 0) db.exec(SCHEMA);
  db.exec('COMMIT');
  if (version !== 0 && version !== VERSION) {
    db.close();
    throw new Error(`${file} has schema version ${version}; this is Pledgebook for version ${VERSION}`);
  }
  return db;
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
