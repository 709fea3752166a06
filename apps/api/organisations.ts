import { evolve, idPattern, refuse, Refused } from '#kernel';
import { Envelope } from '#cqrs';
import { Organisation, organisationCommands, type OrganisationState } from '#organisation';
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
  return named ? named[0] : register(book, idOrName);
}

async function register(book: Book, name: string): Promise<string> {
  const [registerOrganisation] = organisationCommands;
  if (!registerOrganisation) throw new Error('no command registers organisations');
  const actor = { person: 'operator', organisation: 'operator', roles: ['operator'] };
  const { ids } = await book.runner.run(registerOrganisation, new Envelope({ name }, { actor }));
  return ids['organisation'] ?? '';
}
