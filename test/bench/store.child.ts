import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { storageIn } from '#storage';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { answering } from './child.ts';
import { fill, fillPartnership } from './filling.ts';

// Work on a store, in a process of its own so that its memory and its compiled code are nobody else's.
const [directory = '', count = '0', partnership = '', environment = '{}'] = process.argv.slice(2);
const storage = storageIn(directory, JSON.parse(environment) as Record<string, string>);

/** What a piece of work took. */
export interface Took {
  readonly seconds: number;
  /** The most memory that the process ever had, in bytes. */
  readonly memory: number;
  readonly events: number;
}

async function timed(work: () => Promise<number>): Promise<Took> {
  const begin = performance.now();
  const events = await work();
  const seconds = (performance.now() - begin) / 1000;
  return { seconds, memory: process.resourceUsage().maxRSS * 1024, events };
}

const withBook = (work: (book: OpenedStore) => Promise<number>) => async (): Promise<Took> => {
  const book = await openStore(storage, { noted: () => undefined });
  try {
    return await timed(() => work(book));
  } finally {
    await book.close();
  }
};

/** No less than anybody has to do who wants the events: each row read, its JSON parsed. */
const readBare = () =>
  timed(async () => {
    const db = new DatabaseSync(join(directory, 'events.sqlite'), { readOnly: true });
    let events = 0;
    for (const row of db.prepare('SELECT * FROM events ORDER BY position').iterate()) {
      JSON.parse(row['data'] as string);
      JSON.parse(row['metadata'] as string);
      events++;
    }
    db.close();
    return events;
  });

answering({
  fill: withBook(async ({ store }) => {
    await fill(store, Number(count));
    return Number(count);
  }),
  fillPartnership: withBook(async ({ store }) => {
    await fillPartnership(store, partnership, Number(count));
    return Number(count);
  }),
  rebuild: withBook(async ({ projections, store }) => {
    await projections.rebuild(['ledger']);
    return Number(await store.head());
  }),
  readBare,
});
