import { event } from '#kernel';
import type { OrganisationId, ProgrammeId } from '#vocabulary';

/** A forum or a campaign was registered: `organisation` owns it, and says which partnerships belong to it. */
export const ProgrammeRegistered = event<{
  programme: ProgrammeId;
  organisation: OrganisationId;
  name: string;
  description?: string;
}>()('ProgrammeRegistered', 'public');
/** Guards that a name stands for one programme. */
export const ProgrammeNamed = event<{ programme: string; name: string }>()('ProgrammeNamed', 'guard');
