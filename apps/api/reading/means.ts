import type { CommandRunner } from '#cqrs';
import type { SealedStore } from '#sealing';
import { Disclosures } from './disclosures.ts';
import { FocalPoints } from './focal-points.ts';
import { Pages } from './pages.ts';
import { Places } from './places.ts';
import { Reader, type Sources } from './reader.ts';
import type { SealedIndex } from './sealed-index.ts';
import { SealedReaders } from './sealed-readers.ts';

/** What questions are answered with. */
export interface Means extends Sources {
  readonly reader: Reader;
  readonly pages: Pages;
  readonly places: Places;
  readonly sealedStore: SealedStore;
  readonly sealed: SealedReaders;
  readonly disclosures: Disclosures;
  readonly focalPoints: FocalPoints;
}
export interface MeansOf extends Sources {
  readonly sealedStore: SealedStore;
  readonly runner: CommandRunner;
  readonly quiet: SealedIndex;
}

export function meansOf(sources: MeansOf): Means {
  const { store, runner, quiet } = sources;
  const sealed = new SealedReaders(runner);
  return {
    ...sources,
    reader: new Reader(sources),
    pages: new Pages(sources.tokens),
    places: new Places(store),
    sealed,
    disclosures: new Disclosures(quiet, store, runner),
    focalPoints: new FocalPoints(quiet, sealed, runner),
  };
}
