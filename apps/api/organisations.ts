import { evolve, idPattern, refuse, Refused } from '#kernel';
import { Envelope } from '#cqrs';
import type { EventStore } from '#event-store';
import {
  identifierStream,
  Organisation,
  organisationCommands,
  organisationStream,
  TakenIdentifier,
  type OrganisationState,
} from '#organisation';
import type { Book } from './book.ts';

/** The organisation an operator means: by its id, or by its name, which is registered if nobody has it. */
export async function organisationFor(book: Book, idOrName: string): Promise<string> {
  const known = new Map<string, OrganisationState | undefined>();
  for (let after: string | undefined, end = false; !end;) {
    const page = await book.store.readCategory('organisation', after === undefined ? {} : { after });
    for (const event of page.events.filter(({ stream }) => stream.startsWith('organisation-organisation-'))) {
      const id = event.stream.slice('organisation-organisation-'.length);
      known.set(id, evolve(Organisation, known.get(id), event));
    }
    ({ complete: after, end } = page);
  }
  if (known.has(idOrName)) return idOrName;
  if (idPattern('org').test(idOrName))
    throw new Refused(refuse('organisation-unknown', `${idOrName} is not listed.`));
  const named = [...known].find(([, state]) => state?.details.name.toLowerCase() === idOrName.toLowerCase());
  return named ? named[0] : register(book, { name: idOrName });
}

/** Lists an organisation, as the operator. */
export async function register(book: Book, said: object): Promise<string> {
  const [registerOrganisation] = organisationCommands;
  if (!registerOrganisation) throw new Error('no command registers organisations');
  const actor = { person: 'operator', organisation: 'operator', roles: ['operator'] };
  const { ids } = await book.runner.run(registerOrganisation, new Envelope(said, { actor }));
  return ids['organisation'] ?? '';
}

/** The organisation that an identity provider's claim names, where it is listed: by its id, or its identifier as `agency:number`. */
export async function organisationNamed(store: EventStore, named: string): Promise<string | undefined> {
  if (idPattern('org').test(named)) {
    const { events } = await store.readStream(organisationStream(named), { limit: 1 });
    return events.length > 0 ? named : undefined;
  }
  const [agency = '', ...number] = named.split(':');
  const { events } = await store.readStream(identifierStream({ agency, number: number.join(':') }));
  return events.reduce(
    (taken, event) => evolve(TakenIdentifier, taken, event),
    undefined as { organisation: string } | undefined,
  )?.organisation;
}
