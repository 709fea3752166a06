import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { register } from '../../api/organisations.ts';
import { DATA, REASON, storageOf, IDENTIFIER, identifierOf } from '../options.ts';

interface Options {
  readonly name: string;
  readonly reason: string;
  readonly data?: string;
  readonly identifier?: { readonly agency: string; readonly number: string };
}

@Command({
  name: 'register',
  description: 'List an organisation in the data directory, so that an identity provider can name it',
})
export class RegisterCommand extends CommandRunner {
  override async run(_: string[], { data, ...said }: Options): Promise<void> {
    const opened = await openCommands(storageOf(data === undefined ? {} : { data }));
    try {
      process.stdout.write(`${await register(opened, said)}\n`);
    } finally {
      await opened.close();
    }
  }

  @Option({ flags: '--name <name>', description: 'its name', required: true })
  name(text: string): string {
    return text;
  }

  @Option(IDENTIFIER)
  identifier(text: string): { agency: string; number: string } {
    return identifierOf(text);
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
