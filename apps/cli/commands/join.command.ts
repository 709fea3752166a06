import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { join } from '../../api/organisations.ts';
import { DATA, REASON, storageOf } from '../options.ts';

interface Options {
  readonly data?: string;
  readonly to?: string;
  readonly reason: string;
}

/** What both commands are told. */
abstract class JoiningCommand extends CommandRunner {
  protected async join(organisation: string, { to: kept, reason, ...options }: Options): Promise<void> {
    const opened = await openCommands(storageOf(options));
    try {
      const said = { organisation, reason, ...(kept === undefined ? {} : { kept }) };
      const name = await join(opened, said);
      const told = kept === undefined ? 'speaks for itself again' : `was joined to ${kept}`;
      process.stdout.write(`${name} (${organisation}) ${told}\n`);
    } finally {
      await opened.close();
    }
  }

  @Option(REASON)
  reason(text: string): string {
    return text;
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}

const ABOUT = { arguments: '<duplicate>', argsDescription: { duplicate: 'its id' } };

@Command({
  ...ABOUT,
  name: 'join',
  description:
    'Join a duplicate to the listing of the same organisation that is kept: no command is taken from it any more',
})
export class JoinCommand extends JoiningCommand {
  override run([duplicate = '']: string[], options: Options): Promise<void> {
    return this.join(duplicate, options);
  }

  @Option({ flags: '--to <id>', description: 'the listing that is kept', required: true })
  to(id: string): string {
    return id;
  }
}

@Command({ ...ABOUT, name: 'undo-join', description: 'Undo that: it speaks for itself again' })
export class UndoJoinCommand extends JoiningCommand {
  override run([duplicate = '']: string[], options: Options): Promise<void> {
    return this.join(duplicate, options);
  }
}
