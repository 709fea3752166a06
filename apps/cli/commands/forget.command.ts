import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { forget, FORGETTABLE, isForgettable } from '../../api/forgetting.ts';
import { DATA, storageOf } from '../options.ts';

const ELSEWHERE =
  'Wrapped, it can still be had from the log and the back-ups of the key store: turn the master key, and destroy the old one.\n';

@Command({
  name: 'forget',
  arguments: '<what> <id>',
  argsDescription: { what: Object.keys(FORGETTABLE).join(' or '), id: 'which one' },
  description: 'Destroy what was sealed, for good: its key is erased, and that it was is recorded',
})
export class ForgetCommand extends CommandRunner {
  override async run([what, id = '']: string[], options: { data?: string }): Promise<void> {
    if (what === undefined || !isForgettable(what))
      throw new Error(
        `nothing is forgotten by "${what}": say ${Object.keys(FORGETTABLE).join(' or ')}, and its id`,
      );
    const opened = await openCommands(storageOf(options));
    try {
      await forget(opened, what, id);
      process.stdout.write(`${id}: its key is destroyed\n${opened.erasesKeys ? '' : ELSEWHERE}`);
    } finally {
      await opened.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
