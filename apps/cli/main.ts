import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { Refused } from '#kernel';
import { DiffCommand } from './commands/diff.command.ts';
import { DemoCommand } from './commands/demo.command.ts';
import { ForgetCommand } from './commands/forget.command.ts';
import { ImportCommand, ImportFtsCommand } from './commands/import.command.ts';
import { ProjectCommand } from './commands/project.command.ts';
import { RebuildCommand } from './commands/rebuild.command.ts';
import { RegisterCommand } from './commands/register.command.ts';
import { ReplayCommand } from './commands/replay.command.ts';
import { ShowCommand, ShowLedgerCommand } from './commands/show.command.ts';
import { VerifyCommand } from './commands/verify.command.ts';
import { RotateCommand } from './commands/rotate.command.ts';
import { ServeCommand } from './commands/serve.command.ts';
import { TokenCommand } from './commands/token.command.ts';

/** Every command of the command line: adding one is one line here. */
@Module({
  providers: [
    DemoCommand,
    ServeCommand,
    TokenCommand,
    RegisterCommand,
    ImportCommand,
    ImportFtsCommand,
    ReplayCommand,
    DiffCommand,
    ProjectCommand,
    VerifyCommand,
    RebuildCommand,
    ForgetCommand,
    RotateCommand,
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

/** What is wrong with which field, where a refusal says so. */
function fieldsOf(error: Error): string[] {
  const errors = error instanceof Refused ? error.refusal.details['errors'] : undefined;
  return ((errors ?? []) as { field: string; message: string }[]).map(
    (one) => `${one.field}: ${one.message}`,
  );
}

// Help texts show it as the command's name.
process.argv[1] = 'pledgebook';

await CommandFactory.run(CliModule, {
  logger: ['error'],
  cliName: 'pledgebook',
  serviceErrorHandler: (error: Error) => {
    process.stderr.write(`${[error.message, ...fieldsOf(error)].join('\n  ')}\n`);
    process.exitCode = 1;
  },
});
