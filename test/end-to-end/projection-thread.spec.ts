import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { serving } from '../support/command-line.ts';
import { commandNamed } from '../support/command-named.ts';
import { Party } from '../support/served-book.ts';

// Only a server as built, as `npm start` runs it, has its projections in a thread of their own.
describe('projections in a thread of their own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-thread-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('show at once what a question asks for by its freshness, and end with the server', async () => {
    const book = await openStore(directory);
    const organisation = await organisationFor(book, 'Convener');
    const token = await book.issuer.issue({ person: 'per_a', organisation, roles: ['participant'] });
    await book.close();

    const server = await serving(directory);
    const convener = new Party(server.url, organisation, token);
    const example = (name: string) => commandNamed(name).input.example;
    const convened = await convener.done('/v1/partnerships', example('ConvenePartnership'));
    const path = `/v1/partnerships/${convened.body.ids.partnership}`;
    for (let count = 1; count <= 5; count++) {
      const { body } = await convener.done(`${path}/make-commitment`, example('MakeCommitment'));
      const { status, body: ledger } = await convener.ask(`${path}/ledger?atLeast=${body.freshness}`);
      expect(status).toBe(200);
      expect(ledger.rows).toHaveLength(count);
    }
    expect((await convener.ask('/readyz')).body).toMatchObject({ status: 'ok', details: { ledger: {} } });
    const feed = await convener.ask(
      `/v1/events?after=${(await convener.ask('/v1/events')).body.next}&wait=1`,
    );
    expect(feed.body).toMatchObject({ events: [], end: true });
    expect(await server.end('SIGTERM')).toBe(0);
  });
});
