import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { ServeCommand } from './commands/serve.command.ts';
import { TokenCommand } from './commands/token.command.ts';

/** Every command of the command line: adding one is one line here. */
@Module({ providers: [ServeCommand, TokenCommand] })
class CliModule {}

await CommandFactory.run(CliModule, {
  logger: ['error'],
  cliName: 'pledgebook',
  serviceErrorHandler: (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
});
