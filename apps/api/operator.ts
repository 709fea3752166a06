import { Envelope, type CommandAnswer, type CommandRunner } from '#cqrs';
import type { Actor, AnyCommand } from '#kernel';

/** Who acts where an operator works at the store itself: for no organisation. */
export const OPERATOR: Actor = { person: 'operator', organisation: 'operator', roles: ['operator'] };

/** Gives a command as the operator. @throws Refused it may not be */
export const asOperator = (
  { runner }: { readonly runner: Pick<CommandRunner, 'run'> },
  command: AnyCommand,
  said: object,
): Promise<CommandAnswer> => runner.run(command, new Envelope(said, { actor: OPERATOR }));
