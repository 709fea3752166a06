import { parentPort, workerData } from 'node:worker_threads';
import { openBook } from './book.ts';
import type { StorageSettings } from '#storage';
import type { Noted } from './projection-thread.ts';

// The thread in which a served book's projections run, until it is told to end.
const noted = (sentence: string) => parentPort?.postMessage({ noted: sentence } satisfies Noted);
const book = await openBook(workerData as StorageSettings, { noted });
book.projections.start();

parentPort?.once('message', async () => {
  await book.close();
  process.exit();
});
