import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
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

it('leaves leases on a file to nobody whose process is no more', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-leases-'));
  const store = await SqliteViewStore.open(join(directory, 'views.sqlite'));
  const { leases } = store;
  const { pid } = spawnSync(process.execPath, ['--version']);
  await leases.hold({ names: ['a', 'b'], holder: `${hostname()} ${pid} killed`, seconds: 60 });
  const other = { names: ['a'], holder: `${hostname()} ${process.pid} running`, seconds: 60 };
  expect(await leases.hold(other)).toEqual(new Set(['a']));
  expect(await leases.held()).toEqual(new Set(['a']));
  await store.close();
  await rm(directory, { recursive: true });
});
