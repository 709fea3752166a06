import { Command, CommandRunner, Option } from 'nest-commander';
import { nameOf } from '#storage';
import { openCommands } from '../../api/roles/commands.ts';
import { DATA, storageOf } from '../options.ts';

@Command({
  name: 'accept-loss',
  description: 'Go on with events that lack what was recorded in them, such as an older back-up, for good',
})
export class AcceptLossCommand extends CommandRunner {
  override async run(_: string[], options: { data?: string }): Promise<void> {
    const storage = storageOf(options);
    const events = nameOf(storage.events);
    let told = `${events} lacks nothing that was noted of it`;
    const acceptLoss = (lost: string) => {
      told = `${events} goes on as it is, without ${lost} and whatever else it lacks`;
    };
    await (await openCommands(storage, { acceptLoss })).close();
    process.stdout.write(`${told}\n`);
  }

  @Option(DATA)
  data(directory: string): string {
    return directory;
  }
}
