import { randomBytes } from 'node:crypto';
import { makeId } from '#kernel';
import { logLocationIn, openLog } from '#storage';

// Writes until it is killed, and tells its parent what was acknowledged.
const [, , where = ''] = process.argv;
const store = await openLog(logLocationIn('where', where.includes(':') ? where : `sqlite:${where}`), {});
for (let i = 0; ; i++) {
  await Promise.all(
    Array.from({ length: 16 }, async (_, j) => {
      const id = makeId('evt', i, randomBytes(16));
      const event = { id, type: 'Said', version: 1, data: { i }, metadata: {} };
      await store.append([{ stream: `child-k-e${j}`, expected: 'any', events: [event] }]);
      process.send?.(id);
    }),
  );
}
