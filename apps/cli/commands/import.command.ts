import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, CommandRunner, Option, SubCommand } from 'nest-commander';
import { utf8From } from '#input';
import type { FtsFile } from '#interchange';
import { FtsImport, type Missed } from '../import/fts-import.ts';
import { comparedText, exitCodeOf, groupsText, outcomeText, unprovenText } from '../import/text.ts';
import { ImportTotals } from '../import/totals.ts';
import { AskingCommand } from '../asking.ts';
import { clientOf, untilInterrupted, type ServerOptions } from '../options.ts';
import { Progress } from '../progress.ts';
import { withoutTokens } from '../without-tokens.ts';

interface Options extends ServerOptions {
  readonly partnership: string;
  readonly complete?: boolean;
  readonly yes?: boolean;
}

/** A file's text; or why it cannot be read, which keeps no other file from going in. */
async function fileNamed(name: string): Promise<FtsFile | Missed> {
  const file = basename(name);
  const missed = (reason: string): Missed => ({ file, reason });
  try {
    const text = utf8From(await readFile(name));
    return text === undefined ? missed('it is not valid UTF-8') : { name: file, text };
  } catch (error) {
    return missed((error as Error).message);
  }
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
    const read = await Promise.all(names.map(fileNamed));
    const files = read.filter((one) => 'text' in one);
    const unread = read.filter((one) => 'reason' in one);
    const progress = new Progress('importing', 'records');
    const onProgress = (done: number, of: number) => progress.at(done, of);
    const complete = options.complete ? { sure: options.yes ?? false } : undefined;
    const signal = untilInterrupted();
    const importing = new FtsImport(client, { partnership, complete, onProgress, signal });
    const brought = await importing.run(files).finally(() => progress.stop());
    const outcome = { ...brought, missed: [...unread, ...brought.missed] };
    print(outcomeText(outcome));
    if (outcome.unproven.length > 0) print(unprovenText(outcome.unproven));
    if (outcome.interrupted) {
      process.exitCode = exitCodeOf(outcome, []);
      return print('Interrupted. Run it again: what is in stays, the rest follows.');
    }
    const totals = new ImportTotals(client, partnership, outcome.freshness);
    const { groups, counting } = await totals.groups();
    print(groupsText(groups), counting);
    const compared = await totals.compare(files);
    print(comparedText(compared));
    process.exitCode = exitCodeOf(outcome, compared);
  }

  @Option({
    flags: '--complete',
    description: 'the files are all that these searches find: end what they found before, as removed',
  })
  complete(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: 'with --complete, also where more than a tenth is gone' })
  yes(): boolean {
    return true;
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

const print = (...lines: readonly string[]): void =>
  void process.stdout.write(`${withoutTokens(lines.join('\n'))}\n`);
