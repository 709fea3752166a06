import { event } from '#kernel';
import type { OrganisationId, PartnershipId, ProgrammeId } from '#vocabulary';

/** Which book, and which programme; `organisation` is the programme's owner. */
interface Belonging {
  readonly partnership: PartnershipId;
  readonly programme: ProgrammeId;
  readonly organisation: OrganisationId;
}
/** `asked`: by what the partnership asked: its convening, or the proposal that it adopted. */
export const PartnershipAdmitted = event<Belonging & { asked: string }>()('PartnershipAdmitted', 'public');
export const BelongingEnded = event<Belonging & { reason?: string }>()('BelongingEnded', 'public');
