import { PostgresKeyStore } from '#key-store-postgres';
import { Postgres } from '../support/postgres.ts';
import { keyStoreContract } from './key-store.contract.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await Postgres.start();
});
afterAll(() => postgres.stop());

keyStoreContract('PostgreSQL', async () => {
  const url = await postgres.database();
  const stores: PostgresKeyStore[] = [];
  const another = async () => {
    const store = await PostgresKeyStore.open({ url });
    stores.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    close: async () => {
      for (const store of stores) await store.close();
    },
  };
});
