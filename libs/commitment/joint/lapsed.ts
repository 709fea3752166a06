import { hasLapsed, type Overview } from '#partnership';
import type { JointRow } from './joint-commitments.ts';

/**
 * A joint commitment as its book has it: who gave no answer before the partnership closed is not waited for any more, and
 * nothing comes of it that was not formed by then.
 */
export function asOfBook(
  joint: JointRow,
  { closed, reopened }: Pick<Overview, 'closed' | 'reopened'>,
): JointRow {
  const guard = { closed: closed !== undefined, ...(reopened ? { reopenedOn: reopened.on } : {}) };
  if (joint.waitsFor.length === 0 || !hasLapsed(guard, joint.effectiveOn)) return joint;
  return {
    ...joint,
    status: 'not-formed',
    waitsFor: [],
    parties: joint.parties.map((party) => (party.answer === 'open' ? { ...party, answer: 'lapsed' } : party)),
  };
}
