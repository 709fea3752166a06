import { EVER, refuse, relyOn, type Refusal, type Reliance } from '#kernel';
import { Partnership, type PartnershipState, partnershipStream } from '#partnership';
import {
  Commitment,
  commitmentStream,
  everEntryOf,
  isOwn,
  voidedOf,
  type CommitmentState,
} from '../commitment.ts';
import { unknownCommitment } from '../guard.ts';
import { everNamed } from '../naming/naming.ts';
import { refuseFields, type Claim } from './claim.ts';
import { partiesTo, type Parties } from './parties.ts';
import { versionOf } from './versions.ts';

/** A claim that was made, as far as an observation needs to know it. */
export interface Claimed extends Partial<Parties> {
  /** Whose claim it is. */
  readonly organisation: string;
  /** That organisation has not confirmed what was recorded about it: the word so far is the recorder's. */
  readonly unconfirmed?: true;
  /** It was struck through: there is nothing left that could be so, and that it never was may be disputed. */
  readonly voided?: true;
  /** From which day it stands. */
  readonly on: string;
  readonly version: number;
  /** The earliest version it has; the first, if not said. */
  readonly from?: number;
  /** Organisations that may speak of it without taking part: named recipients, or who attended. */
  readonly concerned: readonly string[];
  /** Organisations that the commitment names in any role: they may speak of it, too. */
  readonly named?: readonly string[];
}
interface Naming {
  readonly partnership: string;
  readonly claim: Claim;
  readonly version?: number;
}
export interface ClaimedIn {
  readonly commitment: CommitmentState;
  readonly book: PartnershipState;
}

/**
 * Where a claim stands. What was said never goes away, and who was named a recipient stays one, so it
 * is enough that they are there; only where the version seen is not said, it is the one that stands now.
 */
export const claimReads = {
  commitment: ({ partnership, claim, version }: Naming) =>
    claim.commitment === undefined
      ? undefined
      : relyOn(
          Commitment,
          commitmentStream(partnership, claim.commitment),
          version === undefined ? 'revision' : 'existence',
        ),
  book: ({ partnership, claim }: Naming) =>
    claim.meeting === undefined && claim.measurement === undefined
      ? undefined
      : relyOn(Partnership, partnershipStream(partnership), 'existence'),
};

const follow = (state: CommitmentState | undefined): readonly Reliance<CommitmentState>[] => {
  const { partnership = '', ended } = state ?? {};
  return ended?.by === undefined
    ? []
    : [{ ...relyOn(Commitment, commitmentStream(partnership, ended.by)), follow }];
};
/** The commitment that a claim is on, and what it went on as, over however many hands. */
export const relyOnTakers = (naming: Naming): readonly Reliance<CommitmentState>[] | undefined => {
  const first = claimReads.commitment(naming);
  return first && [{ ...first, follow }];
};

const claimUnknown = (reason: string, field: string): Refusal => refuse('claim-unknown', reason, { field });

/** Once a recipient, always heard: an amendment silences nobody. */
const recipientsOf = ({ said }: CommitmentState): readonly string[] =>
  (said.recipient ?? []).flatMap(({ value }) => value?.organisation ?? []);
/** Whoever is named, in whatever role, in the promise or in an entry of it. */
const namedOf = (state: CommitmentState): readonly string[] => everNamed(state).map(({ named }) => named);

function onCommitment(state: CommitmentState, claim: Claim): Claimed | Refusal {
  const { organisation, on, ended } = state;
  const version = versionOf(state, claim);
  const concerned = recipientsOf(state);
  const unconfirmed = isOwn(state) ? {} : { unconfirmed: true as const };
  const whose = { organisation, named: namedOf(state), ...unconfirmed, ...partiesTo(state, claim, EVER) };
  if (claim.about === 'entry') {
    const entry = everEntryOf(state, claim.entry ?? '');
    if (!entry)
      return claimUnknown(
        `This commitment has no entry "${claim.entry}": take an id from its dossier.`,
        'claim/entry',
      );
    const recipients = [entry.first?.recipient, entry.values.recipient].flatMap(
      (party) => party?.organisation ?? [],
    );
    const voided = voidedOf(state, entry.entry) ? { voided: true as const } : {};
    return { ...whose, ...voided, on: entry.on, version, concerned: [...concerned, ...recipients] };
  }
  if (claim.about !== 'fulfilment') return { ...whose, on, version, concerned };
  return ended?.how === 'fulfilled'
    ? { ...whose, on: ended.on, version, concerned }
    : claimUnknown('Its owner does not say that it is fulfilled.', 'claim/about');
}

function ofMeeting(book: PartnershipState | undefined, meeting = ''): Claimed | Refusal {
  const held = book?.meetings.get(meeting);
  return held
    ? { organisation: held.said.recordedBy, on: held.on, version: 1, concerned: held.said.attendees }
    : claimUnknown(
        `No meeting "${meeting}" is recorded here: take an id from the timeline.`,
        'claim/meeting',
      );
}

/** What corrects a measurement is another, with an id and a version of its own. */
function ofMeasurement(book: PartnershipState | undefined, measurement = ''): Claimed | Refusal {
  const known = book?.measurements.get(measurement);
  return known
    ? {
        organisation: known.said.measuredBy,
        on: known.on,
        version: known.said.version,
        from: known.said.version,
        concerned: [],
      }
    : claimUnknown(
        `Nothing was measured here as "${measurement}": take an id from the collective progress.`,
        'claim/measurement',
      );
}

/** The claim that is named, or why there is none. */
export function claimed(
  claim: Claim,
  read: { readonly [K in keyof ClaimedIn]?: ClaimedIn[K] | undefined },
): Claimed | Refusal {
  const refusal = refuseFields(claim);
  if (refusal) return refusal;
  if (claim.about === 'meeting') return ofMeeting(read.book, claim.meeting);
  if (claim.about === 'measurement') return ofMeasurement(read.book, claim.measurement);
  return read.commitment ? onCommitment(read.commitment, claim) : unknownCommitment('claim/commitment');
}
