import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteOutbox } from '#outbox-sqlite';
import { outboxContract } from './outbox.contract.ts';

outboxContract('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-contract-'));
  const file = join(directory, 'outbox.sqlite');
  const opened: SqliteOutbox[] = [];
  const another = async (options = {}) => {
    const store = await SqliteOutbox.open(file, options);
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    another: () => another(),
    readOnly: () => another({ readOnly: true }),
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    tamper: async (statement) => {
      const db = new DatabaseSync(file);
      try {
        return db.exec(statement);
      } finally {
        db.close();
      }
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await rm(directory, { recursive: true });
    },
  };
});
