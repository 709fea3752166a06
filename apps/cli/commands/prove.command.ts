import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { vouch } from '../../api/organisations.ts';
import { DATA, REASON, storageOf, IDENTIFIER, identifierOf } from '../options.ts';

interface Options {
  readonly data?: string;
  readonly identifier: { readonly agency: string; readonly number: string };
  readonly reason: string;
}

/** What both commands are told. */
abstract class VouchingCommand extends CommandRunner {
  protected async vouch(how: 'prove' | 'unprove', organisation: string, options: Options): Promise<void> {
    const { identifier, reason } = options;
    const opened = await openCommands(storageOf(options));
    try {
      const name = await vouch(opened, how, { organisation, identifier, reason });
      const said = `${identifier.agency}:${identifier.number} ${how === 'prove' ? 'stands for' : 'no longer stands for'}`;
      process.stdout.write(`${said} ${name} (${organisation})\n`);
    } finally {
      await opened.close();
    }
  }

  @Option({ ...IDENTIFIER, required: true })
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

const ABOUT = { arguments: '<organisation>', argsDescription: { organisation: 'its id' } };

@Command({
  ...ABOUT,
  name: 'prove',
  description:
    'Vouch that an identifier is an organisation’s, so that it admits people of an identity provider',
})
export class ProveCommand extends VouchingCommand {
  override run([organisation = '']: string[], options: Options): Promise<void> {
    return this.vouch('prove', organisation, options);
  }
}

@Command({
  ...ABOUT,
  name: 'unprove',
  description: 'Take back what was proven: the identifier admits nobody any more',
})
export class UnproveCommand extends VouchingCommand {
  override run([organisation = '']: string[], options: Options): Promise<void> {
    return this.vouch('unprove', organisation, options);
  }
}
