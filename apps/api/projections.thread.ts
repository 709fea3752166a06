import { parentPort, workerData } from 'node:worker_threads';
import { openBook } from './book.ts';
import type { Asked, Noted, Said } from './projection-thread.ts';

// The thread in which a served book's projections run.
const noted = (sentence: string) => parentPort?.postMessage({ noted: sentence } satisfies Noted);
const book = await openBook(workerData as string, { noted });
book.projections.start();

parentPort?.on('message', async (asked: Asked | 'close') => {
  if (asked === 'close') {
    await book.close();
    process.exit();
  }
  const { projections } = book;
  const answer =
    asked.of === 'reached' ? await projections.reached(...asked.given) : await projections.status();
  parentPort?.postMessage({ number: asked.number, answer } satisfies Said);
});
