import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import Table from 'cli-table3';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { utf8From } from '#input';
import type { FtsFile } from '#interchange';
import { FtsImport, type Outcome } from '../import/fts-import.ts';
import type { Unproven } from '../import/source-organisations.ts';
import { ImportTotals, type Compared, type Group } from '../import/totals.ts';
import { AskingCommand } from '../asking.ts';
import { clientOf, untilInterrupted, type ServerOptions } from '../options.ts';
import { Progress } from '../progress.ts';

interface Options extends ServerOptions {
  readonly partnership: string;
}

/** @throws Error it is not in UTF-8: what cannot be read would be brought in as something else */
async function fileNamed(name: string): Promise<FtsFile> {
  const text = utf8From(await readFile(name));
  if (text === undefined) throw new Error(`${name} is not valid UTF-8`);
  return { name: basename(name), text };
}

@SubCommand({
  name: 'fts',
  arguments: '<files...>',
  description:
    'Bring flows of the Financial Tracking Service into a partnership, under its mandate for "fts"',
})
export class ImportFtsCommand extends AskingCommand {
  override async run(names: string[], options: Options): Promise<void> {
    const client = clientOf(options);
    const { partnership } = options;
    const files = await Promise.all(names.map(fileNamed));
    const progress = new Progress('importing', 'records');
    const onProgress = (done: number, of: number) => progress.at(done, of);
    const importing = new FtsImport(client, { partnership, onProgress, signal: untilInterrupted() });
    const outcome = await importing.run(files).finally(() => progress.stop());
    print(outcomeText(outcome));
    if (outcome.unproven.length > 0) print(unprovenText(outcome.unproven));
    if (outcome.interrupted) {
      process.exitCode = 130;
      return print('Interrupted. Run it again: what is in stays, the rest follows.');
    }
    const totals = new ImportTotals(client, partnership, outcome.freshness);
    const { groups, counting } = await totals.groups();
    print(groupsText(groups), counting);
    const compared = await totals.compare(files);
    print(comparedText(compared));
    if (compared.some(({ agree, complete }) => complete && !agree)) process.exitCode = 1;
  }

  @Option({ flags: '--partnership <id>', description: 'whose book', required: true })
  partnership(id: string): string {
    return id;
  }
}

@Command({
  name: 'import',
  description: 'Bring records of other systems in',
  subCommands: [ImportFtsCommand],
})
export class ImportCommand extends CommandRunner {
  override async run(): Promise<void> {
    this.command.help();
  }
}

const print = (...lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

function outcomeText({ new: fresh, amended, unchanged, missed, corroborations }: Outcome): string {
  const reasons = missed.map(({ file, row, reason }) => `  ${file}, row ${row}: ${reason}`);
  return [
    `${fresh} new, ${amended} amended, ${unchanged} unchanged, ${missed.length} not understood; ` +
      `${corroborations.new} corroborations new, ${corroborations.unchanged} unchanged`,
    ...reasons,
  ].join('\n');
}

/** So many identifiers are told one by one. */
const TOLD = 20;
function unprovenText(unproven: readonly Unproven[]): string {
  const told = unproven.slice(0, TOLD).map(({ identifier, claimant, organisation = 'ORGANISATION' }) => {
    const by = claimant === undefined ? '' : `, claimed by ${claimant}`;
    return `  ${identifier}${by}: pledgebook prove ${organisation} --identifier '${identifier}' --reason '…'`;
  });
  const more = unproven.length > TOLD ? [`  and ${unproven.length - TOLD} more`] : [];
  return [
    'Claimed and proven for nobody: no record was brought in as of who claims these identifiers, but as of an organisation listed beside. An operator says whose they are:',
    ...told,
    ...more,
  ].join('\n');
}

const sums = (list: readonly { currency: string; amount: string }[]): string =>
  list.map(({ amount, currency }) => `${amount} ${currency}`).join('\n');

function groupsText(groups: readonly Group[]): string {
  const table = new Table({
    head: ['promise', 'status', 'word', 'rows', 'contained', 'promised', 'disbursed', 'USD by the source'],
    style: { head: [], border: [] },
  });
  for (const { promise, status, voice, rows, contained, promised, disbursed, promisedIn } of groups)
    table.push([promise, status, voice, rows, contained, sums(promised), sums(disbursed), promisedIn.amount]);
  return table.toString();
}

function comparedText(compared: readonly Compared[]): string {
  const table = new Table({
    head: ['search', 'figure', 'ledger, USD', 'file, USD', ''],
    style: { head: [], border: [] },
  });
  for (const { search, funding, pledges, fundingTotal, pledgeTotal, agree, complete } of compared) {
    const verdict = agree ? 'agree' : complete ? 'DIFFER' : 'pages missing';
    table.push(
      [search, 'funding', funding, fundingTotal, verdict],
      [search, 'pledges', pledges, pledgeTotal, verdict],
    );
  }
  return table.toString();
}
