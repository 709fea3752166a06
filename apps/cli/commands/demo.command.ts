import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommandRunner, Option } from 'nest-commander';
import { openStore, type OpenedStore } from '../../api/opened-store.ts';
import { serve } from '../../api/server.ts';
import { Stage, stories, StoryClock, type Told } from '../demo/index.ts';
import { freePort } from '../free-port.ts';
import { configurationOf, PORT } from '../options.ts';

interface Options {
  readonly port?: string;
  readonly data?: string;
  readonly tokens?: boolean;
}

@Command({
  name: 'demo',
  description: 'Tell two partnerships that were and one that never was, and serve them',
})
export class DemoCommand extends CommandRunner {
  override async run(_: string[], { port, data, tokens = false }: Options): Promise<void> {
    const configuration = configurationOf({ port });
    const directory = data === undefined ? await mkdtemp(join(tmpdir(), 'pledgebook-demo-')) : emptyAt(data);
    const clock = new StoryClock();
    const opened = await openStore(directory, { clock });
    try {
      const told = await new Stage(opened, clock).tell(stories);
      const server = await serve(opened, { configuration, port: await freePort(configuration) });
      await opened.checkpoints.reached(await opened.store.head(), { withinMs: 30_000 });
      if (tokens) process.stdout.write(await tokensOf(opened, told));
      process.stdout.write(whereToLook(told, server.url, data));
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.close();
    } finally {
      await opened.close();
      if (data === undefined) await rm(directory, { recursive: true });
    }
  }

  @Option(PORT)
  port(text: string): string {
    return text;
  }

  @Option({
    flags: '--data <directory>',
    description: 'a new or empty folder in which the book is kept; else it is deleted at the end',
  })
  data(directory: string): string {
    return directory;
  }

  @Option({ flags: '--tokens', description: 'print a token for each organisation, good for thirty days' })
  tokens(): boolean {
    return true;
  }
}

/** @throws Error something is there: the stories are told into no book that says anything else */
function emptyAt(directory: string): string {
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new Error(
      `${directory} is not empty: name another folder, or serve what is in it with "npx pledgebook serve --data ${directory}"`,
    );
  return directory;
}

async function tokensOf(opened: OpenedStore, { organisations }: Told): Promise<string> {
  const lines: string[] = [];
  for (const [name, actor] of organisations) lines.push(`${name}\n  ${await opened.issuer.issue(actor)}\n`);
  return lines.join('');
}

/** Ten lines, and the address of the page last: it stands right above the prompt. */
function whereToLook({ partnerships }: Told, url: string, data: string | undefined): string {
  const [connectivity, crops, water] = partnerships.map((id) => `${url}/partnerships/${id}`);
  const kept = data === undefined ? 'deleted at the end (--data FOLDER keeps it)' : `kept in ${data}`;
  return `\
Three partnerships, told day by day; everything in them says whether it is sourced or illustrative:
  Global Connectivity Partnership Dialogue (sourced)  ${connectivity}
  Crop substitution in Colombia (sourced)             ${crops}
  Clean water for the three lakes (fictional)         ${water}
For programs: every command and query, to try, at ${url}/docs; who pledged what, as a table:
  curl '${url}/v1/partnerships/${partnerships.at(-1)}/ledger?asOf=2019-12-31' -H 'accept: text/csv'
To speak for an organisation: npm run demo -- --tokens
The book is ${kept}. Ctrl+C ends the demo.

Open in a browser:  ${url}/
`;
}
