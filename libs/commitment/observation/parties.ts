import { everEntryOf, isOwn, type CommitmentState } from '../commitment.ts';
import type { Claim } from './claim.ts';

/** Who else than its owner a claim on a commitment is the word of: nobody corroborates itself. */
export interface Parties {
  /**
   * Who recorded about the owner what is claimed. Until the owner has confirmed the record, that is all there is; then it
   * is what was recorded, and no more.
   */
  readonly recordedBy?: string;
  /** Who gave the commitment over or took it over: each answers for what the other promised or paid. */
  readonly transferred: readonly string[];
}

/** @param on the day on which something is said of it: who takes it over afterwards was another then */
export function partiesTo(state: CommitmentState, { about, entry = '' }: Claim, on: string): Parties {
  const { attributed, recordedBy, transferOf, formerOwners = [], ended } = state;
  const isRecorded =
    !isOwn(state) ||
    (about === 'commitment' && attributed) ||
    (about === 'entry' && everEntryOf(state, entry)?.own === false);
  const taker = ended?.to !== undefined && ended.on <= on ? [ended.to] : [];
  return {
    ...(isRecorded ? { recordedBy } : {}),
    transferred: [...(transferOf ? [transferOf.organisation] : []), ...formerOwners, ...taker],
  };
}
