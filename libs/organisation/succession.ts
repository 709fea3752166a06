import { refuse, relyOn, type Entity, type Read, type Refusal, type StoredEvent } from '#kernel';
import type { OrganisationState } from './organisation.ts';

/** Who follows whom, of all organisations that ended with a successor: they are few. */
export interface Successions {
  readonly successorOf: Readonly<Record<string, string>>;
  /** Of those whose successor accepted it, the day from which that stands. */
  readonly acceptedOn?: Readonly<Record<string, string>>;
}
type Guard = StoredEvent<string, { organisation: string; successor: string; accepted?: true }>;

const without = <V>(record: Readonly<Record<string, V>> = {}, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

export const Succession: Entity<Successions> = {
  kind: 'succession',
  stream: () => SUCCESSIONS,
  evolve: {
    SuccessorNamed: (state: Successions | undefined, { data, metadata }: Guard) => ({
      ...state,
      successorOf: { ...state?.successorOf, [data.organisation]: data.successor },
      ...(data.accepted
        ? { acceptedOn: { ...state?.acceptedOn, [data.organisation]: metadata['effectiveOn'] ?? '' } }
        : {}),
    }),
    SuccessorRefused: (state, { data: { organisation } }: Guard) => ({
      successorOf: without(state.successorOf, organisation),
      acceptedOn: without(state.acceptedOn, organisation),
    }),
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

/**
 * The day from which an organisation goes on for another, each of them on the way having accepted that; undefined where it
 * does not, or somebody has not.
 */
export function goesOnSince(
  { successorOf, acceptedOn = {} }: Successions = { successorOf: {} },
  { organisation, successor }: { readonly organisation: string; readonly successor: string },
): string | undefined {
  let since = '';
  for (let one = organisation; one !== successor;) {
    const [next, accepted] = [successorOf[one], acceptedOn[one]];
    if (next === undefined || accepted === undefined) return undefined;
    if (accepted > since) since = accepted;
    one = next;
  }
  return organisation === successor ? undefined : since;
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

/** Why one cannot follow another from a day on. */
export function refuseSuccessor(
  { organisation, successor }: { readonly organisation: string; readonly successor: string },
  read: Read<{ successor: OrganisationState; successions: Successions }>,
  effectiveOn: string,
): Refusal | undefined {
  const field = 'successor';
  if (!read.successor)
    return refuse('organisation-unknown', 'The successor is not listed: register it first.', { field });
  if (wouldCircle(read.successions, { organisation, successor }))
    return refuse(
      'successor-circle',
      'The successor was itself succeeded, in the end, by this organisation: name one that goes on.',
      { field },
    );
  const { ended, changedOn = '' } = read.successor;
  if (ended && changedOn <= effectiveOn)
    return refuse(
      'successor-ended',
      `The successor was itself ${ended} on ${changedOn}: name the one that went on by then, or say an earlier "effectiveOn".`,
      { field },
    );
  return undefined;
}
