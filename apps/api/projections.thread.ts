import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Unavailable } from '#event-store';
import { observed } from '#kernel';
import { openProjector, type Projector } from './projector.ts';
import type { Given, Telling } from './projection-thread.ts';

/** How long to leave a store alone that does not answer, in milliseconds. */
const AGAIN = 500;

// The thread in which a served book's projections run, until it is told to end.
const { storage, publicUrl, observed: isObserved = false } = workerData as Given;
const tell = (telling: Telling) => parentPort?.postMessage(telling);
const noted = (sentence: string) => tell({ noted: sentence });
for (const channel of isObserved ? (['page', 'reconnected'] as const) : [])
  observed[channel].hear((message: object) => tell({ channel, message }));
const ending = new AbortController();
let projector: Projector | undefined;
parentPort?.once('message', async () => {
  ending.abort();
  await projector?.close();
  process.exit();
});

/** A server may be away just when the thread begins. Whatever else keeps the store from being opened ends the process. */
async function opened(): Promise<Projector> {
  for (;;)
    try {
      return await openProjector(storage, { publicUrl, noted });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      noted(`the views wait: ${error.message}`);
      await pause(AGAIN, undefined, { signal: ending.signal });
    }
}
projector = await opened();
if (!ending.signal.aborted) projector.start();
