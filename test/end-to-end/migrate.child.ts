import { migrate } from '../../apps/cli/migrate/migrate.ts';
import { sourceOf, targetOf } from '../../apps/cli/migrate/locations.ts';

/** Moves a store in small pages until so much of a step is done, says so, and then waits to be killed. */
const [from = '', to = '', toKeys = '', at = '', until = ''] = process.argv.slice(2);
const said = { from, to, toKeys };
await migrate({
  source: sourceOf(said),
  target: targetOf(said, process.env),
  limit: 20,
  onProgress: (step) => (done) => {
    if (step !== at || done < Number(until)) return;
    process.send?.(done);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
