import type { AnyCommand } from '#kernel';
import { changeOrganisation } from './change-organisation/change-organisation.ts';
import { registerOrganisation } from './register-organisation/register-organisation.ts';
import {
  IdentifierTaken,
  OrganisationChanged,
  OrganisationRegistered,
  SuccessorNamed,
} from './organisation.ts';

/** Every command of this module: adding one is one line here. */
export const organisationCommands: readonly AnyCommand[] = [registerOrganisation, changeOrganisation];
export const organisationEvents = [
  OrganisationRegistered,
  OrganisationChanged,
  IdentifierTaken,
  SuccessorNamed,
];

export * from './organisation.ts';
export * from './directory.ts';
export { identifierStream, TakenIdentifier } from './identifier.ts';
export * from './succession.ts';
