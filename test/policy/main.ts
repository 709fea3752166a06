import { writeFileSync } from 'node:fs';
import { ServedBook, SetClock } from '../support/served-book.ts';
import { queriesIn } from './asking.ts';
import { giveAll } from './giving.ts';
import { PAGE, pageWith } from './render.ts';

/** `npm run policy`: gives every command as everybody, and writes down who may. */
const clock = new SetClock('2021-06-01T12:00:00Z');
const served = await ServedBook.open(clock);
try {
  const given = await giveAll(served.book, clock);
  writeFileSync(PAGE, pageWith(given, queriesIn(served.book)));
} finally {
  await served.close();
}
