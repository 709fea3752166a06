import { shortened } from '#vocabulary';
import type { Part } from './flow.ts';

/** An organisation to be listed (RegisterOrganisation): known, spoken of, not joined. */
export interface Listing {
  readonly name: string;
  /** IATI OrganisationType, only where the source's type means one and no other. */
  readonly type?: string;
  readonly identifier: { readonly agency: 'FTS'; readonly number: string };
}

/** The owner where the source names none: nobody can confirm it. */
export const NOT_STATED = 'not-stated';

/**
 * "Pooled fund", "Private organization/foundation" (foundation, company or person) and "NGO, National" (IATI tells
 * those of recipient countries apart) stand for several types of IATI and stay open.
 */
const TYPES: Readonly<Record<string, string>> = {
  'Government/National government': '10',
  'Inter-governmental/': '40',
  'NGO/International': '21',
  'UN agency/': '40',
};

/** What stands for an organisation in a record until its id in the book is known. */
export const organisationKey = (ftsId: string): string => `fts:${ftsId}`;

function listingOf({ id, name, types, subTypes }: Part): Listing {
  const type = TYPES[`${types.join(';')}/${subTypes.join(';')}`];
  return {
    name: shortened(name, 300),
    ...(type === undefined ? {} : { type }),
    identifier: { agency: 'FTS', number: id },
  };
}

/** Each of these organisations once, in the order they are first met. */
export function listings(parts: readonly Part[]): Listing[] {
  const byId = new Map<string, Listing>();
  for (const part of parts) if (!byId.has(part.id)) byId.set(part.id, listingOf(part));
  return [...byId.values()];
}
