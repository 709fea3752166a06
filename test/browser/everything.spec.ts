import { everyButtonAndLink, READERS } from './everything.ts';

everyButtonAndLink(READERS.anybody);
