import { Command, Option } from 'nest-commander';
import { AskingOfMoment } from '../asking.ts';
import { pagesOfOneMoment } from '../client.ts';
import { clientOf, type ServerOptions } from '../options.ts';
import { readable, type Item } from '../readable.ts';

interface Options extends ServerOptions {
  readonly asOf?: string;
  readonly effective?: string;
  readonly json?: boolean;
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
    for await (const page of pagesOfOneMoment<Item>(clientOf(options), path, {
      asOf,
      effective,
      limit: '1000',
    })) {
      for (const item of page.rows)
        process.stdout.write(json ? `${JSON.stringify(item)}\n` : `${readable(item, page.names ?? {})}\n`);
    }
  }

  @Option({ flags: '--json', description: 'as NDJSON: one event a line' })
  json(): boolean {
    return true;
  }
}
