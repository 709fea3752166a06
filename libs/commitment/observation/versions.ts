import { EVER } from '#kernel';
import { everEntryOf, type CommitmentState } from '../commitment.ts';
import type { Claim } from './claim.ts';

/** Each of these made a new version of what stood before; the latest in the order of the book that applies by a day. */
const versionAfter = (changes: readonly string[], date: string): number =>
  changes.findLastIndex((on) => on <= date) + 2;

/**
 * The version of a claim on a commitment that stands on a day. Mends make those of an entry, amendments those of the
 * promise; a silence is another once a report has come.
 */
export function versionOf(
  state: CommitmentState,
  { about, entry = '' }: Pick<Claim, 'about' | 'entry'>,
  date = EVER,
): number {
  if (about === 'entry') return everEntryOf(state, entry)?.version ?? 1;
  if (about === 'commitment') return versionAfter(state.amendedOn ?? [], date);
  if (about !== 'silence') return 1;
  const reports = state.entries.filter(({ kind }) => kind === 'report');
  return versionAfter(
    reports.map(({ on }) => on),
    date,
  );
}
