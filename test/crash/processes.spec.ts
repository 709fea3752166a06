import { START } from '#event-store';
import { projections } from '#domain';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { Stage, stories, StoryClock } from '../../apps/cli/demo/index.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { bytesOf } from '../projection/stores.ts';
import { sharedData } from '../support/shared-data.ts';
import { kurrentUrl, WITHOUT_KURRENT } from '../support/kurrentdb.ts';
import { asComposed, onKurrent, onOneFolder, type Deployed } from './deployments.ts';
import { Load, Persistent, type Acknowledged } from './load.ts';

/** Clients at once, of so many organisations: each of these has several people on one commitment. */
const [CLIENTS, ORGANISATIONS] = [64, 16];
/** Commands of each client. `PLEDGEBOOK_CRASH_COMMANDS` says more, for a long run with as many more faults. */
const [COMMANDS, FEW] = [Number(process.env['PLEDGEBOOK_CRASH_COMMANDS'] ?? 3), 3];
const ROUNDS = Math.max(1, Math.floor(COMMANDS / FEW));
const files = sharedData('fts', '.json')
  ?.toSorted((a, b) => a.text.length - b.text.length)
  .slice(0, ROUNDS);

if (kurrentUrl === undefined) console.warn(WITHOUT_KURRENT);
describe.each([
  ['two servers on one folder', onOneFolder],
  ['the servers and workers of docker-compose.yml on PostgreSQL', asComposed],
  ...(kurrentUrl === undefined ? [] : ([['two servers on KurrentDB', onKurrent]] as const)),
] as const)('Processes on one store: %s', (_, deploy) => {
  let deployed: Deployed;
  let load: Load;
  let tokens: string[];
  let convener: string;
  let importer: { readonly organisation: string; readonly token: string };
  beforeAll(async () => {
    deployed = await deploy();
    load = new Load(deployed.urls);
    const clock = new StoryClock();
    const book = await open(clock);
    await new Stage(book, clock).tell(stories);
    const partyOf = async (name: string, person: string) => {
      const organisation = await organisationFor(book, name);
      const token = await book.issuer.issue({ person, organisation, roles: ['participant'] });
      return { organisation, token };
    };
    importer = await partyOf('OCHA', 'per_o');
    convener = (await partyOf('Convener', 'per_c')).token;
    tokens = [];
    for (let i = 0; i < CLIENTS; i++)
      tokens.push((await partyOf(`Organisation ${i % ORGANISATIONS}`, `per_${i}`)).token);
    await book.close();
  }, 240_000);
  afterAll(() => deployed.stop());
  const open = (clock?: StoryClock): Promise<OpenedStore> =>
    openStore(deployed.settings, { noted: () => undefined, ...(clock ? { clock } : {}) });

  /** A partnership of the importer's own, with what is in the files. @returns how much is new in it */
  async function imported(again?: string): Promise<{ partnership: string; counts: object }> {
    const { organisation, token } = importer;
    const client = new Persistent(load, token);
    const scope = { places: ['TR', 'LB'], sdgTargets: [] };
    const partnership =
      again ??
      (await client.command('/v1/partnerships', { title: 'Aid', problem: 'P', scope })).ids['partnership'] ??
      '';
    const mandate = { organisation, source: 'fts' };
    if (!again) await client.command(`/v1/partnerships/${partnership}/grant-mandate`, mandate);
    const {
      new: fresh,
      amended,
      unchanged,
      missed,
    } = await new FtsImport(client, { partnership }).run(files ?? []);
    return { partnership, counts: { new: fresh, amended, unchanged, missed } };
  }

  /** Joins and promises of all, and then many hands on each promise. */
  async function work(): Promise<string> {
    const scope = { places: ['global'], sdgTargets: [] };
    const convened = await load.done(convener, '/v1/partnerships', { title: 'T', problem: 'P', scope });
    const { partnership } = convened.ids as { partnership: string };
    const path = `/v1/partnerships/${partnership}`;
    await load.done(convener, `${path}/open-call`, { call: 'all', text: 'Come' });
    const owners = tokens.slice(0, ORGANISATIONS);
    await Promise.all(
      owners.map((token) => load.give(token, `${path}/join-partnership`, { priorities: ['P'] })),
    );
    const money = { amount: '1000000', currency: 'USD' };
    const promise = { statement: 'Dig wells', kind: 'financial', money };
    const made = await Promise.all(
      owners.map((token) => load.give(token, `${path}/make-commitment`, promise)),
    );
    const clients = tokens.map(async (token, i) => {
      const { commitment } = (made[i % ORGANISATIONS] as Acknowledged).ids as { commitment: string };
      for (let n = 0; n < COMMANDS; n++) {
        const payment = { entry: `paid-${i}-${n}`, money: { amount: `${n + 1}`, currency: 'USD' } };
        await load.give(token, `${path}/commitments/${commitment}/record-disbursement`, payment);
      }
    });
    await Promise.all(clients);
    return partnership;
  }

  it(
    'loses no acknowledged command and doubles none, whatever is killed under them, and every view is what is built anew',
    async () => {
      const all = 2 * ORGANISATIONS + CLIENTS * COMMANDS;
      const faults = Array.from({ length: ROUNDS }, () => deployed.faults).flat();
      const disturbing = (async () => {
        for (const [i, fault] of faults.entries()) {
          await load.until(Math.floor((all * (i + 1)) / (faults.length + 1)));
          await fault();
        }
      })();
      const [partnership, brought] = await Promise.all([work(), imported(), disturbing]);
      expect(load.acknowledged).toHaveLength(all);
      await deployed.settled();

      // Each is there once: as many as were acknowledged, none beside them, each by its first answer.
      const book = await open();
      const events = [];
      for (let after = START, end = false; !end;) {
        const page = await book.store.readAll({
          after,
          types: ['ParticipantJoined', 'CommitmentMade', 'DisbursementRecorded'],
        });
        events.push(...page.events);
        [after, end] = [page.complete, page.end];
      }
      const told = events.filter(({ data }) => (data as { partnership: string }).partnership === partnership);
      expect(told).toHaveLength(all + 1);
      const entries = told.flatMap(({ data }) => (data as { entry?: string }).entry ?? []);
      expect(new Set(entries).size).toBe(CLIENTS * COMMANDS);
      for (const { token, path, body, key, ...first } of load.acknowledged) {
        const { ids, receipts } = await load.done(token, path, body, key);
        expect({ ids, receipts }).toEqual({ ids: first.ids, receipts: first.receipts });
      }

      const rows = Object.values(brought.counts).filter((count) => typeof count === 'number');
      const unchanged = rows.reduce((sum, count) => sum + count, 0);
      const again = { new: 0, amended: 0, unchanged, missed: [] };
      expect(await imported(brought.partnership)).toEqual({
        partnership: brought.partnership,
        counts: again,
      });

      expect(await book.checkpoints.reached(await book.store.head(), { withinMs: 60_000 })).toBe(true);
      const views = async () => {
        const bytes = new Map<string, string[]>();
        for (const projection of projections)
          bytes.set(projection.name, await bytesOf(book.views, projection));
        return bytes;
      };
      const live = await views();
      expect(live.get('ledger')?.length).toBeGreaterThanOrEqual(ORGANISATIONS + unchanged);
      await book.projections.rebuild();
      expect(await views()).toEqual(live);
      await book.close();
    },
    300_000 * ROUNDS,
  );
});
