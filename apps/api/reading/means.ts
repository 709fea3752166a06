import type { CommandRunner } from '#cqrs';
import type { EventStore } from '#event-store';
import { Disclosures } from './disclosures.ts';
import { FocalPoints } from './focal-points.ts';
import { Pages } from './pages.ts';
import { Reader, type Sources } from './reader.ts';
import { SealedRecords } from './sealed-records.ts';

/** What questions are answered with. */
export interface Means extends Sources {
  readonly reader: Reader;
  readonly pages: Pages;
  /** As it is stored, for proof. */
  readonly stored: EventStore;
  readonly sealed: SealedRecords;
  readonly disclosures: Disclosures;
  readonly focalPoints: FocalPoints;
}
export interface MeansOf extends Sources {
  readonly stored: EventStore;
  readonly runner: CommandRunner;
}

export function meansOf(sources: MeansOf): Means {
  const { store, runner } = sources;
  const sealed = new SealedRecords(store, runner);
  return {
    ...sources,
    reader: new Reader(sources),
    pages: new Pages(sources.tokens),
    sealed,
    disclosures: new Disclosures(sealed, store, runner),
    focalPoints: new FocalPoints(sealed, runner),
  };
}
