import { eventsOf, type AnyCommand } from '#kernel';
import { acceptSuccession } from './accept-succession/accept-succession.ts';
import { changeOrganisation } from './change-organisation/change-organisation.ts';
import { confirmDuplicate } from './confirm-duplicate/confirm-duplicate.ts';
import { denyDuplicate } from './deny-duplicate/deny-duplicate.ts';
import * as duplicate from './duplicate.ts';
import * as endings from './endings.ts';
import { guardActed } from './guard-acted/guard-acted.ts';
import { guardEnding } from './guard-ending/guard-ending.ts';
import * as identifier from './identifier.ts';
import { joinDuplicate } from './join-duplicate/join-duplicate.ts';
import * as organisation from './organisation.ts';
import { proveIdentifier } from './prove-identifier/prove-identifier.ts';
import { refuseSuccession } from './refuse-succession/refuse-succession.ts';
import { registerOrganisation } from './register-organisation/register-organisation.ts';
import { undoJoin } from './undo-join/undo-join.ts';
import { unproveIdentifier } from './unprove-identifier/unprove-identifier.ts';
import * as voice from './voice.ts';

/** Every command of this module: adding one is one line here. */
export const organisationCommands: readonly AnyCommand[] = [
  registerOrganisation,
  changeOrganisation,
  acceptSuccession,
  refuseSuccession,
  proveIdentifier,
  unproveIdentifier,
  confirmDuplicate,
  denyDuplicate,
  joinDuplicate,
  undoJoin,
];
/** Every kind of event of this module: of organisations, and the guards beside them. */
export const organisationEvents = eventsOf(organisation, identifier, endings, duplicate, voice);

export * from './organisation.ts';
export * from './directory.ts';
export * from './endings.ts';
export { identifierStream, identifierStreams, provenIn, TakenIdentifier } from './identifier.ts';
export * from './lookup.ts';
export * from './duplicate.ts';
export {
  guardActed,
  guardEnding,
  joinDuplicate,
  proveIdentifier,
  registerOrganisation,
  undoJoin,
  unproveIdentifier,
};
export * from './succession.ts';
export { ofVoices, refuseJoined, Voice, voiceStream } from './voice.ts';
