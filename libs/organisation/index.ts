import { eventsOf, type AnyCommand } from '#kernel';
import { acceptSuccession } from './accept-succession/accept-succession.ts';
import { changeOrganisation } from './change-organisation/change-organisation.ts';
import * as endings from './endings.ts';
import { guardEnding } from './guard-ending/guard-ending.ts';
import * as identifier from './identifier.ts';
import * as organisation from './organisation.ts';
import { proveIdentifier } from './prove-identifier/prove-identifier.ts';
import { refuseSuccession } from './refuse-succession/refuse-succession.ts';
import { registerOrganisation } from './register-organisation/register-organisation.ts';
import { unproveIdentifier } from './unprove-identifier/unprove-identifier.ts';

/** Every command of this module: adding one is one line here. */
export const organisationCommands: readonly AnyCommand[] = [
  registerOrganisation,
  changeOrganisation,
  acceptSuccession,
  refuseSuccession,
  proveIdentifier,
  unproveIdentifier,
];
/** Every kind of event of this module: of organisations, and the guards beside them. */
export const organisationEvents = eventsOf(organisation, identifier, endings);

export * from './organisation.ts';
export * from './directory.ts';
export * from './endings.ts';
export { identifierStream, identifierStreams, provenIn, TakenIdentifier } from './identifier.ts';
export * from './lookup.ts';
export { guardEnding, proveIdentifier, registerOrganisation, unproveIdentifier };
export * from './succession.ts';
