import { basisOf, defineProjection, withFact, type Fact, type StoredEvent } from '#kernel';
import { folded, identifierKey, type Identifier } from './lookup.ts';
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
type Vouched = Identifier & { readonly reason?: string };
/** An organisation as it is listed on a day. */
export interface DirectoryEntry {
  readonly organisation: string;
  /**
   * What it lists, else what an operator has proven: `proven`, with the reason where one was given, or merely claimed, by
   * the organisation whose word that is: itself, or who listed it.
   */
  readonly identifier?: Vouched & { readonly proven: boolean; readonly claimedBy?: string };
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

type Registered = OrganisationDetails & { organisation: string; registeredBy: string };
interface Changed {
  readonly change: OrganisationChange;
  readonly before: OrganisationDetails;
  readonly after: OrganisationDetails;
  readonly successor?: string;
}

/** What is listed about it, and what operators have proven, told apart. */
type Listing = Omit<DirectoryEntry, 'identifier' | 'alsoProven'> & {
  readonly identifier?: Identifier;
  /** Whose word it is that the identifier is its own. */
  readonly claimedBy: string;
  readonly proven: readonly Vouched[];
};

const registered = ({ organisation, byOperator }: DirectoryDoc, { data, on }: Fact): Listing => {
  const { registeredBy: claimedBy, ...details } = data as Registered;
  const proven = byOperator && details.identifier ? [details.identifier] : [];
  return { ...details, organisation, listedOn: on, formerNames: [], basis: [], claimedBy, proven };
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
  IdentifierProven: (listing, { data }) => {
    const { identifier, reason } = data as Said;
    return { ...listing, proven: [...without(listing.proven, identifier), { ...identifier, reason }] };
  },
  IdentifierUnproven: (listing, { data }) => ({
    ...listing,
    proven: without(listing.proven, (data as Said).identifier),
  }),
};

/** The identifier that stands for it, whether that is proven, and what else is. */
function identifying({
  identifier,
  claimedBy,
  proven,
}: Listing): Pick<DirectoryEntry, 'identifier' | 'alsoProven'> {
  const shown = identifier ?? proven[0];
  if (!shown) return {};
  const others = without(proven, shown);
  const vouched = proven.find((one) => !others.includes(one));
  return {
    identifier: vouched ? { ...vouched, ...shown, proven: true } : { ...shown, proven: false, claimedBy },
    ...(others.length > 0 ? { alsoProven: others.map(identifierKey) } : {}),
  };
}

/** As listed on a day; before its first day, as it was listed then. */
function directoryEntry(doc: DirectoryDoc, date: string): DirectoryEntry {
  const start = doc.facts.find(({ type }) => type === 'OrganisationRegistered') as Fact;
  const listing = doc.facts
    .filter(({ on }) => on <= date)
    .reduce((before, fact) => AFTER_LISTING[fact.type]?.(before, fact) ?? before, registered(doc, start));
  const { proven: _, identifier: _listed, claimedBy: _by, ...listed } = listing;
  return {
    ...listed,
    ...identifying(listing),
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
  version: 5,
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
    type: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).type ?? null },
    country: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).country ?? null },
    successor: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).ended?.successor ?? null },
    listedOn: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).listedOn },
    identifiers: {
      kind: 'terms',
      of: (doc, date) => {
        const entry = directoryEntry(doc, date);
        return [...(entry.identifier ? [identifierKey(entry.identifier)] : []), ...provenKeys(entry)];
      },
    },
    proven: { kind: 'terms', of: (doc, date) => provenKeys(directoryEntry(doc, date)) },
  },
  at: directoryEntry,
});
