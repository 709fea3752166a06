import { event, type Actor, type Entity, type Metadata, type StoredEvent } from '#kernel';
import { duplicatesAfter, NO_DUPLICATES, type Duplicates } from './duplicate.ts';
import { identifierKey, type Identifier } from './lookup.ts';

export interface OrganisationDetails {
  readonly name: string;
  readonly type?: string;
  readonly country?: string;
  readonly identifier?: Identifier;
  /** Others that it is known by beside that. */
  readonly alsoIdentifiers?: readonly Identifier[];
}
export type OrganisationChange = 'renamed' | 'merged' | 'dissolved' | 'detailed';

/** It is listed from then on as one that was. */
export const isEnding = (change: OrganisationChange): change is 'merged' | 'dissolved' =>
  change === 'merged' || change === 'dissolved';

export const OrganisationRegistered = event<
  OrganisationDetails & {
    organisation: string;
    registeredBy: string;
    /** How whoever listed it knows: of an operator's listing, but for those of older stores, always there. */
    reason?: string;
  }
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
/** What an organisation claims is proven for another (`by`), or is so no more: said of who claims it. */
export const IdentifierTakenOver = event<OfIdentifier & { readonly by: string }>()(
  'IdentifierTakenOver',
  'public',
);
export const IdentifierGivenBack = event<OfIdentifier & { readonly by: string }>()(
  'IdentifierGivenBack',
  'public',
);
interface OfIdentifier {
  readonly organisation: string;
  readonly identifier: Identifier;
  readonly reason: string;
}
/** It names who would go on in its place: a merger stands once that one accepts, a dissolution already stands without it. */
export const SuccessionOffered = event<Succeeding & { change: 'merged' | 'dissolved'; reason?: string }>()(
  'SuccessionOffered',
  'public',
);
/** The successor goes on in its place. */
export const SuccessionAccepted = event<Succeeding>()('SuccessionAccepted', 'public');
/** The successor does not: of what older books hold as standing, it does so no more. */
export const SuccessionRefused = event<Succeeding & { reason?: string }>()('SuccessionRefused', 'public');
interface Succeeding {
  readonly organisation: string;
  readonly successor: string;
}
/** Guards that nothing comes to succeed itself: written with every succession that comes to stand. */
export const SuccessorNamed = event<Succeeding & { readonly accepted?: true }>()('SuccessorNamed', 'guard');
/** Guards that a succession stands no more. */
export const SuccessorRefused = event<Succeeding>()('SuccessorRefused', 'guard');

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
  /** Who goes on in its place. In older books one was named without its word. */
  readonly successor?: { readonly organisation: string; readonly accepted: boolean };
  /** Whom it named to go on, who has not answered yet. */
  readonly offered?: {
    readonly change: 'merged' | 'dissolved';
    readonly successor: string;
    readonly on: string;
  };
  /** The day of its last change, if there was one. */
  readonly changedOn?: string;
  /** Other listings of the same organisation, where anything was said of such. */
  readonly duplicates?: Duplicates;
}

/**
 * Whether an operator gave a command, by what is stored of each of its events. Who also acts for an organisation speaks
 * for that one.
 */
export const isByOperator = ({ roles = '' }: Metadata): boolean => isOperator({ roles: roles.split(' ') });
/** Likewise, of whoever gives a command. */
export const isOperator = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  roles.includes('operator') && !roles.includes('participant');

/** The names by which an operator knows it: those that it had when an operator listed it or proved an identifier of it. */
export const knownAs = ({ listedAs, proven }: OrganisationState): string[] => [
  ...new Set([...(listedAs === undefined ? [] : [listedAs]), ...proven.map(({ name }) => name)]),
];

/** Without an identifier, however its agency is written. */
export function without<I extends Identifier>(list: readonly I[], identifier: Identifier): readonly I[] {
  const key = identifierKey(identifier);
  return list.filter((one) => identifierKey(one) !== key);
}

/** Of a merger nothing is left: the one that would have ended goes on. A dissolution stands without who would follow. */
function withoutSuccession({ offered, successor: _, ended, ...state }: OrganisationState): OrganisationState {
  const stands = offered || ended !== 'merged';
  return { ...state, ...(stands && ended ? { ended } : {}) };
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
        data: { organisation: _id, registeredBy: _by, reason: _why, ...details },
        metadata,
      }: Told<OrganisationDetails & { organisation: string; registeredBy: string; reason?: string }>,
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
      {
        data: { change, after, successor },
        metadata,
      }: Told<{ change: OrganisationChange; after: OrganisationDetails; successor?: string }>,
    ) => ({
      ...state,
      details: after,
      changedOn: metadata['effectiveOn'],
      ...(isEnding(change) ? { ended: change } : {}),
      ...(successor === undefined ? {} : { successor: { organisation: successor, accepted: false } }),
    }),
    SuccessionOffered: (
      state,
      {
        data: { change, successor },
        metadata: { effectiveOn: on = '' },
      }: Told<{ change: 'merged' | 'dissolved'; successor: string }>,
    ) => ({ ...state, offered: { change, successor, on } }),
    SuccessionAccepted: ({ offered: _, ...state }, { data: { successor } }: Told<{ successor: string }>) => ({
      ...state,
      successor: { organisation: successor, accepted: true },
    }),
    SuccessionRefused: withoutSuccession,
    ...Object.fromEntries(
      Object.entries(duplicatesAfter).map(([type, after]) => [
        type,
        (state: OrganisationState, { data }: Told<never>): OrganisationState => ({
          ...state,
          duplicates: after(state.duplicates ?? NO_DUPLICATES, data),
        }),
      ]),
    ),
  },
};
