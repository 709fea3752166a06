import { event, type Entity, type Metadata, type StoredEvent } from '#kernel';
import { identifierKey, type Identifier } from './lookup.ts';

export interface OrganisationDetails {
  readonly name: string;
  readonly type?: string;
  readonly country?: string;
  readonly identifier?: Identifier;
}
export type OrganisationChange = 'renamed' | 'merged' | 'dissolved' | 'detailed';

/** It is listed from then on as one that was. */
export const isEnding = (change: OrganisationChange): change is 'merged' | 'dissolved' =>
  change === 'merged' || change === 'dissolved';

export const OrganisationRegistered = event<
  OrganisationDetails & { organisation: string; registeredBy: string }
>()('OrganisationRegistered', 'public');
export const OrganisationChanged = event<{
  organisation: string;
  change: OrganisationChange;
  before: OrganisationDetails;
  after: OrganisationDetails;
  successor?: string;
  reason?: string;
}>()('OrganisationChanged', 'public');
/** An operator vouches that an identifier is the organisation's, or does so no more. */
export const IdentifierProven = event<OfIdentifier>()('IdentifierProven', 'public');
export const IdentifierUnproven = event<OfIdentifier>()('IdentifierUnproven', 'public');
interface OfIdentifier {
  readonly organisation: string;
  readonly identifier: Identifier;
  readonly reason: string;
}
/** Guards that nothing comes to succeed itself: written with every change that names a successor. */
export const SuccessorNamed = event<{ organisation: string; successor: string }>()('SuccessorNamed', 'guard');

/** An identifier that an operator vouches for, and what the organisation was called when it did. */
export interface Proven extends Identifier {
  readonly name: string;
}

export interface OrganisationState {
  readonly details: OrganisationDetails;
  /** What an operator called it in listing it, where an operator did. */
  readonly listedAs?: string;
  /** What admits people as this organisation: nothing that it says of itself adds to this or takes from it. */
  readonly proven: readonly Proven[];
  readonly ended?: 'merged' | 'dissolved';
  /** The day of its last change, if there was one. */
  readonly changedOn?: string;
}

/**
 * Whether an operator gave a command, by what is stored of each of its events. Who also acts for an organisation speaks
 * for that one.
 */
export function isByOperator({ roles = '' }: Metadata): boolean {
  const all = roles.split(' ');
  return all.includes('operator') && !all.includes('participant');
}

/** The names by which an operator knows it: those that it had when an operator listed it or proved an identifier of it. */
export const knownAs = ({ listedAs, proven }: OrganisationState): string[] => [
  ...new Set([...(listedAs === undefined ? [] : [listedAs]), ...proven.map(({ name }) => name)]),
];

/** Without an identifier, however its agency is written. */
export function without<I extends Identifier>(list: readonly I[], identifier: Identifier): readonly I[] {
  const key = identifierKey(identifier);
  return list.filter((one) => identifierKey(one) !== key);
}

type Told<D> = StoredEvent<string, D>;

export const organisationStream = (organisation: string): string =>
  `organisation-organisation-${organisation}`;

export const Organisation: Entity<OrganisationState> = {
  kind: 'organisation',
  stream: ({ organisation }: { organisation: string }) => organisationStream(organisation),
  evolve: {
    OrganisationRegistered: (
      _,
      {
        data: { organisation: _id, registeredBy: _by, ...details },
        metadata,
      }: Told<OrganisationDetails & { organisation: string; registeredBy: string }>,
    ) => {
      if (!isByOperator(metadata)) return { details, proven: [] };
      const { name, identifier } = details;
      return { details, listedAs: name, proven: identifier ? [{ ...identifier, name }] : [] };
    },
    IdentifierProven: (state, { data: { identifier } }: Told<OfIdentifier>) => ({
      ...state,
      proven: [...without(state.proven, identifier), { ...identifier, name: state.details.name }],
    }),
    IdentifierUnproven: (state, { data: { identifier } }: Told<OfIdentifier>) => ({
      ...state,
      proven: without(state.proven, identifier),
    }),
    OrganisationChanged: (
      state,
      { data, metadata }: Told<{ change: OrganisationChange; after: OrganisationDetails }>,
    ) => ({
      ...state,
      details: data.after,
      changedOn: metadata['effectiveOn'],
      ...(isEnding(data.change) ? { ended: data.change } : {}),
    }),
  },
};
