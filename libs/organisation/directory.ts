import { basisOf, defineProjection, withFact, type Fact, type StoredEvent } from '#kernel';
import { isEnding, type OrganisationChange, type OrganisationDetails } from './organisation.ts';

export interface DirectoryDoc {
  readonly organisation: string;
  readonly facts: readonly Fact[];
}
/** An organisation as it is listed on a day. */
export interface DirectoryEntry extends OrganisationDetails {
  readonly organisation: string;
  readonly listedOn: string;
  readonly ended?: { readonly how: OrganisationChange; readonly on: string; readonly successor?: string };
  /** Names it had before, with the last day of each. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  /** Whether what is told is sourced or illustrative, where its events say so. */
  readonly basis: readonly string[];
}

type Registered = OrganisationDetails & { organisation: string; registeredBy: string };
interface Changed {
  readonly change: OrganisationChange;
  readonly before: OrganisationDetails;
  readonly after: OrganisationDetails;
  readonly successor?: string;
}

const registered = ({ organisation }: DirectoryDoc, { data, on }: Fact): DirectoryEntry => {
  const { registeredBy: _, ...details } = data as Registered;
  return { ...details, organisation, listedOn: on, formerNames: [], basis: [] };
};

function changed(entry: DirectoryEntry, { data, on }: Fact): DirectoryEntry {
  const { change, before, after, successor } = data as Changed;
  const renamed = before.name !== after.name;
  return {
    ...entry,
    ...after,
    formerNames: renamed ? [...entry.formerNames, { name: before.name, until: on }] : entry.formerNames,
    ...(isEnding(change)
      ? { ended: { how: change, on, ...(successor === undefined ? {} : { successor }) } }
      : {}),
  };
}

/** As listed on a day; before its first day, as it was listed then. */
function directoryEntry(doc: DirectoryDoc, date: string): DirectoryEntry {
  const start = doc.facts.find(({ type }) => type === 'OrganisationRegistered') as Fact;
  const listed = doc.facts
    .filter(({ type, on }) => type === 'OrganisationChanged' && on <= date)
    .reduce(changed, registered(doc, start));
  return { ...listed, basis: basisOf(doc.facts, date > start.on ? date : start.on) };
}

/** What it was called on a day; before its first day, as it was listed then. */
export const nameOn = ({ name, formerNames }: DirectoryEntry, day: string): string =>
  formerNames.find(({ until }) => day < until)?.name ?? name;

/** Every organisation that is listed, whether it has joined anything or not. */
export const directory = defineProjection<DirectoryDoc, DirectoryEntry>({
  name: 'organisations',
  version: 2,
  keys: ({ data }) => [(data as { organisation: string }).organisation],
  on: Object.fromEntries(
    ['OrganisationRegistered', 'OrganisationChanged'].map((type) => [
      type,
      (doc: DirectoryDoc | undefined, event: StoredEvent): DirectoryDoc => {
        const { organisation } = event.data as { organisation: string };
        return { organisation, facts: withFact(doc?.facts ?? [], event) };
      },
    ]),
  ),
  columns: {
    name: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).name },
    type: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).type ?? null },
    country: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).country ?? null },
    successor: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).ended?.successor ?? null },
    listedOn: { kind: 'text', of: (doc, date) => directoryEntry(doc, date).listedOn },
    identifier: {
      kind: 'text',
      of: (doc, date) => {
        const { identifier } = directoryEntry(doc, date);
        return identifier ? `${identifier.agency}:${identifier.number}` : null;
      },
    },
  },
  at: directoryEntry,
});
