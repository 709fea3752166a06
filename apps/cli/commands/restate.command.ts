import { Command, Option } from 'nest-commander';
import { configurationFrom } from '#configuration';
import { restate } from '#outbox';
import { OperationsCommand, type Options } from './operations.command.ts';

@Command({
  name: 'restate',
  description:
    'Count the commitments whose state was told otherwise by an earlier version than it is reckoned now; with --reason, tell of them',
})
export class RestateCommand extends OperationsCommand {
  override run(_: string[], options: Options): Promise<void> {
    return this.on(options, async ({ outbox, clock }) => {
      const { reason = '' } = options;
      const publicUrl = configurationFrom(process.env).publicUrl || undefined;
      const isTold = reason !== '';
      const count = await restate({ outbox, clock, publicUrl, reason, isTold });
      return [
        `${count} ${count === 1 ? 'commitment' : 'commitments'} ${isTold ? 'told anew' : 'to be told anew'}`,
      ];
    });
  }

  @Option({ flags: '--reason <text>', description: 'why; everybody is told. Without it nothing is' })
  reason(text: string): string {
    return text;
  }
}
