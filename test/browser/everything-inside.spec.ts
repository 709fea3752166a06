import { everyButtonAndLink, READERS } from './everything.ts';

everyButtonAndLink(READERS.inFrench);
// What another language says is held by the types of its texts; by `PLEDGEBOOK_LANGUAGES=all` it is clicked through, too.
if (process.env['PLEDGEBOOK_LANGUAGES'] === 'all') everyButtonAndLink(READERS.inSpanish);
