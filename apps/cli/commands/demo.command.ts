import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommandRunner, Option } from 'nest-commander';
import { openStore, type OpenedStore } from '../../api/opened-store.ts';
import { serve } from '../../api/server.ts';
import { Stage, stories, StoryClock, type Told } from '../demo/index.ts';
import { Client } from '../client.ts';
import { ledgerOf, ledgersBeside } from '../ledger-table.ts';
import { configurationOf, PORT } from '../options.ts';

@Command({
  name: 'demo',
  description: 'Tell two partnerships that were and one that never was, and serve them',
})
export class DemoCommand extends CommandRunner {
  override async run(_: string[], options: { port?: string }): Promise<void> {
    const configuration = configurationOf(options);
    const directory = await mkdtemp(join(tmpdir(), 'pledgebook-demo-'));
    const clock = new StoryClock();
    const opened = await openStore(directory, { clock });
    try {
      const told = await new Stage(opened, clock).tell(stories);
      const server = await serve(opened, { configuration });
      await opened.checkpoints.reached(await opened.store.head(), { withinMs: 30_000 });
      process.stdout.write(whereToLook(told, server.url));
      process.stdout.write(await twoLedgers(told, server.url));
      process.stdout.write(await whatToLookAt(opened, told, server.url));
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.close();
    } finally {
      await opened.close();
      await rm(directory, { recursive: true });
    }
  }

  @Option(PORT)
  port(text: string): string {
    return text;
  }
}

/** The page for people comes first: whoever opens it need not read on. */
function whereToLook({ partnerships }: Told, url: string): string {
  const [connectivity, crops, water] = partnerships.map((id) => `${url}/partnerships/${id}`);
  return `
Open in a browser:  ${url}/

Three partnerships, told day by day. Every event says whether it is sourced or illustrative.

  ${connectivity}
      Global Connectivity Partnership Dialogue (sourced)
  ${crops}
      Crop substitution in Colombia (sourced)
  ${water}
      Clean water for the three lakes (fictional)
`;
}

/** The days between which the fictional story takes its turns. */
const [THEN, LATER] = ['2019-12-31', '2021-12-31'] as const;

/** The fictional ledger as the book stood on two days. */
async function twoLedgers({ partnerships }: Told, url: string): Promise<string> {
  const client = new Client(url);
  const water = partnerships.at(-1) ?? '';
  const then = await ledgerOf(client, water, { asOf: THEN });
  const later = await ledgerOf(client, water, { asOf: LATER });
  const head = [`as the book stood on ${THEN}`, `on ${LATER}`] as const;
  return `
Clean water for the three lakes (fictional): who pledged what, and how it went

${ledgersBeside(then, later, head)}
`;
}

async function whatToLookAt(
  opened: OpenedStore,
  { organisations, partnerships }: Told,
  url: string,
): Promise<string> {
  const asked = partnerships.map((id) => `${url}/v1/partnerships/${id}`);
  const water = asked.at(-1) ?? '';
  const tokens = new Map<string, string>();
  for (const [name, actor] of organisations) tokens.set(name, await opened.issuer.issue(actor));
  const ministry = tokens.get('Ministry of Water of Montavira (fictional)') ?? '';
  return `
For programs, the same partnerships:

${asked.map((one) => `  ${one}`).join('\n')}

Of each: /ledger (who pledged what, and how it went), /ledger/totals, /timeline, /commitments/{id};
with ?asOf=2019-12-31 as the book stood on that day. All that is public, in order: ${url}/v1/events
Every command with an example, to try: ${url}/docs

A token for each organisation, good for thirty days:

${[...tokens].map(([name, token]) => `  ${name}\n    ${token}`).join('\n')}

Three lines to try:

  curl ${water}/ledger -H 'accept: text/csv'
  curl '${water}/ledger?asOf=2019-12-31&staleness=late'
  curl ${water}/open-pause -H 'content-type: application/json' -d '{}' -H 'authorization: Bearer ${ministry}'

Serving at ${url} until interrupted (Ctrl+C).
`;
}
