import type { CommandRunner } from '#cqrs';
import type { EventStore } from '#event-store';
import { Disclosures } from './disclosures.ts';
import { Pages } from './pages.ts';
import { Reader, type Sources } from './reader.ts';

/** What questions are answered with. */
export interface Means extends Sources {
  readonly reader: Reader;
  readonly pages: Pages;
  /** As it is stored, for proof. */
  readonly stored: EventStore;
  readonly disclosures: Disclosures;
}
export interface MeansOf extends Sources {
  readonly stored: EventStore;
  readonly runner: CommandRunner;
}

export const meansOf = (sources: MeansOf): Means => ({
  ...sources,
  reader: new Reader(sources),
  pages: new Pages(sources.tokens),
  disclosures: new Disclosures(sources.store, sources.runner),
});
