import { dayOf } from '#kernel';
import { partnershipOn } from './facts.ts';
import type { Overview, OverviewDoc, RhythmView } from './shape.ts';

/** What a rhythm is told from. */
const AGREED = new Set(['AgreementProposed', 'AgreementEndorsed', 'AgreementFormed']);

/**
 * The reporting rhythm, in months, of everybody who endorsed a formed agreement: the shortest of its agreements. A day is
 * judged by what was recorded by then: an agreement of an earlier day alters none before its recording.
 */
export function rhythmsOn({ facts, ...doc }: OverviewDoc, date: string): RhythmView[] {
  const known = facts.filter(({ type, recordedAt }) => AGREED.has(type) && dayOf(recordedAt) <= date);
  const rhythms = new Map<string, number>();
  for (const { endorsers, said, formedOn } of partnershipOn(
    { ...doc, facts: known },
    date,
  ).agreements.values())
    if (formedOn !== undefined)
      for (const one of endorsers)
        rhythms.set(one, Math.min(rhythms.get(one) ?? Infinity, said.sharing.everyMonths));
  return [...rhythms].map(([organisation, everyMonths]) => ({ organisation, everyMonths }));
}

/** Those of a partnership as it reads on a day, by organisation. */
export const rhythmsOf = ({ rhythms }: Pick<Overview, 'rhythms'>): Map<string, number> =>
  new Map(rhythms.map(({ organisation, everyMonths }) => [organisation, everyMonths]));

/** Those that stood at an instant, by what was recorded by then. */
export function rhythmsAt({ facts, ...doc }: OverviewDoc, instant: string): Map<string, number> {
  const known = facts.filter(({ recordedAt }) => recordedAt <= instant);
  return rhythmsOf({ rhythms: rhythmsOn({ ...doc, facts: known }, dayOf(instant)) });
}
