/**
 * What a text or a number means, by name. To the compiler they are plain texts and numbers; the schemas of the public
 * contract are told from these names: `Day` is what the rule `IsDay` takes, `OrganisationId` an id of the prefix `org`.
 * What is computed, and so has no rule of input, says what it looks like here.
 */

/** Sorts by time. */
export type PartnershipId = string;
/** Sorts by time. */
export type CommitmentId = string;
/** Sorts by time. */
export type JointCommitmentId = string;
/** Sorts by time. */
export type DisclosureId = string;
/** Sorts by time. Says nothing of who it is. */
export type PersonId = string;
/** Sorts by time. */
export type ProgrammeId = string;
/** Sorts by time. */
export type OrganisationId = string;
/** Sorts by time. */
export type EventId = string;
/** Under the caller's own id. */
export type EntryId = string;
/** Whose it is; `not-stated` where a source names nobody. */
export type OwnerId = OrganisationId | 'not-stated';

/** In the world, as it was said: `YYYY-MM-DD`. */
export type Day = string;
/**
 * By the clock of the book.
 *
 * @format date-time
 */
export type Instant = string;

/** A decimal string, zero or more. */
export type Amount = string;
/** A decimal string, negative allowed. */
export type Quantity = string;
/**
 * A decimal string of any length: a sum or a difference.
 *
 * @pattern ^-?(0|[1-9][0-9]*)(\.[0-9]+)?$
 */
export type Decimal = string;
/** @asType integer @minimum 0 */
export type Count = number;

/** ISO 4217. */
export type Currency = string;
/** `global`, a UN M49 region, or a country of ISO 3166-1. */
export type Place = string;
/** A target of the Sustainable Development Goals. */
export type SdgTarget = string;
/** In hexadecimal. */
export type Sha256 = string;
/** The source's own short texts, by name. */
export type Tags = Record<string, string>;
