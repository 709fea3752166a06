import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { Refused } from '#kernel';
import { withoutTokens } from './without-tokens.ts';

/**
 * Every command of the command line, by its word: adding one is one line here. Only the one that is asked for is loaded,
 * since a server takes longer to load than most commands take; all are where it is help that is asked for.
 */
const COMMANDS = new Map<string | undefined, () => Promise<object>>([
  ['demo', () => import('./commands/demo.command.ts')],
  ['work', () => import('./commands/work.command.ts')],
  ['serve', () => import('./commands/serve.command.ts')],
  ['token', () => import('./commands/token.command.ts')],
  ['register', () => import('./commands/register.command.ts')],
  ['prove', () => import('./commands/prove.command.ts')],
  ['unprove', () => import('./commands/prove.command.ts')],
  ['join', () => import('./commands/join.command.ts')],
  ['undo-join', () => import('./commands/join.command.ts')],
  ['import', () => import('./commands/import.command.ts')],
  ['replay', () => import('./commands/replay.command.ts')],
  ['diff', () => import('./commands/diff.command.ts')],
  ['project', () => import('./commands/project.command.ts')],
  ['verify', () => import('./commands/verify.command.ts')],
  ['backup', () => import('./commands/back-up.command.ts')],
  ['restore', () => import('./commands/back-up.command.ts')],
  ['check', () => import('./commands/check.command.ts')],
  ['rebuild', () => import('./commands/rebuild.command.ts')],
  ['projections', () => import('./commands/operations.command.ts')],
  ['retry', () => import('./commands/operations.command.ts')],
  ['set-aside', () => import('./commands/operations.command.ts')],
  ['restate', () => import('./commands/restate.command.ts')],
  ['forget', () => import('./commands/forget.command.ts')],
  ['rotate', () => import('./commands/rotate.command.ts')],
  ['migrate', () => import('./commands/migrate.command.ts')],
  ['accept-clock', () => import('./commands/accept-clock.command.ts')],
  ['accept-loss', () => import('./commands/accept-loss.command.ts')],
  ['show', () => import('./commands/show.command.ts')],
]);
const asked = COMMANDS.get(process.argv[2]);
const loaded = await Promise.all((asked ? [asked] : [...COMMANDS.values()]).map((load) => load()));

@Module({ providers: loaded.flatMap((module) => Object.values(module)) as Type[] })
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
    process.stderr.write(withoutTokens(`${[error.message, ...fieldsOf(error)].join('\n  ')}\n`));
    process.exitCode = 1;
  },
  outputConfiguration: { writeErr: (text) => void process.stderr.write(withoutTokens(text)) },
});
