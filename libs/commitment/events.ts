import { event } from '#kernel';
import type {
  CommitmentId,
  Count,
  Currency,
  Day,
  Decimal,
  EntryId,
  IndicatorValue,
  JointCommitmentId,
  OrganisationId,
  OwnerId,
  PartnershipId,
  Sha256,
  TimeWindow,
} from '#vocabulary';
import type { Details, SomeDetails } from './input.ts';
import type { Money, Party } from './particulars.ts';
import type { RecordEnding } from './record-ending.ts';

/** Which commitment, whose. The organisation is the owner, or `not-stated`. */
export interface About {
  readonly partnership: PartnershipId;
  readonly commitment: CommitmentId;
  readonly organisation: OwnerId;
}
export interface Opened extends About {
  /** Who gave the command. */
  readonly recordedBy: OrganisationId;
  /** Made by somebody else about the organisation, who has yet to confirm it. */
  readonly attributed: boolean;
  readonly source?: { readonly system: string; readonly record: string; readonly version: Count };
  /** Taken over from another organisation, which had offered it. */
  readonly transferOf?: { readonly commitment: CommitmentId; readonly organisation: OrganisationId };
  /** Whose it was before that one, where it was taken over more than once. */
  readonly formerOwners?: readonly OrganisationId[];
  /** The joint commitment that it is a share of. */
  readonly joint?: JointCommitmentId;
  /** A record that came back: the commitment that had ended as it. */
  readonly resumes?: CommitmentId;
  readonly details: Details;
}
export interface Amended extends About {
  readonly before: SomeDetails;
  readonly after: SomeDetails;
  readonly reason: string;
}
export interface Reasoned extends About {
  readonly reason?: string;
}

/** What the owner would hand over, and to whom. */
export interface Offered {
  readonly offer: EntryId;
  readonly to: OrganisationId;
  /** What the receiver takes on, where that is not the whole. */
  readonly money?: Money;
  readonly note?: string;
}

export interface MilestoneValues {
  readonly title: string;
  readonly due: Day;
  readonly description?: string;
}
export interface MoneyValues {
  readonly money: Money;
  readonly note?: string;
  readonly recipient?: Party;
  readonly period?: TimeWindow;
}
export interface ReportValues {
  readonly narrative?: string;
  readonly period?: TimeWindow;
  readonly values?: readonly IndicatorValue[];
}
/** Where money goes to, and may come back from. */
export type PaidKind = 'disbursement' | 'expenditure';
export interface ReturnValues {
  readonly money: Money;
  /** What it came back from. */
  readonly of: PaidKind;
  /** Which of them, where that is known. */
  readonly payment?: EntryId;
  readonly note?: string;
}
export interface EvidenceValues {
  readonly title: string;
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly uri?: string;
  /** The entry it supports. */
  readonly about?: EntryId;
}
export type EntryValues = Partial<
  MilestoneValues & MoneyValues & ReportValues & EvidenceValues & ReturnValues
>;
export type EntryKind =
  | 'milestone'
  | 'budget'
  | 'disbursement'
  | 'expenditure'
  | 'return'
  | 'report'
  | 'evidence';
interface Said extends About {
  readonly entry: EntryId;
}

export interface Mended extends Said {
  readonly kind: EntryKind;
  readonly before: Mendable;
  readonly after: Mendable;
  /** After less before, where money stays in one currency. */
  readonly difference?: { readonly amount: Decimal; readonly currency: Currency };
  readonly reason: string;
  /** The entry's version after this mend; as first said it is 1. */
  readonly entryVersion: Count;
}
/** Struck through: it never was so. Nothing takes its place, and nothing brings it back. */
export interface Voided extends Said {
  readonly kind: EntryKind;
  /** What it said until then. */
  readonly before: Mendable;
  readonly reason: string;
  /** The entry's version from then on, so that what others said of it shows as of an earlier one. */
  readonly entryVersion: Count;
}
export type Mendable = EntryValues & { readonly reachedOn?: Day };

export const CommitmentMade = event<Opened>()('CommitmentMade', 'public');
export const PledgeMade = event<Opened>()('PledgeMade', 'public');
export const PledgeFirmed = event<About>()('PledgeFirmed', 'public');
export const CommitmentDetailed = event<About & { readonly details: SomeDetails }>()(
  'CommitmentDetailed',
  'public',
);
export const CommitmentAmended = event<Amended>()('CommitmentAmended', 'public');
export const MilestonePlanned = event<Said & MilestoneValues>()('MilestonePlanned', 'public');
export const MilestoneRescheduled = event<
  Said & { readonly before: Day; readonly after: Day; readonly reason?: string }
>()('MilestoneRescheduled', 'public');
export const MilestoneReached = event<Said & { readonly note?: string }>()('MilestoneReached', 'public');
export const BudgetSet = event<Said & MoneyValues>()('BudgetSet', 'public');
export const DisbursementRecorded = event<Said & MoneyValues>()('DisbursementRecorded', 'public');
export const ExpenditureRecorded = event<Said & MoneyValues>()('ExpenditureRecorded', 'public');
export const ReturnRecorded = event<Said & ReturnValues>()('ReturnRecorded', 'public');
/** `selfReport`: the owner's own word, not an importer's. */
export const ProgressReported = event<Said & ReportValues & { readonly selfReport: boolean }>()(
  'ProgressReported',
  'public',
);
export const EvidenceAttached = event<Said & EvidenceValues>()('EvidenceAttached', 'public');
export const EntryCorrected = event<Mended>()('EntryCorrected', 'public');
export const EntryRestated = event<Mended>()('EntryRestated', 'public');
export const EntryVoided = event<Voided>()('EntryVoided', 'public');
export const CommitmentSuspended = event<Reasoned>()('CommitmentSuspended', 'public');
export const CommitmentResumed = event<Reasoned>()('CommitmentResumed', 'public');
export const CommitmentFulfilled = event<Reasoned>()('CommitmentFulfilled', 'public');
export const CommitmentWithdrawn = event<Reasoned>()('CommitmentWithdrawn', 'public');
/**
 * `to`: another organisation took it over, as it was offered; `by` is then the receiver's own. `part`: whether only a
 * part of the money was taken over; it was not always said.
 */
export const CommitmentSuperseded = event<
  Reasoned & { readonly by: CommitmentId; readonly to?: OrganisationId; readonly part?: boolean }
>()('CommitmentSuperseded', 'public');
export const TransferOffered = event<About & Offered>()('TransferOffered', 'public');
/** Of a record that nobody confirmed: as its source says, by who recorded it. */
export const RecordEnded = event<Reasoned & { readonly ended: RecordEnding }>()('RecordEnded', 'public');
/** The source has the record again: `by` stands for it from its own first day, and this one nowhere beside it. */
export const RecordResumed = event<About & { readonly by: CommitmentId }>()('RecordResumed', 'public');
export const AttributionConfirmed = event<About>()('AttributionConfirmed', 'public');
export const AttributionRejected = event<Reasoned>()('AttributionRejected', 'public');
