import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBook } from '../../apps/api/book.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { commandNamed, Party } from '../support/served-book.ts';

const main = join(import.meta.dirname, '../../dist/apps/cli/main.js');

/** The server as `npm start` runs it: only there are its projections in a thread of their own. */
async function start(directory: string): Promise<{ url: string; server: ChildProcess }> {
  const server = fork(main, ['serve', '--data', directory, '--port', '0'], { silent: true });
  for await (const said of server.stdout ?? []) {
    const url = /at (http:\S+)/.exec(String(said))?.[1];
    if (url) return { url, server };
  }
  throw new Error('the server did not start');
}

describe('projections in a thread of their own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-thread-'));
  let server: ChildProcess;
  afterAll(() => {
    server.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  it('show at once what a question asks for by its freshness, and end with the server', async () => {
    const book = await openBook(directory);
    const organisation = await organisationFor(book, 'Convener');
    const token = await book.issuer.issue({ person: 'per_a', organisation, roles: ['participant'] });
    await book.close();

    const started = await start(directory);
    ({ server } = started);
    const convener = new Party(started.url, organisation, token);
    const example = (name: string) => commandNamed(name).input.example;
    const convened = await convener.done('/v1/partnerships', example('ConvenePartnership'));
    const path = `/v1/partnerships/${convened.body.ids.partnership}`;
    for (let count = 1; count <= 5; count++) {
      const { body } = await convener.done(`${path}/make-commitment`, example('MakeCommitment'));
      const { status, body: ledger } = await convener.ask(`${path}/ledger?atLeast=${body.freshness}`);
      expect(status).toBe(200);
      expect(ledger.rows).toHaveLength(count);
    }
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
