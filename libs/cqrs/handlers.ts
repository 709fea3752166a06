import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Inject, type Type } from '@nestjs/common';
import type { AnyCommand } from '#kernel';
import { CommandRunner } from './command-runner.ts';
import { Envelope, envelopeOf, type CommandAnswer } from './context.ts';

/** The handler of one command: the one generic runner, under the command's own class, as the bus wants it. */
export function handlerOf(definition: AnyCommand): Type<ICommandHandler> {
  @CommandHandler(envelopeOf(definition))
  class Handler implements ICommandHandler<Envelope> {
    constructor(@Inject(CommandRunner) private readonly runner: CommandRunner) {}

    execute(envelope: Envelope): Promise<CommandAnswer> {
      return this.runner.run(definition, envelope);
    }
  }
  return Handler;
}

/** The bus only warns of two handlers for one command; we do not start. */
export function refuseDuplicates(names: readonly string[]): void {
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  if (twice.length > 0) throw new Error(`defined twice: ${[...new Set(twice)].join(', ')}`);
}
