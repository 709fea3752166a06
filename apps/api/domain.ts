import { commitmentCommands, commitmentEvents } from '#commitment';
import type { AnyCommand } from '#kernel';
import { organisationCommands, organisationEvents } from '#organisation';
import { partnershipCommands, partnershipEvents } from '#partnership';

/** Every command and every event of every domain module: adding a module is a line in each. */
export const commands: readonly AnyCommand[] = [
  ...organisationCommands,
  ...partnershipCommands,
  ...commitmentCommands,
];
export const events = [...organisationEvents, ...partnershipEvents, ...commitmentEvents];
