import { parentPort, workerData } from 'node:worker_threads';
import { observed } from '#kernel';
import { startProjector } from '#projector';
import type { Given, Telling } from './projection-thread.ts';

// The thread in which a served book's projections run, until it is told to end.
const { storage, publicUrl, kafka, targets, observed: isObserved = false } = workerData as Given;
const tell = (telling: Telling) => parentPort?.postMessage(telling);
const noted = (sentence: string) => tell({ noted: sentence });
for (const channel of isObserved ? (['page', 'reconnected', 'delivery'] as const) : [])
  observed[channel].hear((message: object) => tell({ channel, message }));
const ending = new AbortController();
const projecting = startProjector(storage, {
  publicUrl,
  noted,
  kafka,
  targets,
  relayed: (relayed) => tell({ relayed }),
  signal: ending.signal,
});
parentPort?.once('message', async () => {
  ending.abort();
  await (await projecting)?.close();
  process.exit();
});
// What keeps the store from being opened, but for a server that is away, ends the process.
await projecting;
