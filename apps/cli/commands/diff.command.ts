import { Command, Option } from 'nest-commander';
import { instantIn } from '../../api/query-context/moment.ts';
import { AskingCommand } from '../asking.ts';
import { pages, type Client } from '../client.ts';
import { changesBetween } from '../diff/compare.ts';
import { textOf, type Difference, type ViewDifference } from '../diff/text.ts';
import { ask, viewsOf } from '../diff/views.ts';
import { AS_OF, clientOf, EFFECTIVE, type ServerOptions } from '../options.ts';
import type { Item, Names } from '../readable.ts';

interface Options extends ServerOptions {
  readonly moments?: readonly string[];
  readonly effective?: string;
  readonly json?: boolean;
}

@Command({
  name: 'diff',
  arguments: '<partnership>',
  description:
    'Who changed what between two moments: what each view showed then and now, and the events between',
})
export class DiffCommand extends AskingCommand {
  override async run([partnership = '']: string[], options: Options): Promise<void> {
    const between = twoOf(options.moments ?? []);
    const { effective, json = false } = options;
    const difference = await differenceOf(clientOf(options), { partnership, between, effective });
    process.stdout.write(json ? `${JSON.stringify(difference, undefined, 2)}\n` : textOf(difference));
  }

  @Option({ ...AS_OF, name: 'moments', description: `${AS_OF.description}; said twice, the earlier first` })
  asOf(moment: string, earlier: readonly string[] = []): readonly string[] {
    return [...earlier, moment];
  }

  @Option(EFFECTIVE)
  effective(day: string): string {
    return day;
  }

  @Option({ flags: '--json', description: 'as JSON: by view, the path, then and now' })
  json(): boolean {
    return true;
  }
}

/** @throws Error they are not two, or not the earlier first; what is opaque here, the server tells apart */
function twoOf(moments: readonly string[]): readonly [string, string] {
  const [earlier, later, ...more] = moments;
  if (earlier === undefined || later === undefined || more.length > 0)
    throw new Error('say --as-of twice: the earlier moment and the later');
  const [from, to] = [instantIn(earlier), instantIn(later)];
  if (earlier === later || (from && to && from.getTime() === to.getTime()))
    throw new Error('the two moments are the same: nothing came between');
  if (from && to && from > to) throw new Error('say the earlier moment first');
  return [earlier, later];
}

type Asked = Pick<Difference, 'partnership' | 'between' | 'effective'>;

async function differenceOf(client: Client, asked: Asked): Promise<Difference> {
  const { partnership, between, effective } = asked;
  // First, since it is refused where the moments are no moments or the wrong way round.
  const { events, ...told } = await eventsBetween(client, asked);
  let { names } = told;
  const views: ViewDifference[] = [];
  for (const view of await viewsOf(client)) {
    const [then, now] = await Promise.all(
      between.map((asOf) =>
        ask(client, view, { partnership, asOf, ...(effective === undefined ? {} : { effective }) }),
      ),
    );
    names = { ...names, ...then?.names, ...now?.names };
    views.push({ view: view.name, changes: changesBetween(then?.said, now?.said) });
  }
  return { partnership, between, ...(effective === undefined ? {} : { effective }), views, events, names };
}

/** What the book learned after the earlier moment, up to the later. */
async function eventsBetween(client: Client, { partnership, between: [since, asOf] }: Asked) {
  const events: Item[] = [];
  let names: Names = {};
  const path = `/v1/partnerships/${partnership}/timeline`;
  for await (const page of pages<Item>(client, path, { since, asOf, limit: '1000' })) {
    events.push(...page.rows);
    names = { ...names, ...page.names };
  }
  return { events, names };
}
