import { PostgresEventStore } from '#event-store-postgres';
import { SqliteEventStore } from '#event-store-sqlite';

// Writes until it is killed, and tells its parent what was acknowledged.
const [, , where = ''] = process.argv;
const store = where.startsWith('postgres:')
  ? await PostgresEventStore.open({ url: where })
  : await SqliteEventStore.open(where);
for (let i = 0; ; i++) {
  await Promise.all(
    Array.from({ length: 16 }, async (_, j) => {
      const id = `evt_child${process.pid}_${i}_${j}`;
      const event = { id, type: 'Said', version: 1, data: { i }, metadata: {} };
      await store.append([{ stream: `child-k-e${j}`, expected: 'any', events: [event] }]);
      process.send?.(id);
    }),
  );
}
