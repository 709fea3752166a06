import { createHash } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { naming, refuseUnsound } from '#sqlite';

const VERSION = 3;

/** Where the commitment that a message is of stands in its text. */
export const COMMITMENT = `json_extract(text, '$.data.commitment')`;
/** Since version 2. */
const BY_COMMITMENT = `CREATE INDEX message_by_commitment ON message (${COMMITMENT}, number);`;

/** Of a message its SHA-256, over all that is kept of it: by it damage is told. */
export const FINGERPRINT =
  'fingerprint(number, id, source, sequence, type, partnership, organisation, position, of_time, text)';
const STAYS = `CREATE TRIGGER message_stays BEFORE UPDATE ON message
    BEGIN SELECT RAISE(ABORT, 'a message that was told never changes'); END;`;
/** Since version 3. */
const FINGERPRINTS = `
  DROP TRIGGER message_stays;
  ALTER TABLE message ADD COLUMN sha256 BLOB;
  UPDATE message SET sha256 = ${FINGERPRINT};
  ${STAYS}
`;
/** SQLite calls it within a statement. */
export function addFingerprint(db: DatabaseSync): void {
  db.function('fingerprint', { varargs: true, deterministic: true }, (...row) =>
    createHash('sha256').update(JSON.stringify(row)).digest(),
  );
}

/** What was told is told: a message is never changed, and taken away only where it is kept apart (`taken_back`). */
const SCHEMA = `
  CREATE TABLE message (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    partnership TEXT,
    organisation TEXT,
    position TEXT NOT NULL,
    of_time INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (source, sequence)
  ) STRICT;
  CREATE INDEX message_by_partnership ON message (partnership, number);
  CREATE INDEX message_by_organisation ON message (organisation, number);
  CREATE INDEX message_by_type ON message (type, number);
  CREATE INDEX message_by_position ON message (position, number);
  CREATE TABLE taken_back (number INTEGER NOT NULL, id TEXT NOT NULL, position TEXT NOT NULL, text TEXT NOT NULL) STRICT;
  CREATE INDEX taken_back_by_id ON taken_back (id);
  ${STAYS}
  CREATE TRIGGER message_is_kept BEFORE DELETE ON message
    WHEN NOT EXISTS (SELECT 1 FROM taken_back WHERE id = OLD.id AND number = OLD.number)
    BEGIN SELECT RAISE(ABORT, 'a message that was told is kept'); END;
  CREATE TABLE fold (
    version INTEGER PRIMARY KEY,
    telling INTEGER NOT NULL,
    position TEXT NOT NULL,
    event TEXT NOT NULL,
    day TEXT NOT NULL,
    turn INTEGER NOT NULL,
    stopped_event TEXT,
    stopped_message TEXT,
    former TEXT
  ) STRICT;
  CREATE TABLE state (
    version INTEGER NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    partnership TEXT,
    wakes TEXT,
    PRIMARY KEY (version, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX state_by_wakes ON state (version, wakes, key) WHERE wakes IS NOT NULL;
  CREATE INDEX state_by_partnership ON state (version, partnership) WHERE partnership IS NOT NULL;
`;

/**
 * Opens the file, or makes it. What was told is durable once it is written: a power cut takes nothing back.
 *
 * @throws Damaged it is no database, or not one that can be read
 * @throws Error it is of a newer Pledgebook
 */
export function openDatabase(file: string, { inspect = false } = {}): DatabaseSync {
  return naming(file, `${file} cannot be opened`, () => {
    const db = new DatabaseSync(file, { timeout: 10_000 });
    try {
      chmodSync(file, 0o600);
      addFingerprint(db);
      // Tables that a power cut takes back are made again; what is written to them is synced with all before it.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000');
      if (inspect) refuseUnsound(file, db);
      migrate(file, db);
      db.exec('PRAGMA synchronous = FULL');
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/**
 * Opens the file to read it, and looks through it.
 *
 * @throws Damaged it is no database, or not one that can be read
 * @throws Error it is of another Pledgebook
 */
export function openReadOnly(file: string): DatabaseSync {
  return naming(file, `${file} cannot be opened`, () => {
    const db = new DatabaseSync(file, { timeout: 10_000, readOnly: true });
    try {
      refuseUnsound(file, db);
      const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
      // What version 2 added makes some queries faster, and what version 3 did tells damage.
      if (version >= 1 && version <= VERSION) return db;
      throw new Error(`${file} has schema version ${version}; this is Pledgebook for version ${VERSION}`);
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function migrate(file: string, db: DatabaseSync): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version > VERSION)
      throw new Error(`${file} has schema version ${version}; this is Pledgebook for version ${VERSION}`);
    if (version === 0) db.exec(SCHEMA);
    if (version < 2) db.exec(BY_COMMITMENT);
    if (version < 3) db.exec(`${FINGERPRINTS} PRAGMA user_version = ${VERSION};`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
