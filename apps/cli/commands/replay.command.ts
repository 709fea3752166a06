import { Command, Option } from 'nest-commander';
import { AskingOfMoment } from '../asking.ts';
import { pages } from '../client.ts';
import { clientOf, type ServerOptions } from '../options.ts';

interface Options extends ServerOptions {
  readonly asOf?: string;
  readonly effective?: string;
  readonly json?: boolean;
}
interface Item {
  readonly event: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly organisation?: string;
  readonly commitment?: string;
  readonly basis?: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** `CommitmentMade` as "commitment made". */
const words = (type: string): string =>
  type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

function readable(item: Item, names: Readonly<Record<string, string>>): string {
  const name = (id: string): string => names[id] ?? id;
  const { organisation, onBehalfOf, by, commitment, basis } = item;
  const whom = [...new Set([onBehalfOf, organisation])]
    .filter((id) => id !== undefined && id !== by)
    .map((id) => name(id as string));
  const tags = [
    commitment,
    basis,
    ...(item.effectiveOn === item.recordedAt.slice(0, 10) ? [] : [`effective ${item.effectiveOn}`]),
  ];
  const said = Object.entries(item.said)
    .map(
      ([field, value]) => `    ${field}: ${typeof value === 'string' ? name(value) : JSON.stringify(value)}`,
    )
    .join('\n');
  const head = `${item.recordedAt}  ${words(item.type)}, by ${name(by)}${whom.length > 0 ? ` (${whom.join(', ')})` : ''}`;
  return [head, `    ${tags.filter(Boolean).join(' · ')}`, said]
    .filter((line) => line.trim() !== '')
    .join('\n');
}

@Command({
  name: 'replay',
  arguments: '<partnership>',
  description: "Print a book's history, in the order of the book",
})
export class ReplayCommand extends AskingOfMoment {
  override async run([partnership = '']: string[], options: Options): Promise<void> {
    const { asOf, effective, json = false } = options;
    const path = `/v1/partnerships/${partnership}/timeline`;
    for await (const page of pages<Item>(clientOf(options), path, { asOf, effective, limit: '1000' })) {
      const { names } = page as unknown as { names: Record<string, string> };
      for (const item of page.rows)
        process.stdout.write(json ? `${JSON.stringify(item)}\n` : `${readable(item, names)}\n`);
    }
  }

  @Option({ flags: '--json', description: 'as NDJSON: one event a line' })
  json(): boolean {
    return true;
  }
}
