import { Command, CommandRunner, Option } from 'nest-commander';
import { openCommands } from '../../api/roles/commands.ts';
import { recordClockAccepted } from '../../api/store-clock.ts';
import { DATA, storageOf } from '../options.ts';

@Command({
  name: 'accept-clock',
  description:
    'Say that the clock is right, where commands are refused by it; servers that run hear it by themselves',
})
export class AcceptClockCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string; reason?: string }): Promise<void> {
    const opened = await openCommands(storageOf(options), { anyClock: true });
    try {
      const clock = await recordClockAccepted(opened, options.reason ?? '');
      process.stdout.write(`${clock} is taken to be right\n`);
    } finally {
      await opened.close();
    }
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }

  @Option({ flags: '--reason <text>', description: 'how you know; it is recorded', required: true })
  reason(text: string): string {
    return text;
  }
}
