import { event, type Entity, type StoredEvent } from '#kernel';

/** An agency that gives out numbers (IATI's OrganisationRegistrationAgency, or a register's own name) and the number. */
export interface Identifier {
  readonly agency: string;
  readonly number: string;
}
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
>()('OrganisationRegistered');
export const OrganisationChanged = event<{
  organisation: string;
  change: OrganisationChange;
  before: OrganisationDetails;
  after: OrganisationDetails;
  successor?: string;
  reason?: string;
}>()('OrganisationChanged');
/** Guards an identifier: written, expected none, with the registration that takes it. */
export const IdentifierTaken = event<Identifier & { organisation: string }>()('IdentifierTaken');
/** Guards that nothing comes to succeed itself: written with every change that names a successor. */
export const SuccessorNamed = event<{ organisation: string; successor: string }>()('SuccessorNamed');

export interface OrganisationState {
  readonly details: OrganisationDetails;
  readonly ended?: 'merged' | 'dissolved';
  /** The day of its last change, if there was one. */
  readonly changedOn?: string;
}

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
      }: StoredEvent<string, OrganisationDetails & { organisation: string; registeredBy: string }>,
    ) => ({ details }),
    OrganisationChanged: (
      state,
      { data, metadata }: StoredEvent<string, { change: OrganisationChange; after: OrganisationDetails }>,
    ) => ({
      ...state,
      details: data.after,
      changedOn: metadata['effectiveOn'],
      ...(isEnding(data.change) ? { ended: data.change } : {}),
    }),
  },
};
