import { event } from '#kernel';
import type { OrganisationId, PartnershipId, PersonId } from '#vocabulary';

/** Who is to be spoken to, in which book, for which organisation. */
interface Of {
  readonly partnership: PartnershipId;
  readonly person: PersonId;
  readonly organisation: OrganisationId;
}
/** What is said of a person: its own data, and nobody else's. */
export interface Details {
  readonly name: string;
  readonly email: string;
  readonly about?: string;
}

/** Sealed, with a key of the person's own. */
export const FocalPointNamed = event<Of & Details>()('FocalPointNamed', 'sealed');
export const FocalPointWithdrawn = event<Of>()('FocalPointWithdrawn', 'sealed');
