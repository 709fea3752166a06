import { relyOn, type Entity, type StoredEvent } from '#kernel';

/** Who follows whom, of all organisations that ended with a successor: they are few. */
export interface Successions {
  readonly successorOf: Readonly<Record<string, string>>;
}

export const Succession: Entity<Successions> = {
  kind: 'succession',
  stream: () => SUCCESSIONS,
  evolve: {
    SuccessorNamed: (
      state: Successions | undefined,
      { data }: StoredEvent<string, { organisation: string; successor: string }>,
    ) => ({ successorOf: { ...state?.successorOf, [data.organisation]: data.successor } }),
  },
};
export const SUCCESSIONS = 'organisation-succession-all';

/** Told to a decision that weighs who goes on for whom: any successor named would change it. */
export const relyOnSuccessions = () => relyOn(Succession, SUCCESSIONS);

/** Whether another goes on for this organisation, over however many steps, or is this one itself. */
export function goesOnAs(
  { successorOf }: Successions = { successorOf: {} },
  organisation: string,
  other: string,
): boolean {
  for (let next: string | undefined = organisation; next !== undefined; next = successorOf[next])
    if (next === other) return true;
  return false;
}

/** Who goes on in its place at last; itself, where nobody does. */
function lastOf({ successorOf }: Successions, organisation: string): string {
  let last = organisation;
  for (let next = successorOf[last]; next !== undefined; next = successorOf[last]) last = next;
  return last;
}

/** Whether two organisations have become one: the one goes on for the other, or a third goes on for both. */
export const areOne = (successions: Successions = { successorOf: {} }, one: string, other: string): boolean =>
  lastOf(successions, one) === lastOf(successions, other);

/** Whether, with one more successor named, an organisation would come to succeed itself. */
export const wouldCircle = (
  successions: Successions | undefined,
  { organisation, successor }: { readonly organisation: string; readonly successor: string },
): boolean => goesOnAs(successions, successor, organisation);
