import { evolve, type Fact, type StoredEvent } from '#kernel';
import { PartnershipConvened } from '../events.ts';
import { Partnership, type PartnershipState } from '../partnership.ts';
import type { OverviewDoc } from './shape.ts';

/** As much of its event as a fact keeps: what an entity is folded from. */
const eventOf = ({ type, on, recordedAt, basis, data }: Fact): StoredEvent =>
  ({
    type,
    data,
    metadata: { effectiveOn: on, recordedAt, ...(basis === undefined ? {} : { basis }) },
  }) as unknown as StoredEvent;

/** How a partnership reads on a day before it was convened: as one that says nothing. */
const NOTHING = evolve(Partnership, undefined, {
  ...PartnershipConvened({
    partnership: '',
    organisation: '',
    title: '',
    problem: '',
    scope: { places: [], sdgTargets: [] },
  }),
  metadata: {},
} as unknown as StoredEvent) as PartnershipState;

/** Of each document, how it reads on the day that was asked for last: its columns ask for it one after the other. */
const folded = new WeakMap<OverviewDoc, { readonly date: string; readonly state: PartnershipState }>();

/** A partnership as its facts tell it, up to a day. */
export function partnershipOn(doc: OverviewDoc, date: string): PartnershipState {
  const known = folded.get(doc);
  if (known?.date === date) return known.state;
  const state = doc.facts
    .filter(({ on }) => on <= date)
    .reduce((state, fact) => evolve(Partnership, state, eventOf(fact)) ?? state, NOTHING);
  folded.set(doc, { date, state });
  return state;
}
