import type { StoredEvent } from '#kernel';

/** What an observer says with each kind of event. */
export const VERDICTS: Readonly<Record<string, string>> = {
  ClaimCorroborated: 'corroborated',
  ClaimDisputed: 'disputed',
  ObservationNoted: 'noted',
  ObservationWithdrawn: 'withdrawn',
};
interface Saying {
  readonly observation: string;
  readonly claim: { readonly entry?: string };
  readonly attributed?: boolean;
}

/** Whether an entry was struck through while an observer's own last word on it was a dispute. */
export function isVoidAfterDispute(
  { type, data, position }: StoredEvent,
  said: readonly StoredEvent[],
): boolean {
  if (type !== 'EntryVoided') return false;
  const { entry } = data as { entry: string };
  const sayingOf = (event: StoredEvent): Saying => event.data as Saying;
  const before = said.filter(
    (event) =>
      VERDICTS[event.type] !== undefined &&
      sayingOf(event).claim.entry === entry &&
      event.position < position,
  );
  return [...Map.groupBy(before, (event) => sayingOf(event).observation).values()].some((words) => {
    const last = words.at(-1);
    return last?.type === 'ClaimDisputed' && !sayingOf(last).attributed;
  });
}
