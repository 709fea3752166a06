import type { AnyCommand } from '#kernel';
import { organisationCommands, organisationEvents } from '#organisation';

/** Every command and every event of every domain module: adding a module is a line in each. */
export const commands: readonly AnyCommand[] = [...organisationCommands];
export const events = [...organisationEvents];
