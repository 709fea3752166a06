import { event } from '#kernel';
import type {
  CommitmentId,
  Count,
  EntryId,
  OrganisationId,
  OwnerId,
  PartnershipId,
  Sha256,
} from '#vocabulary';

export const ROLES = ['partner', 'source', 'recipient'] as const;
/** As what an organisation is named: it is done with it, it gives, or it is to receive. */
export type NamedAs = (typeof ROLES)[number];
export const NAMING_ANSWERS = ['confirmed', 'rejected'] as const;
export type NamingAnswer = (typeof NAMING_ANSWERS)[number];

/** That an organisation is named in a commitment or in an entry of it. */
export interface NamingAnswered {
  readonly partnership: PartnershipId;
  readonly commitment: CommitmentId;
  /** Whose commitment it is. */
  readonly organisation: OwnerId;
  /** Who is named, and answers. */
  readonly named: OrganisationId;
  readonly role: NamedAs;
  /** The entry in which it is named; none where the promise itself names it. */
  readonly entry?: EntryId;
  /** The same for all answers to this naming. */
  readonly naming: Sha256;
  /** The version of the naming that was seen; as first said it is 1. */
  readonly namingVersion: Count;
  /** The answer before. */
  readonly from?: NamingAnswer;
  readonly reason?: string;
}

export const NamingConfirmed = event<NamingAnswered>()('NamingConfirmed', 'public');
export const NamingRejected = event<NamingAnswered>()('NamingRejected', 'public');

/** The answer by the type of event that gives it. */
export const ANSWER_OF: Readonly<Record<string, NamingAnswer>> = {
  [NamingConfirmed.type]: 'confirmed',
  [NamingRejected.type]: 'rejected',
};
