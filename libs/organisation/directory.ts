import { basisOf, defineProjection, withFact, type Fact, type StoredEvent } from '#kernel';
import { duplicatesShown, type ShownDuplicates } from './duplicates-shown.ts';
import { folded, identifierKey, lookOf, type Identifier } from './lookup.ts';
import {
  isByOperator,
  isEnding,
  without,
  type OrganisationChange,
  type OrganisationDetails,
} from './organisation.ts';

export interface DirectoryDoc {
  readonly organisation: string;
  readonly facts: readonly Fact[];
  /** Its identifier was listed by an operator, and so is proven. */
  readonly byOperator?: true;
}
/** An identifier, and how an operator knows whose it is. */
type Vouched = Identifier & { readonly reason?: string; readonly name?: string };
/** An identifier, claimed or proven, and by whose word. */
export interface ShownIdentifier extends Identifier {
  readonly proven: boolean;
  /** How an operator knows, where it is proven. */
  readonly reason?: string;
  /** It was proven under a name that the organisation has changed since. */
  readonly renamedSince?: boolean;
  /** Whose word it is, where it is merely claimed. */
  readonly claimedBy?: string;
  /** It is proven for this other organisation: the claim stands as it was made, and counts for nothing. */
  readonly provenFor?: string;
}
/** An organisation as it is listed on a day. */
export interface DirectoryEntry extends ShownDuplicates {
  readonly organisation: string;
  /**
   * What it lists, else what an operator has proven: `proven`, with the reason where one was given, or merely claimed, by
   * the organisation whose word that is: itself, or who listed it.
   */
  readonly identifier?: ShownIdentifier;
  /** All that it is known by, that one first, where there are several. */
  readonly identifiers?: readonly ShownIdentifier[];
  /** As `agency:number`: what an operator has proven for it beside that. */
  readonly alsoProven?: readonly string[];
  readonly listedOn: string;
  readonly ended?: {
    readonly how: OrganisationChange;
    readonly on: string;
    /** Who goes on in its place. */
    readonly successor?: string;
    /** Whether that one accepted it: in older books one was named without its word. */
    readonly accepted?: boolean;
  };
  /** Whom it named to go on in its place, who has not answered yet: a merger does not stand before. */
  readonly succession?: {
    readonly how: OrganisationChange;
    readonly successor: string;
    readonly since: string;
  };
  /** Names it had before, with the last day of each. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  /** Whether what is told is sourced or illustrative, where its events say so. */
  readonly basis: readonly string[];
  // Written out, not taken from what it says of itself: columns of tables stand in this order.
  readonly type?: string;
  readonly name: string;
  readonly country?: string;
}

type Registered = OrganisationDetails & { organisation: string; registeredBy: string; reason?: string };
interface Changed {
  readonly change: OrganisationChange;
  readonly before: OrganisationDetails;
  readonly after: OrganisationDetails;
  readonly successor?: string;
}

/** What is listed about it, and what operators have proven, told apart. */
type Listing = Omit<DirectoryEntry, 'identifier' | 'identifiers' | 'alsoProven' | keyof ShownDuplicates> & {
  readonly duplicates: ShownDuplicates;
  readonly identifier?: Identifier;
  readonly alsoIdentifiers?: readonly Identifier[];
  /** What it claims, and is proven for another. */
  readonly lost: readonly (Identifier & { readonly by: string })[];
  /** Whose word it is that the identifier is its own. */
  readonly claimedBy: string;
  readonly proven: readonly Vouched[];
};

const registered = ({ organisation, byOperator }: DirectoryDoc, { data, on }: Fact): Listing => {
  const { registeredBy: claimedBy, reason, ...details } = data as Registered;
  const { identifier, name } = details;
  const because = reason === undefined ? {} : { reason };
  const proven = byOperator && identifier ? [{ ...identifier, name, ...because }] : [];
  const nothing = { formerNames: [], basis: [], lost: [], duplicates: {} };
  return { ...details, organisation, listedOn: on, claimedBy, proven, ...nothing };
};

function changed(entry: Listing, { data, on }: Fact): Listing {
  const { change, before, after, successor } = data as Changed;
  const renamed = before.name !== after.name;
  const isClaimed =
    after.identifier !== undefined &&
    (!before.identifier || identifierKey(before.identifier) !== identifierKey(after.identifier));
  return {
    ...entry,
    ...after,
    // Only the organisation itself changes what is listed about it.
    ...(isClaimed ? { claimedBy: entry.organisation } : {}),
    formerNames: renamed ? [...entry.formerNames, { name: before.name, until: on }] : entry.formerNames,
    ...(isEnding(change)
      ? { ended: { how: change, on, ...(successor === undefined ? {} : { successor, accepted: false }) } }
      : {}),
  };
}

interface Said {
  readonly identifier: Identifier;
  readonly reason: string;
}
interface Succeeding {
  readonly successor: string;
}
function offered(listing: Listing, { data, on: since }: Fact): Listing {
  const { change: how, successor } = data as Succeeding & { change: OrganisationChange };
  return { ...listing, succession: { how, successor, since } };
}
function accepted({ succession: _, ...listing }: Listing, { data, on }: Fact): Listing {
  const { successor } = data as Succeeding;
  const ended = listing.ended ?? { how: 'merged' as const, on };
  return { ...listing, ended: { ...ended, successor, accepted: true } };
}
/** Of a merger nothing is left; a dissolution stands without who would have followed. */
function refused({ succession, ended, ...listing }: Listing): Listing {
  if (!ended || (!succession && ended.how === 'merged')) return listing;
  const { how, on } = ended;
  return { ...listing, ended: { how, on } };
}
const AFTER_LISTING: Readonly<Record<string, (listing: Listing, fact: Fact) => Listing>> = {
  OrganisationChanged: changed,
  SuccessionOffered: offered,
  SuccessionAccepted: accepted,
  SuccessionRefused: refused,
  ...Object.fromEntries(
    Object.entries(duplicatesShown).map(([type, after]) => [
      type,
      (listing: Listing, fact: Fact) => ({ ...listing, duplicates: after(listing.duplicates, fact) }),
    ]),
  ),
  IdentifierProven: (listing, { data }) => {
    const { identifier, reason } = data as Said;
    const { name } = listing;
    return { ...listing, proven: [...without(listing.proven, identifier), { ...identifier, reason, name }] };
  },
  IdentifierUnproven: (listing, { data }) => ({
    ...listing,
    proven: without(listing.proven, (data as Said).identifier),
  }),
  IdentifierTakenOver: (listing, { data }) => {
    const { identifier, by } = data as Said & { by: string };
    return { ...listing, lost: [...without(listing.lost, identifier), { ...identifier, by }] };
  },
  IdentifierGivenBack: (listing, { data }) => ({
    ...listing,
    lost: without(listing.lost, (data as Said).identifier),
  }),
};

/** An identifier of it, with whose word it is. */
function shownIn(
  { claimedBy, proven, lost, name }: Listing,
  { agency, number }: Identifier,
): ShownIdentifier {
  const key = identifierKey({ agency, number });
  const vouched = proven.find((one) => identifierKey(one) === key);
  if (vouched) {
    const { name: then = name, reason } = vouched;
    return {
      agency,
      number,
      ...(reason === undefined ? {} : { reason }),
      proven: true,
      ...(then === name ? {} : { renamedSince: true }),
    };
  }
  const provenFor = lost.find((one) => identifierKey(one) === key)?.by;
  return { agency, number, proven: false, claimedBy, ...(provenFor === undefined ? {} : { provenFor }) };
}

/** The identifier that stands for it, whether that is proven, and what else it claims or is proven for it. */
function identifying(listing: Listing): Pick<DirectoryEntry, 'identifier' | 'identifiers' | 'alsoProven'> {
  const { identifier, alsoIdentifiers = [], proven } = listing;
  const all = [...(identifier ? [identifier] : []), ...proven, ...alsoIdentifiers];
  const each = [...new Map(all.map((one) => [identifierKey(one), one])).keys()].map((key) =>
    shownIn(listing, all.find((one) => identifierKey(one) === key) as Identifier),
  );
  const [shown, ...others] = each;
  if (!shown) return {};
  const alsoProven = others.filter((one) => one.proven).map(identifierKey);
  return {
    identifier: shown,
    ...(others.length > 0 ? { identifiers: each } : {}),
    ...(alsoProven.length > 0 ? { alsoProven } : {}),
  };
}

/** As listed on a day; before its first day, as it was listed then. */
function directoryEntry(doc: DirectoryDoc, date: string): DirectoryEntry {
  const start = doc.facts.find(({ type }) => type === 'OrganisationRegistered') as Fact;
  const listing = doc.facts
    .filter(({ on }) => on <= date)
    .reduce((before, fact) => AFTER_LISTING[fact.type]?.(before, fact) ?? before, registered(doc, start));
  const { proven: _p, lost: _l, identifier: _i, alsoIdentifiers: _a, claimedBy: _c, ...shown } = listing;
  const { duplicates, ...listed } = shown;
  return {
    ...listed,
    ...identifying(listing),
    ...duplicates,
    basis: basisOf(doc.facts, date > start.on ? date : start.on),
  };
}

const provenKeys = ({ identifier, alsoProven = [] }: DirectoryEntry): string[] => [
  ...(identifier?.proven ? [identifierKey(identifier)] : []),
  ...alsoProven,
];

/** What it was called on a day; before its first day, as it was listed then. */
export const nameOn = ({ name, formerNames }: DirectoryEntry, day: string): string =>
  formerNames.find(({ until }) => day < until)?.name ?? name;

/** Every organisation that is listed, whether it has joined anything or not. */
export const directory = defineProjection<DirectoryDoc, DirectoryEntry>({
  name: 'organisations',
  version: 7,
  keys: ({ data }) => [(data as { organisation: string }).organisation],
  on: Object.fromEntries(
    ['OrganisationRegistered', ...Object.keys(AFTER_LISTING)].map((type) => [
      type,
      (doc: DirectoryDoc | undefined, event: StoredEvent): DirectoryDoc => {
        const { organisation } = event.data as { organisation: string };
        const isListed = type === 'OrganisationRegistered' && isByOperator(event.metadata);
        return {
          organisation,
          ...doc,
          ...(isListed ? { byOperator: true } : {}),
          facts: withFact(doc?.facts ?? [], event),
        };
      },
    ]),
  ),
  columns: {
    name: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).name },
    /** By which it is looked up. */
    foldedName: { kind: 'text', of: (doc, date) => folded(directoryEntry(doc, date).name) },
    /** By which those are found that cannot be told apart by their names. */
    look: { kind: 'text', of: (doc, date) => lookOf(directoryEntry(doc, date).name) },
    type: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).type ?? null },
    country: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).country ?? null },
    successor: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).ended?.successor ?? null },
    listedOn: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).listedOn },
    identifiers: {
      kind: 'terms',
      of: (doc, date) => {
        const entry = directoryEntry(doc, date);
        const { identifier, identifiers = identifier ? [identifier] : [] } = entry;
        return [...new Set([...identifiers.map(identifierKey), ...provenKeys(entry)])];
      },
    },
    proven: { kind: 'terms', of: (doc, date) => provenKeys(directoryEntry(doc, date)) },
  },
  at: directoryEntry,
});
