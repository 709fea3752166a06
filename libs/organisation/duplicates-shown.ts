import type { Fact } from '#kernel';

/** Another listing that an operator joined, and why. */
interface Joined {
  readonly organisation: string;
  readonly on: string;
  /** How the operator knows. */
  readonly reason: string;
}
/** What an organisation says of another listing of itself. */
interface Confirmed {
  readonly organisation: string;
  /** Which of both is to be kept. */
  readonly keep: string;
  readonly on: string;
}
/** What is shown of several listings of one organisation. */
export interface ShownDuplicates {
  /** It is a duplicate of this listing, which is kept: no command is taken from it. */
  readonly joinedTo?: Joined;
  /** The duplicates of it. */
  readonly alsoListedAs?: readonly Joined[];
  /** Other listings that are of itself, too, by its own word, and that no operator has joined with it. */
  readonly saysDuplicates?: readonly Confirmed[];
}

interface Said {
  readonly kept: string;
  readonly duplicate: string;
  readonly listing: string;
  readonly keep: string;
  readonly reason: string;
}

/** What is said of others than this one; an empty list is left out. */
const without = <T extends { readonly organisation: string }>(
  list: readonly T[] = [],
  organisation: string,
): T[] => list.filter((one) => one.organisation !== organisation);
function withLists({ alsoListedAs = [], saysDuplicates = [], ...shown }: ShownDuplicates): ShownDuplicates {
  return {
    ...shown,
    ...(alsoListedAs.length > 0 ? { alsoListedAs } : {}),
    ...(saysDuplicates.length > 0 ? { saysDuplicates } : {}),
  };
}

type After = (before: ShownDuplicates, said: Said, on: string) => ShownDuplicates;
const unsaid = (before: ShownDuplicates, organisation: string): ShownDuplicates =>
  withLists({ ...before, saysDuplicates: without(before.saysDuplicates, organisation) });

const AFTER: Readonly<Record<string, After>> = {
  DuplicateJoined: (before, { kept: organisation, reason }, on) => ({
    ...unsaid(before, organisation),
    joinedTo: { organisation, on, reason },
  }),
  DuplicateParted: ({ joinedTo: _, ...before }) => before,
  DuplicateKept: (before, { duplicate: organisation, reason }, on) => ({
    ...unsaid(before, organisation),
    alsoListedAs: [...without(before.alsoListedAs, organisation), { organisation, on, reason }],
  }),
  DuplicateReleased: (before, { duplicate }) =>
    withLists({ ...before, alsoListedAs: without(before.alsoListedAs, duplicate) }),
  DuplicateConfirmed: (before, { listing: organisation, keep }, on) => ({
    ...before,
    saysDuplicates: [...without(before.saysDuplicates, organisation), { organisation, keep, on }],
  }),
  DuplicateDenied: (before, { listing }) => unsaid(before, listing),
};

/** What is shown after each event of duplicates. A word that led to a joining is told by that from then on. */
export const duplicatesShown = Object.fromEntries(
  Object.entries(AFTER).map(([type, after]) => [
    type,
    (before: ShownDuplicates, { data, on }: Fact) => after(before, data as Said, on),
  ]),
);
