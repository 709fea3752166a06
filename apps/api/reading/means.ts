import type { EventStore } from '#event-store';
import { Pages } from './pages.ts';
import { Reader, type Sources } from './reader.ts';

/** What questions are answered with. */
export interface Means extends Sources {
  readonly reader: Reader;
  readonly pages: Pages;
  /** As it is stored, for proof. */
  readonly stored: EventStore;
}

export const meansOf = (sources: Sources & { readonly stored: EventStore }): Means => ({
  ...sources,
  reader: new Reader(sources),
  pages: new Pages(sources.tokens),
});
