import { event, refuse, type Evolve, type Refusal, type StoredEvent } from '#kernel';
import { changeSome, put, putLast, toEntry, without, type Entries, type Entry } from './entry.ts';
import type { DataOf } from './events.ts';

/** Something that success needs; `organisations` are those that could bring it, as who names it believes. */
export const CapabilityNamed = event<{
  partnership: string;
  capability: string;
  text: string;
  organisations?: readonly string[];
  namedBy: string;
}>()('CapabilityNamed', 'public');
/** `organisation` offers to bring it; `from` is its earlier offer, where this one replaces it. */
export const CapabilityOffered = event<{
  partnership: string;
  organisation: string;
  capability: string;
  text: string;
  from?: string;
}>()('CapabilityOffered', 'public');

export interface Capability extends Entry<DataOf<typeof CapabilityNamed>> {
  /** By organisation: each offers for itself. */
  readonly offers: Entries<Entry<string>>;
}
export interface Capabilities {
  readonly capabilities: Entries<Capability>;
}
export const noCapabilities: Capabilities = { capabilities: new Map() };

export const capabilityFolds = <S extends Capabilities>(): Evolve<S> => ({
  CapabilityNamed: (state, event: StoredEvent<string, DataOf<typeof CapabilityNamed>>) => ({
    ...state,
    capabilities: put(state.capabilities, event.data.capability, {
      ...toEntry(event, event.data),
      offers: new Map(),
    }),
  }),
  CapabilityOffered: (state, event: StoredEvent<string, DataOf<typeof CapabilityOffered>>) => {
    const { capability, organisation, text } = event.data;
    const known = state.capabilities.get(capability);
    if (!known) return state;
    const offers = putLast(known.offers, organisation, toEntry(event, text));
    return { ...state, capabilities: put(state.capabilities, capability, { ...known, offers }) };
  },
});

/** Who leaves takes its offers along, as it does its answers. */
export const withoutOffersOf = ({ capabilities }: Capabilities, organisation: string): Capabilities => ({
  capabilities: changeSome(
    capabilities,
    ({ offers }) => offers.has(organisation),
    (one) => ({ ...one, offers: without(one.offers, organisation) }),
  ),
});

export const capabilityUnknown = (): Refusal =>
  refuse('capability-unknown', 'No such capability is named here: name it first (NameCapability).', {
    field: 'capability',
  });
