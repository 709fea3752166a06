import type { StoredEvent } from './event.ts';

/** What a view keeps of an event: enough to tell on any day how things then stood. */
export interface Fact {
  readonly type: string;
  /** Its effective date. */
  readonly on: string;
  readonly recordedAt: string;
  /** `sourced` or `illustrative`, where the event says so. */
  readonly basis?: string;
  readonly data: unknown;
}

/**
 * The facts with one more, in the order of (effective date, place in the book). Events come in the order of the book,
 * so among equal days the later said stands last.
 */
export function withFact(facts: readonly Fact[], { type, data, metadata }: StoredEvent): readonly Fact[] {
  const { effectiveOn: on = '', recordedAt = '', basis } = metadata;
  const at = facts.findLastIndex((fact) => fact.on <= on) + 1;
  return facts.toSpliced(at, 0, { type, on, recordedAt, ...(basis === undefined ? {} : { basis }), data });
}

/** Folds the facts of a day and before, by their types; types that are not named change nothing. */
export const foldFacts = <S>(
  facts: readonly Fact[],
  date: string,
  { start, on }: { readonly start: S; readonly on: { readonly [type: string]: (state: S, fact: Fact) => S } },
): S =>
  facts
    .filter((fact) => fact.on <= date)
    .reduce((state, fact) => on[fact.type]?.(state, fact) ?? state, start);

/** What the facts up to a day are based on, where they say so. */
export const basisOf = (facts: readonly Fact[], date: string): readonly string[] =>
  [...new Set(facts.flatMap(({ on, basis }) => (on <= date && basis !== undefined ? [basis] : [])))].sort();
