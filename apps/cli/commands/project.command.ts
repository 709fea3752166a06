import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'nest-commander';
import type { StoredEvent } from '#kernel';
import { isDay } from '#vocabulary';
import { columnsIn, csvOf } from '../../api/http/csv.ts';
import { AskingOfMoment } from '../asking.ts';
import { pages, type Client, type AnswerPoint } from '../client.ts';
import { clientOf, type ServerOptions } from '../options.ts';
import { AnalysisFailed, BoundedAnalysis, type Bounds } from '../project/bounded.ts';

interface Options extends ServerOptions, Partial<Bounds> {
  readonly asOf?: string;
  readonly effective?: string;
  readonly csv?: boolean;
}
interface Told extends Options {
  readonly bounds: Bounds;
}
const DEFAULTS: Bounds = { seconds: 60, memory: 512 };

@Command({
  name: 'project',
  arguments: '<file> <partnerships...>',
  description: "Run a projection of your own over one or more books' events, as your token may read them",
})
export class ProjectCommand extends AskingOfMoment {
  override async run([name = '', ...partnerships]: string[], options: Options): Promise<void> {
    const file = resolve(name);
    if (!existsSync(file)) throw new Error(`no file ${name}`);
    const { effective, seconds = DEFAULTS.seconds, memory = DEFAULTS.memory } = options;
    if (effective !== undefined && !isDay(effective))
      throw new Error(`--effective takes a day such as 2020-12-31, not "${effective}"`);
    try {
      await this.project(file, [...new Set(partnerships)], { ...options, bounds: { seconds, memory } });
    } catch (error) {
      if (!(error instanceof AnalysisFailed)) throw error;
      // Not thrown on: the framework explains some of V8's own words, as if the failure were a command's.
      process.stderr.write(`${name} ${error.message}\n`);
      process.exitCode = 1;
    }
  }

  private async project(file: string, partnerships: readonly string[], options: Told): Promise<void> {
    const { asOf, effective, csv, bounds } = options;
    const client = clientOf(options);
    const analysis = await BoundedAnalysis.of(file, bounds);
    try {
      const moment = await foldBooks(client, partnerships, { analysis, asOf });
      const rows = await analysis.read(effective ?? moment.effective);
      process.stdout.write(
        csv ? await tableOf(rows, client, moment) : `${JSON.stringify(rows, undefined, 2)}\n`,
      );
    } finally {
      analysis.end();
    }
  }

  @Option({ flags: '--csv', description: 'as comma separated values, with the names of organisations' })
  csv(): boolean {
    return true;
  }

  @Option({
    flags: '--seconds <number>',
    description: `how long the file's code may take (${DEFAULTS.seconds})`,
  })
  seconds(text: string): number {
    return numberIn('--seconds', text, 86_400);
  }

  @Option({ flags: '--memory <megabytes>', description: `how large its heap may grow (${DEFAULTS.memory})` })
  memory(text: string): number {
    return numberIn('--memory', text, 65_536);
  }
}

function numberIn(flag: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Error(`${flag} takes 1 to ${most}, not "${text}"`);
}

/** The rows as a table, with the columns that any of them has. */
async function tableOf(rows: readonly unknown[], client: Client, moment: AnswerPoint): Promise<Buffer> {
  const told = rows.map(spread);
  return csvOf(told, { columns: columnsIn(told), names: await namesAt(client, moment) });
}

/** A row for a table, whatever the file made of it. */
const spread = (row: unknown): object => (typeof row === 'object' && row !== null ? row : { value: row });

/**
 * One book after another, in the order given, all of one moment. The documents are shared: an event of a later book goes
 * on with what an earlier one left under the same key.
 */
async function foldBooks(
  client: Client,
  partnerships: readonly string[],
  { analysis, asOf }: { analysis: BoundedAnalysis; asOf: string | undefined },
): Promise<AnswerPoint> {
  let moment: AnswerPoint | undefined;
  let place = 0;
  // A book's own positions never leave it; these sort as they do.
  const placed = (event: Omit<StoredEvent, 'position'>) => ({
    ...event,
    position: String(++place).padStart(20, '0'),
  });
  for (const partnership of partnerships) {
    const path = `/v1/partnerships/${partnership}/history`;
    for await (const page of pages<StoredEvent>(client, path, {
      asOf: moment?.position ?? asOf,
      limit: '1000',
    })) {
      moment ??= page.asOf;
      await analysis.fold(page.rows.map(placed));
    }
  }
  if (!moment) throw new Error('name a partnership, or several');
  return moment;
}

/** The names of organisations at that moment. */
async function namesAt(client: Client, { position }: AnswerPoint): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  type Row = { organisation: string; name: string };
  for await (const { rows } of pages<Row>(client, '/v1/organisations', { asOf: position, limit: '1000' }))
    for (const { organisation, name } of rows) names[organisation] = name;
  return names;
}
