import type { AnyCommand } from '#kernel';
import { changeOrganisation } from './change-organisation/change-organisation.ts';
import { IdentifierBound, IdentifierTaken, IdentifierUnbound } from './identifier.ts';
import { proveIdentifier } from './prove-identifier/prove-identifier.ts';
import { registerOrganisation } from './register-organisation/register-organisation.ts';
import { unproveIdentifier } from './unprove-identifier/unprove-identifier.ts';
import {
  IdentifierProven,
  IdentifierUnproven,
  OrganisationChanged,
  OrganisationRegistered,
  SuccessorNamed,
} from './organisation.ts';

/** Every command of this module: adding one is one line here. */
export const organisationCommands: readonly AnyCommand[] = [
  registerOrganisation,
  changeOrganisation,
  proveIdentifier,
  unproveIdentifier,
];
export const organisationEvents = [
  OrganisationRegistered,
  OrganisationChanged,
  IdentifierProven,
  IdentifierUnproven,
  IdentifierTaken,
  IdentifierBound,
  IdentifierUnbound,
  SuccessorNamed,
];

export * from './organisation.ts';
export * from './directory.ts';
export { identifierStream, identifierStreams, provenIn, TakenIdentifier } from './identifier.ts';
export * from './lookup.ts';
export { proveIdentifier, registerOrganisation, unproveIdentifier };
export * from './succession.ts';
