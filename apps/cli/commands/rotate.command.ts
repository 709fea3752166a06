import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { DATA, storageOf } from '../options.ts';

@Command({
  name: 'rotate',
  description: 'Wrap all data keys with a new master key, while the server runs; no event is touched',
})
export class RotateCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string }): Promise<void> {
    const opened = await openCommands(storageOf(options));
    try {
      await opened.keys.rotate();
      process.stdout.write('all data keys are wrapped by a new master key\n');
    } finally {
      await opened.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
