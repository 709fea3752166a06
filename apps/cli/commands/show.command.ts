import Table from 'cli-table3';
import { Command, CommandRunner, SubCommand } from 'nest-commander';
import { AskingOfMoment } from '../asking.ts';
import { pages } from '../client.ts';
import { clientOf, type ServerOptions } from '../options.ts';

interface Options extends ServerOptions {
  readonly asOf?: string;
  readonly effective?: string;
}
interface Money {
  readonly amount: string;
  readonly currency: string;
}
interface Row {
  readonly commitment: string;
  readonly organisation: string;
  readonly statement?: string;
  readonly promise: string;
  readonly status: string;
  readonly voice: string;
  readonly effectiveOn: string;
  readonly money: {
    readonly promised?: Money;
    readonly disbursed: readonly Money[];
    readonly spent: readonly Money[];
  };
  readonly milestones: { readonly planned: number; readonly reached: number; readonly late: number };
  readonly lastSelfReport?: string;
  readonly staleness?: string;
  readonly basis: readonly string[];
}

const money = (list: readonly Money[]): string =>
  list.map(({ amount, currency }) => `${amount} ${currency}`).join('\n');

function cells(row: Row, names: Readonly<Record<string, string>>): string[] {
  const { promised, disbursed, spent } = row.money;
  const { planned, reached, late } = row.milestones;
  return [
    names[row.organisation] ?? row.organisation,
    row.statement ?? '',
    `${row.promise}\n${row.status}`,
    row.effectiveOn,
    promised ? money([promised]) : '',
    money(disbursed),
    money(spent),
    planned === 0 ? '' : `${reached} of ${planned}${late > 0 ? `\n${late} late` : ''}`,
    [row.lastSelfReport ?? '', row.staleness ?? ''].filter(Boolean).join('\n'),
    [row.voice, ...row.basis].join('\n'),
  ];
}

@SubCommand({
  name: 'ledger',
  arguments: '<partnership>',
  description: 'The accountability ledger as a table',
})
export class ShowLedgerCommand extends AskingOfMoment {
  override async run([partnership = '']: string[], options: Options): Promise<void> {
    const { asOf, effective } = options;
    const head = [
      'who',
      'what',
      'promise',
      'from',
      'promised',
      'disbursed',
      'spent',
      'milestones',
      'last report',
      'word',
    ];
    const table = new Table({ head, colWidths: [22, 36], wordWrap: true, style: { head: [], border: [] } });
    const path = `/v1/partnerships/${partnership}/ledger`;
    let told = '';
    type Page = { names: Record<string, string>; asOf: { effective: string; position: string } };
    for await (const page of pages<Row>(clientOf(options), path, { asOf, effective, limit: '1000' })) {
      const { names, asOf: moment } = page as unknown as Page;
      for (const row of page.rows) table.push(cells(row, names));
      told = `As things stood on ${moment.effective}; position ${moment.position}`;
    }
    process.stdout.write(`${table.toString()}\n${told}\n`);
  }
}

@Command({ name: 'show', description: 'Show a view', subCommands: [ShowLedgerCommand] })
export class ShowCommand extends CommandRunner {
  override async run(): Promise<void> {
    this.command.help();
  }
}
