import { evolve, idPattern, refuse, Refused } from '#kernel';
import type { CommandRunner } from '#cqrs';
import type { EventStore } from '#event-store';
import {
  folded,
  identifierIn,
  identifierStreams,
  joinDuplicate,
  knownAs,
  Organisation,
  organisationStream,
  proveIdentifier,
  provenIn,
  refuseJoined,
  registerOrganisation,
  TakenIdentifier,
  undoJoin,
  unproveIdentifier,
  type OrganisationState,
} from '#organisation';
import { asOperator } from './operator.ts';

/** What organisations are listed and found through. */
interface Registry {
  readonly store: Pick<EventStore, 'readCategory'>;
  readonly runner: CommandRunner;
}
type Listed = readonly [organisation: string, state: OrganisationState];
const OF_ORGANISATION = organisationStream('');
/** So many are told where a name could mean several. */
const TOLD = 20;

/** Every organisation that is listed, as it stands. */
async function everyOne(store: Registry['store']): Promise<Listed[]> {
  const known = new Map<string, OrganisationState>();
  for (let after: string | undefined, end = false; !end;) {
    const page = await store.readCategory('organisation', after === undefined ? {} : { after });
    for (const event of page.events.filter(({ stream }) => stream.startsWith(OF_ORGANISATION))) {
      const id = event.stream.slice(OF_ORGANISATION.length);
      const state = evolve(Organisation, known.get(id), event);
      if (state) known.set(id, state);
    }
    ({ complete: after, end } = page);
  }
  return [...known];
}

const isKept = ([, { duplicates }]: Listed): boolean => duplicates?.joinedTo === undefined;
/** @throws Refused all of these are duplicates that were joined to others */
function refuseDuplicates(listed: readonly Listed[]): void {
  const joinedTo = listed[0]?.[1].duplicates?.joinedTo;
  if (joinedTo !== undefined && !listed.some(isKept)) throw new Refused(refuseJoined(joinedTo));
}

/**
 * The organisation an operator means by an id or a name, to act as it. A name means only what an operator listed or proved
 * under it: whatever organisations call themselves changes nothing, and duplicates that were joined to others are not
 * meant by it. One that is nobody's is listed.
 *
 * @throws Refused no such id is listed, or it is a duplicate; the name could mean several, or one that no operator vouched
 * for: all are told
 */
export async function organisationFor(opened: Registry, idOrName: string): Promise<string> {
  if (idPattern('org').test(idOrName)) {
    const state = await opened.runner.look(Organisation, organisationStream(idOrName));
    if (!state) throw new Refused(refuse('organisation-unknown', `${idOrName} is not listed.`));
    refuseDuplicates([[idOrName, state]]);
    return idOrName;
  }
  const name = folded(idOrName);
  const all = await everyOne(opened.store);
  const known = all.filter(([, state]) => knownAs(state).some((one) => folded(one) === name));
  refuseDuplicates(known);
  const vouched = known.filter(isKept);
  if (vouched.length === 1 && vouched[0]) return vouched[0][0];
  const called = all.filter(([, { details }]) => folded(details.name) === name);
  refuseDuplicates(called);
  const meant = vouched.length > 0 ? vouched : called.filter(isKept);
  if (meant.length > 0) throw new Refused(refuseUnclear(idOrName, meant, vouched.length > 0));
  return register(opened, { name: idOrName, reason: 'An operator issued a token in its name' });
}

function refuseUnclear(name: string, meant: readonly Listed[], areVouched: boolean) {
  const why = areVouched
    ? 'could mean several organisations'
    : 'is what organisations call themselves that no operator has listed or proven by this name';
  const told = meant.slice(0, TOLD).map(([id, { details }]) => `${id} ${details.name}`);
  const more = meant.length > TOLD ? [`and ${meant.length - TOLD} more`] : [];
  return refuse(
    'organisation-unclear',
    [`"${name}" ${why}: say the id of the one that is meant.`, ...told, ...more].join('\n  '),
  );
}

/** What an operator says of an organisation that it lists. */
interface Listing {
  readonly name: string;
  /** How it knows: everybody is shown it. */
  readonly reason: string;
  readonly [field: string]: unknown;
}

/** Lists an organisation, as the operator: its identifier, if it has one, is proven by that. @returns its id */
export async function register(opened: Pick<Registry, 'runner'>, said: Listing): Promise<string> {
  const { ids } = await asOperator(opened, registerOrganisation, said);
  return ids['organisation'] ?? '';
}

/** Vouches for an identifier of an organisation, as the operator, or does so no more. @returns what the organisation is called */
export async function vouch(
  opened: Pick<Registry, 'runner'>,
  how: 'prove' | 'unprove',
  said: { readonly organisation: string; readonly [field: string]: unknown },
): Promise<string> {
  await asOperator(opened, how === 'prove' ? proveIdentifier : unproveIdentifier, said);
  const state = await opened.runner.look(Organisation, organisationStream(said.organisation));
  return state?.details.name ?? '';
}

/** Joins a duplicate to the listing that is kept, or undoes that, as the operator. @returns what the duplicate is called */
export async function join(
  opened: Pick<Registry, 'runner'>,
  said: { readonly organisation: string; readonly kept?: string; readonly reason: string },
): Promise<string> {
  await asOperator(opened, said.kept === undefined ? undoJoin : joinDuplicate, said);
  const state = await opened.runner.look(Organisation, organisationStream(said.organisation));
  return state?.details.name ?? '';
}

/**
 * The organisation that an identity provider's claim names: by its id, or by an identifier, `agency:number`, that an
 * operator has proven for it. Who merely claims an identifier is not found by it. An identifier of a duplicate admits people
 * as the listing that it was joined to, since operators vouch for both, that the number is the organisation's and that the
 * listings are of one. An id names one listing and no other: of a duplicate it is let in to read, and each command says as
 * which organisation to act.
 */
export async function organisationNamed(
  runner: Pick<CommandRunner, 'look'>,
  named: string,
): Promise<string | undefined> {
  if (idPattern('org').test(named))
    return (await runner.look(Organisation, organisationStream(named))) && named;
  const identifier = identifierIn(named);
  if (!identifier) return undefined;
  const holders = [];
  for (const stream of identifierStreams(identifier))
    holders.push(await runner.look(TakenIdentifier, stream));
  const proven = provenIn(holders);
  if (proven === undefined) return undefined;
  return (await runner.look(Organisation, organisationStream(proven)))?.duplicates?.joinedTo ?? proven;
}
