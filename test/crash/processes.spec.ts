import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from '#event-store';
import { storageIn, type StorageSettings } from '#storage';
import { openStore, type OpenedStore } from '../../apps/api/opened-store.ts';
import { projections } from '#domain';
import { organisationFor } from '../../apps/api/organisations.ts';
import { bytesOf } from '../projection/stores.ts';
import { Running } from '../support/command-line.ts';
import { kurrentEnvironment, kurrentUrl, WITHOUT_KURRENT } from '../support/kurrentdb.ts';
import { Postgres } from '../support/postgres.ts';
import { Party } from '../support/served-book.ts';
import { SharedStorage } from '../support/shared-storage.ts';

/** Clients at once, of so many organisations: each of these has several people on one commitment. */
const [CLIENTS, ORGANISATIONS] = [64, 16];
/** Commands of each client. `PLEDGEBOOK_CRASH_COMMANDS` says more, for a long run. */
const COMMANDS = Number(process.env['PLEDGEBOOK_CRASH_COMMANDS'] ?? 8);
/** How long, in milliseconds, a command may go unanswered: a server is started in that time, many times over. */
const PATIENCE = 120_000;

interface Engine {
  readonly settings: StorageSettings;
  readonly environment: Readonly<Record<string, string>>;
  /** Ends what is under the processes, and starts it again. */
  readonly restart?: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function onSqlite(): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-processes-'));
  return {
    settings: storageIn(directory),
    environment: { PLEDGEBOOK_DATA: directory },
    stop: async () => rmSync(directory, { recursive: true }),
  };
}

async function onPostgres(): Promise<Engine> {
  const storage = await SharedStorage.start(await Postgres.start({ durable: true }));
  const { environment, directory } = storage;
  return {
    settings: storageIn(directory, environment),
    environment,
    restart: () => storage.postgres.restart(),
    stop: () => storage.stop(),
  };
}

/** The server goes on: whoever runs it ends it, and starts it again. */
async function onKurrent(): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-processes-'));
  const environment = kurrentEnvironment(directory);
  return {
    settings: storageIn(directory, environment),
    environment,
    stop: async () => rmSync(directory, { recursive: true }),
  };
}

/** What was acknowledged: the command as it was sent, and its answer. */
interface Acknowledged {
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly token: string;
  readonly ids: object;
  readonly receipts: readonly object[];
}

/** Two servers on one store, and many clients who send each command again until it is answered. */
class Load {
  readonly acknowledged: Acknowledged[] = [];
  readonly servers: Running[] = [];
  private readonly awaited: { at: number; resolve: () => void }[] = [];

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  async start(): Promise<void> {
    for (let i = 0; i < 2; i++) this.servers.push(await this.serving());
  }

  /** Kills a server at once, and starts another in its place. */
  async kill(which: number): Promise<void> {
    await this.servers[which]?.end('SIGKILL');
    this.servers[which] = await this.serving();
  }

  /** Resolves once so many commands have been acknowledged. */
  until(at: number): Promise<void> {
    if (this.acknowledged.length >= at) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.awaited.push({ at, resolve });
    return promise;
  }

  /** Sends it, now to one server and now to the other, until one of them has answered. */
  async done(token: string, path: string, body: object, key: string = randomUUID()): Promise<Acknowledged> {
    const end = Date.now() + PATIENCE;
    let last: unknown;
    for (let attempt = 0; Date.now() < end; attempt++) {
      const { url = '' } = this.servers[(attempt + key.length) % 2] ?? {};
      const answer = await new Party(url, '', token)
        .give(path, body, { 'idempotency-key': key })
        .catch((error: unknown) => void (last = error));
      if (answer && answer.status < 300) {
        const { ids, receipts } = answer.body;
        return { path, body, key, token, ids, receipts };
      }
      if (answer && answer.status !== 503) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      last = answer?.text ?? last;
    }
    throw new Error(`${path}: not answered`, { cause: last });
  }

  async give(token: string, path: string, body: object): Promise<Acknowledged> {
    const acknowledged = await this.done(token, path, body);
    this.acknowledged.push(acknowledged);
    for (const { at, resolve } of this.awaited) if (this.acknowledged.length >= at) resolve();
    return acknowledged;
  }

  async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.end('SIGTERM')));
  }

  private serving(): Promise<Running> {
    const environment = { ...this.environment, PLEDGEBOOK_LOG_LEVEL: 'silent' };
    return Running.until(/at http:\S+/, ['serve', '--port', '0'], environment);
  }
}

if (kurrentUrl === undefined) console.warn(WITHOUT_KURRENT);
describe.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
  ...(kurrentUrl === undefined ? [] : ([['KurrentDB', onKurrent]] as const)),
] as const)('Two servers on one store on %s', (_, engineOf) => {
  let engine: Engine;
  let load: Load;
  let tokens: string[];
  let convener: string;
  beforeAll(async () => {
    engine = await engineOf();
    const book = await open();
    const tokenOf = async (name: string, person: string) => {
      const organisation = await organisationFor(book, name);
      return book.issuer.issue({ person, organisation, roles: ['participant'] });
    };
    convener = await tokenOf('Convener', 'per_c');
    tokens = [];
    for (let i = 0; i < CLIENTS; i++)
      tokens.push(await tokenOf(`Organisation ${i % ORGANISATIONS}`, `per_${i}`));
    await book.close();
    load = new Load(engine.environment);
    await load.start();
  }, 120_000);
  afterAll(async () => {
    await load.end();
    await engine.stop();
  });
  const open = (): Promise<OpenedStore> => openStore(engine.settings, { noted: () => undefined });

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

  it('loses no acknowledged command and doubles none, whatever is killed under them, and every view is what is built anew', async () => {
    const all = 2 * ORGANISATIONS + CLIENTS * COMMANDS;
    const faults = [
      () => load.kill(0),
      () => load.kill(1),
      ...(engine.restart ? [engine.restart, engine.restart] : []),
    ];
    const disturbing = (async () => {
      for (const [i, fault] of faults.entries()) {
        await load.until(Math.floor((all * (i + 1)) / (faults.length + 1)));
        await fault();
      }
    })();
    const partnership = await work();
    await disturbing;
    expect(load.acknowledged).toHaveLength(all);
    expect(load.servers.map(({ isRunning }) => isRunning)).toEqual([true, true]);

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

    expect(await book.checkpoints.reached(await book.store.head(), { withinMs: 60_000 })).toBe(true);
    const views = async () => {
      const bytes = new Map<string, string[]>();
      for (const projection of projections) bytes.set(projection.name, await bytesOf(book.views, projection));
      return bytes;
    };
    const live = await views();
    expect(live.get('ledger')).toHaveLength(ORGANISATIONS);
    await book.projections.rebuild();
    expect(await views()).toEqual(live);
    await book.close();
  }, 300_000);
});
