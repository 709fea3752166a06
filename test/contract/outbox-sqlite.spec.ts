import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteOutbox } from '#outbox-sqlite';
import { messagesOfCommitments } from './outbox-commitments.ts';
import { outboxContract } from './outbox.contract.ts';

const open = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-contract-'));
  const file = join(directory, 'outbox.sqlite');
  const opened: SqliteOutbox[] = [];
  const another = async (options = {}) => {
    const store = await SqliteOutbox.open(file, options);
    opened.push(store);
    return store;
  };
  const tamper = async (statement: string) => {
    const db = new DatabaseSync(file);
    try {
      return db.exec(statement) ?? statement;
    } finally {
      db.close();
    }
  };
  return {
    store: await another(),
    another: () => another(),
    readOnly: () => another({ readOnly: true }),
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    tamper,
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await rm(directory, { recursive: true });
    },
  };
};

outboxContract('SQLite', open);
messagesOfCommitments(open, ({ tamper }) =>
  tamper('DROP INDEX message_by_commitment; ALTER TABLE message DROP COLUMN sha256; PRAGMA user_version = 1'),
);
