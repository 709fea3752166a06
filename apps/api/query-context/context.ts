import type { OpenedStore } from '../opened-store.ts';
import { Disclosures } from './disclosures.ts';
import { FocalPoints } from './focal-points.ts';
import { Pages } from './pages.ts';
import { SealedReaders } from './sealed-readers.ts';
import { Snapshots } from './snapshots.ts';

/** Everything that a query may use; built in one place from the opened store. */
export interface QueryContext extends Pick<
  OpenedStore,
  | 'store'
  | 'stored'
  | 'sealedStore'
  | 'views'
  | 'checkpoints'
  | 'tokens'
  | 'positions'
  | 'outbox'
  | 'publicFeed'
  | 'webhooks'
> {
  /** The read models at a position and a date. */
  readonly snapshots: Snapshots;
  readonly pages: Pages;
  readonly sealed: SealedReaders;
  readonly disclosures: Disclosures;
  readonly focalPoints: FocalPoints;
}

export function queryContextOf(opened: OpenedStore): QueryContext {
  const { store, stored, sealedStore, views, checkpoints, tokens, positions } = opened;
  const { outbox, publicFeed, webhooks, runner, quiet } = opened;
  const sealed = new SealedReaders(runner);
  return {
    store,
    stored,
    sealedStore,
    views,
    checkpoints,
    tokens,
    outbox,
    publicFeed,
    webhooks,
    snapshots: new Snapshots(opened),
    pages: new Pages(tokens),
    positions,
    sealed,
    disclosures: new Disclosures(quiet, store, runner),
    focalPoints: new FocalPoints(quiet, sealed, runner),
  };
}
