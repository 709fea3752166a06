import { event } from '#kernel';
import type { CommitmentId, DisclosureId, EntryId, OrganisationId, PartnershipId } from '#vocabulary';

export const KINDS = ['incentive', 'interest', 'constraint', 'talk'] as const;
/** What is shared: what drives, what is wanted, what limits; or a note of a quiet talk. */
export type DisclosureKind = (typeof KINDS)[number];
export const SUBJECTS = ['goal', 'resources', 'measurement', 'information-sharing', 'commitment'] as const;
/** What it bears on. */
export interface Bearing {
  readonly on: (typeof SUBJECTS)[number];
  readonly commitment?: CommitmentId;
}
export const VOICES = ['organisation', 'person'] as const;
/** For whom it speaks. */
export type Voice = (typeof VOICES)[number];

/** With whom it is shared: it only ever widens. Whoever takes part later is not in the list. */
export interface Hearers {
  /** By name: also while they are invited, or interested by their own word. */
  readonly named: readonly OrganisationId[];
  /** Who took part when it was shared with all participants. */
  readonly participants: readonly OrganisationId[];
  readonly public: boolean;
}

/** Which disclosure, in which book, whose. */
interface Of {
  readonly partnership: PartnershipId;
  readonly disclosure: DisclosureId;
  /** The owner. */
  readonly organisation: OrganisationId;
}
/** What it says. */
export interface Disclosing {
  readonly kind: DisclosureKind;
  readonly speaksFor: Voice;
  readonly bearsOn: readonly Bearing[];
  readonly text: string;
}
interface Anew {
  readonly text: string;
  readonly bearsOn: readonly Bearing[];
  readonly reason?: string;
}
export interface Answering {
  readonly answer: EntryId;
  readonly text: string;
  /** Who answers. */
  readonly by: OrganisationId;
}

/** Sealed, whoever hears it. */
export const Disclosed = event<Of & Disclosing & { audience: Hearers }>()('Disclosed', 'sealed');
export const AudienceWidened = event<
  Of & {
    from: Hearers;
    to: Hearers;
    /** To everybody: it was told under this id, and stays quiet under its own. Older ones kept their id. */
    published?: DisclosureId;
  }
>()('AudienceWidened', 'sealed');
export const DisclosureSuperseded = event<Of & Anew>()('DisclosureSuperseded', 'sealed');
export const DisclosureRetracted = event<Of & { reason?: string }>()('DisclosureRetracted', 'sealed');
export const DisclosureAnswered = event<Of & Answering>()('DisclosureAnswered', 'sealed');
/** The first time that another organisation was shown it. */
export const DisclosureRead = event<Of & { reader: OrganisationId }>()('DisclosureRead', 'sealed');

/** What is public is told in the book as well, by ordinary events. */
export const DisclosurePublished = event<Of & Disclosing>()('DisclosurePublished', 'public');
export const PublishedDisclosureSuperseded = event<Of & Anew>()('PublishedDisclosureSuperseded', 'public');
export const PublishedDisclosureRetracted = event<Of & { reason?: string }>()(
  'PublishedDisclosureRetracted',
  'public',
);
export const PublishedDisclosureAnswered = event<Of & Answering>()('PublishedDisclosureAnswered', 'public');
