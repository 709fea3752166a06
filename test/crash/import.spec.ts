import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { Client, Unreachable } from '../../apps/cli/client.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { ImportTotals } from '../../apps/cli/import/totals.ts';
import { serving, type Running } from '../support/command-line.ts';
import { sharedData } from '../support/shared-data.ts';

const files = sharedData('fts', '.json');
const given = files ? it : it.skip;

/** What the ledger and the files agree on. */
const agreeing = (...figures: string[]) => figures.map((file) => ({ ledger: file, file, agree: true }));

describe('an import', () => {
  let directory: string;
  let server: Running;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-crash-'));
  });
  afterEach(async () => {
    await server.end('SIGTERM');
    rmSync(directory, { recursive: true });
  });

  /** A token of a person of the importing organisation. */
  async function tokenFor(person: string): Promise<string> {
    const book = await openStore(directory);
    const organisation = await organisationFor(book, 'OCHA');
    const token = await book.issuer.issue({ person, organisation, roles: ['participant'] });
    await book.close();
    return token;
  }

  async function convene(client: Client): Promise<string> {
    const scope = { places: ['TR', 'LB'], sdgTargets: [] };
    const body = { title: 'Aid', problem: 'P', scope };
    const { ids } = await client.command('/v1/partnerships', body);
    const partnership = ids['partnership'] ?? '';
    const { participants } = await client.get<{ participants: { organisation: string }[] }>(
      `/v1/partnerships/${partnership}?atLeast=${(await client.command(`/v1/partnerships/${partnership}/open-pause`, {})).freshness}`,
    );
    const organisation = participants[0]?.organisation;
    await client.command(`/v1/partnerships/${partnership}/grant-mandate`, { organisation, source: 'fts' });
    return partnership;
  }

  given(
    'goes on after kill -9 of the server, run again by another person: the same totals',
    async () => {
      const [one, other] = [await tokenFor('per_one'), await tokenFor('per_other')];
      server = await serving(directory);
      const partnership = await convene(new Client(server.url, one));
      const killed = { at: 300, done: undefined as Promise<unknown> | undefined };
      const interrupted = new FtsImport(new Client(server.url, one), {
        partnership,
        onProgress: (done) => {
          if (done === killed.at) killed.done = server.end('SIGKILL');
        },
      });
      await expect(interrupted.run(files ?? [])).rejects.toThrow(Unreachable);
      await killed.done;

      server = await serving(directory);
      const client = new Client(server.url, other);
      const outcome = await new FtsImport(client, { partnership }).run(files ?? []);
      expect(outcome).toMatchObject({ amended: 0, missed: [], interrupted: false });
      expect(outcome.new).toBeLessThanOrEqual(961 - killed.at);
      expect(outcome.new + outcome.unchanged).toBe(961);
      expect(outcome.corroborations.new + outcome.corroborations.unchanged).toBe(49);
      const totals = new ImportTotals(client, partnership, outcome.freshness);
      expect(await totals.compare(files ?? [])).toMatchObject([
        { figures: agreeing('725591299', '0') },
        { figures: agreeing('714246261', '81128') },
      ]);
      const { groups } = await totals.groups();
      expect(groups.reduce((rows, group) => rows + group.rows, 0)).toBe(961);
      const again = await new FtsImport(client, { partnership }).run(files ?? []);
      const corroborations = { new: 0, unchanged: 49 };
      expect(again).toMatchObject({ new: 0, amended: 0, unchanged: 961, corroborations, missed: [] });
      expect(await totals.groups()).toMatchObject({ groups });
    },
    300_000,
  );
});
