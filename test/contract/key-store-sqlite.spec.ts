import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteKeyStore } from '#sealing';
import { keyStoreContract } from './key-store.contract.ts';

keyStoreContract('SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-keys-'));
  const stores: SqliteKeyStore[] = [];
  const another = async () => {
    const store = new SqliteKeyStore(join(directory, 'keys.sqlite'));
    stores.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    close: async () => {
      for (const store of stores) await store.close();
      rmSync(directory, { recursive: true });
    },
  };
});
