import type { CommitmentState } from '../commitment.ts';
import { partiesTo } from './parties.ts';
import { recorderOn, voiceOn, wordOn, type ObservationDoc } from './sayings.ts';

/**
 * Whether an observation is, on a day, no other's word at all: of whose claim it is, or recorded by it about another; of
 * who recorded the claim, while its owner has not confirmed it; or a corroboration of who recorded it, gave it over or
 * took it over. Today such a word is refused (`guard.ts`); in older books it stands, is shown, and counts nowhere. What
 * became one by a merger is told by the guard alone: no view of a commitment follows organisations.
 *
 * @param state of the commitment that the claim is on, where it is on one
 */
export function isOfItself(doc: ObservationDoc, date: string, state?: CommitmentState): boolean {
  const { organisation, observer, claim } = doc;
  const word = wordOn(doc, date);
  if (!word) return false;
  const isAttributed = voiceOn(doc, date) === 'attributed';
  const speakers = isAttributed ? [observer, recorderOn(doc, date)] : [observer];
  if (speakers.includes(organisation)) return true;
  if (!state) return false;
  // Who took it over since was another when it spoke itself; what is recorded in a name, or by one, waits for a word of another.
  const { recordedBy, transferred } = partiesTo(state, claim, isAttributed ? date : word.on);
  // Who recorded the claim from a source may record from it what another says, too: that counts apart.
  if (!isAttributed && observer === recordedBy && !isConfirmedBy(state, word.on)) return true;
  if (word.said !== 'corroborated') return false;
  return (!isAttributed && observer === recordedBy) || speakers.some((one) => transferred.includes(one));
}

const isConfirmedBy = ({ attributed, confirmedOn }: CommitmentState, day: string): boolean =>
  !attributed || (confirmedOn !== undefined && confirmedOn <= day);
