import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Inject } from '@nestjs/common';
import type { AnyCommand } from '#kernel';
import { CommandRunner } from './command-runner.ts';
import type { CommandAnswer, Envelope } from './context.ts';

/** A command on the bus: one class for all of them, since all are carried out alike. */
export class CommandMessage {
  constructor(
    readonly definition: AnyCommand,
    readonly envelope: Envelope,
  ) {}
}

@CommandHandler(CommandMessage)
export class CommandMessageHandler implements ICommandHandler<CommandMessage> {
  constructor(@Inject(CommandRunner) private readonly runner: CommandRunner) {}

  execute({ definition, envelope }: CommandMessage): Promise<CommandAnswer> {
    return this.runner.run(definition, envelope);
  }
}

/** Two of one name would have one address. @throws Error there are such: we do not start */
export function refuseDuplicates(names: readonly string[]): void {
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (twice.length > 0) throw new Error(`defined twice: ${[...new Set(twice)].join(', ')}`);
}
