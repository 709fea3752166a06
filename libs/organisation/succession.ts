import type { Entity, StoredEvent } from '#kernel';

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

/** Whether, with one more successor named, an organisation would come to succeed itself. */
export function wouldCircle(
  { successorOf }: Successions = { successorOf: {} },
  { organisation, successor }: { readonly organisation: string; readonly successor: string },
): boolean {
  for (let next: string | undefined = successor; next !== undefined; next = successorOf[next])
    if (next === organisation) return true;
  return false;
}
