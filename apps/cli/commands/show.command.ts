import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { AskingOfMoment } from '../asking.ts';
import { ledgerOf, ledgerTable } from '../ledger-table.ts';
import { clientOf, type ServerOptions } from '../options.ts';

interface Options extends ServerOptions {
  readonly asOf?: string;
  readonly effective?: string;
}

@SubCommand({
  name: 'ledger',
  arguments: '<partnership>',
  description: 'The accountability ledger as a table',
})
export class ShowLedgerCommand extends AskingOfMoment {
  override async run([partnership = '']: string[], { asOf, effective, ...options }: Options): Promise<void> {
    const ledger = await ledgerOf(clientOf(options), partnership, { asOf, effective });
    const told = `As things stood on ${ledger.effective}; position ${ledger.position}`;
    process.stdout.write(`${ledgerTable(ledger)}\n${told}\n`);
  }
}

@Command({ name: 'show', description: 'Show a view', subCommands: [ShowLedgerCommand] })
export class ShowCommand extends CommandRunner {
  override async run(): Promise<void> {
    this.command.help();
  }
}
