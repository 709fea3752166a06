import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteViewStore } from '#projection-sqlite';
import { viewStoreContract } from './view-store.contract.ts';

viewStoreContract('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-contract-'));
  const opened: SqliteViewStore[] = [];
  const another = async () => {
    const store = await SqliteViewStore.open(join(directory, 'views.sqlite'));
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await rm(directory, { recursive: true });
    },
  };
});
