import { SqliteEventStore } from '#event-store-sqlite';

// Writes until it is killed, and tells its parent what was acknowledged.
const store = await SqliteEventStore.open(process.argv[2] ?? '');
for (let i = 0; ; i++) {
  await Promise.all(
    Array.from({ length: 16 }, async (_, j) => {
      const id = `evt_child_${i}_${j}`;
      const event = { id, type: 'Said', version: 1, data: { i }, metadata: {} };
      await store.append([{ stream: `child-k-e${j}`, expected: 'any', events: [event] }]);
      process.send?.(id);
    }),
  );
}
