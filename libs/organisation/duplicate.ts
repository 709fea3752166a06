import { event } from '#kernel';

/** An operator joined a listing to another of the same organisation, which is kept: the duplicate says nothing any more. */
export const DuplicateJoined = event<Joining>()('DuplicateJoined', 'public');
/** An operator undid that. */
export const DuplicateParted = event<Joining>()('DuplicateParted', 'public');
/** The same, said of the listing that is kept. */
export const DuplicateKept = event<Keeping>()('DuplicateKept', 'public');
export const DuplicateReleased = event<Keeping>()('DuplicateReleased', 'public');
/** An organisation says that another listing is of itself, too, and which of both is to be kept. */
export const DuplicateConfirmed = event<OfListing & { keep: string }>()('DuplicateConfirmed', 'public');
/** It says so no more. */
export const DuplicateDenied = event<OfListing & { reason?: string }>()('DuplicateDenied', 'public');

/** Said of the duplicate. */
interface Joining {
  readonly organisation: string;
  readonly kept: string;
  readonly reason: string;
}
/** Said of the listing that is kept. */
interface Keeping {
  readonly organisation: string;
  readonly duplicate: string;
  readonly reason: string;
}
interface OfListing {
  readonly organisation: string;
  readonly listing: string;
}

/** What decisions know of the listings of one organisation. */
export interface Duplicates {
  /** The listing that this one is a duplicate of. */
  readonly joinedTo?: string;
  /** The duplicates of this one. */
  readonly keptFor: readonly string[];
  /** Other listings that are of itself by its own word; of each, which of both is to be kept. */
  readonly confirmed: Readonly<Record<string, string>>;
}
export const NO_DUPLICATES: Duplicates = { keptFor: [], confirmed: {} };

const without = <V>(record: Readonly<Record<string, V>>, key: string): Readonly<Record<string, V>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** After each event of duplicates. Words that were given for a joining are used up by it: after its undoing they are asked for anew. */
export const duplicatesAfter: Readonly<Record<string, (before: Duplicates, data: never) => Duplicates>> = {
  DuplicateJoined: ({ confirmed, ...before }, { kept }: Joining) => ({
    ...before,
    joinedTo: kept,
    confirmed: without(confirmed, kept),
  }),
  DuplicateParted: ({ joinedTo: _, ...before }) => before,
  DuplicateKept: ({ keptFor, confirmed }, { duplicate }: Keeping) => ({
    keptFor: [...keptFor, duplicate],
    confirmed: without(confirmed, duplicate),
  }),
  DuplicateReleased: ({ keptFor, ...before }, { duplicate }: Keeping) => ({
    ...before,
    keptFor: keptFor.filter((one) => one !== duplicate),
  }),
  DuplicateConfirmed: ({ confirmed, ...before }, { listing, keep }: OfListing & { keep: string }) => ({
    ...before,
    confirmed: { ...confirmed, [listing]: keep },
  }),
  DuplicateDenied: ({ confirmed, ...before }, { listing }: OfListing) => ({
    ...before,
    confirmed: without(confirmed, listing),
  }),
};
