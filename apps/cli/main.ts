import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { ImportCommand, ImportFtsCommand } from './commands/import.command.ts';
import { RebuildCommand } from './commands/rebuild.command.ts';
import { ReplayCommand } from './commands/replay.command.ts';
import { ShowCommand, ShowLedgerCommand } from './commands/show.command.ts';
import { VerifyCommand } from './commands/verify.command.ts';
import { ServeCommand } from './commands/serve.command.ts';
import { TokenCommand } from './commands/token.command.ts';

/** Every command of the command line: adding one is one line here. */
@Module({
  providers: [
    ServeCommand,
    TokenCommand,
    ImportCommand,
    ImportFtsCommand,
    ReplayCommand,
    VerifyCommand,
    RebuildCommand,
    ShowCommand,
    ShowLedgerCommand,
  ],
})
class CliModule {}

// Whoever reads us, `head` for one, may have seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

await CommandFactory.run(CliModule, {
  logger: ['error'],
  cliName: 'pledgebook',
  serviceErrorHandler: (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
});
