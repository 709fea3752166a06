import type { EventStore } from '#event-store';
import { Pages } from './page.ts';
import { Reader, type Sources } from './reader.ts';

/** What questions are answered with. */
export interface Desk extends Sources {
  readonly reader: Reader;
  readonly pages: Pages;
  /** As it is stored, for proof. */
  readonly stored: EventStore;
}

export const deskOf = (sources: Sources & { readonly stored: EventStore }): Desk => ({
  ...sources,
  reader: new Reader(sources),
  pages: new Pages(sources.tokens),
});
