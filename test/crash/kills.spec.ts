import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from '#event-store';
import { storageIn } from '#storage';
import { openCommands } from '../../apps/api/roles/commands.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { check } from '../../apps/cli/check/check.ts';
import { Running } from '../support/command-line.ts';
import { Postgres } from '../support/postgres.ts';
import { Party } from '../support/served-book.ts';
import { SharedStorage } from '../support/shared-storage.ts';

/** Others are killed in the specs beside this one. `PLEDGEBOOK_CRASH_KILLS` says more, for a long run, which is on PostgreSQL, too; `PLEDGEBOOK_CRASH_SEED` repeats one. */
const KILLS = Number(process.env['PLEDGEBOOK_CRASH_KILLS'] ?? 1);
const SEED = Number(process.env['PLEDGEBOOK_CRASH_SEED'] ?? Date.now() % 2 ** 31);
const CLIENTS = 16;
/** A server is killed after so many acknowledgements at the most. */
const MOST = 60;

/** Numbers from 0 to less than 1, the same of one seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Kept {
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}
async function inFolder(): Promise<Kept> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-kills-'));
  return {
    environment: { PLEDGEBOOK_DATA: directory },
    stop: async () => rmSync(directory, { recursive: true }),
  };
}
async function onPostgres(): Promise<Kept> {
  const storage = await SharedStorage.start(await Postgres.start({ durable: true }));
  return { environment: storage.environment, stop: () => storage.stop() };
}

/** A command as it was sent, and its first answer, where there was one. */
interface Given {
  readonly path: string;
  readonly body: object;
  readonly key: string;
  answer?: { readonly ids: object; readonly receipts: readonly object[] };
}

const places: [string, () => Promise<Kept>][] = [['in a folder', inFolder]];
// Elsewhere servers on PostgreSQL are killed a few times (`processes.spec.ts`).
if (KILLS > 1) places.push(['on PostgreSQL', onPostgres]);

describe.each(places)(`a server that is killed ${KILLS} times, ${'%s'} (seed ${SEED})`, (_, keep) => {
  let kept: Kept;
  let server: Running;
  const load = { isOver: false, acknowledged: 0 };
  const given: Given[] = [];
  const chance = numbersFrom(SEED);
  /** Resolved once there is a server again. */
  let up = Promise.withResolvers<void>();
  let heard = Promise.withResolvers<void>();
  beforeAll(async () => {
    kept = await keep();
  }, 120_000);
  afterAll(async () => {
    await server?.end('SIGKILL');
    await kept.stop();
  });

  const settings = () => storageIn(kept.environment['PLEDGEBOOK_DATA'] ?? '', kept.environment);
  async function start(): Promise<void> {
    const rates = { PLEDGEBOOK_RATE_PER_TOKEN: '0', PLEDGEBOOK_RATE_PER_ADDRESS: '0' };
    const environment = { ...kept.environment, ...rates, PLEDGEBOOK_LOG_LEVEL: 'silent' };
    server = await Running.until(/at http:\S+/, ['serve', '--port', '0'], environment);
    up.resolve();
  }
  async function tokenOf(): Promise<string> {
    const book = await openCommands(settings(), { noted: () => undefined });
    const organisation = await organisationFor(book, 'Owner');
    const token = await book.issuer.issue({ person: 'per_owner', organisation, roles: ['participant'] });
    await book.close();
    return token;
  }

  /** Sends it until it is answered; undefined: its sender gave up, and what became of it nobody knows. */
  async function sent(token: string, one: Given, isPatient: () => boolean): Promise<Given['answer']> {
    for (;;) {
      await up.promise;
      const party = new Party(server.url, '', token);
      const answer = await party
        .give(one.path, one.body, { 'idempotency-key': one.key })
        .catch(() => undefined);
      if (answer && answer.status < 300) return { ids: answer.body.ids, receipts: answer.body.receipts };
      if (answer && answer.status !== 503) throw new Error(`${one.path}: ${answer.text}`);
      if (!isPatient()) return undefined;
    }
  }
  async function client(token: string, base: string, name: number): Promise<void> {
    const made = {
      path: `${base}/make-commitment`,
      body: { statement: `C${name}`, kind: 'financial' },
      key: randomUUID(),
    };
    const ids = (await sent(token, made, () => true))?.ids as { commitment: string };
    for (let n = 0; !load.isOver; n++) {
      const one: Given =
        n % 5 === 4
          ? {
              path: `${base}/disclose-interest`,
              body: { text: `${name} ${n}`, audience: { to: 'participants' } },
              key: randomUUID(),
            }
          : {
              path: `${base}/commitments/${ids.commitment}/record-disbursement`,
              body: { entry: `paid-${name}-${n}`, money: { amount: '1', currency: 'USD' } },
              key: randomUUID(),
            };
      given.push(one);
      const answer = await sent(token, one, () => chance() < 0.5);
      if (!answer) continue;
      one.answer = answer;
      load.acknowledged++;
      heard.resolve();
    }
  }
  async function until(count: number): Promise<void> {
    while (load.acknowledged < count) {
      heard = Promise.withResolvers();
      await heard.promise;
    }
  }
  async function kill(): Promise<void> {
    await until(load.acknowledged + Math.floor(chance() * MOST));
    up = Promise.withResolvers();
    await server.end('SIGKILL');
    await start();
  }

  it(
    'has every command that it acknowledged, once, and answers it again; all that it keeps is sound',
    async () => {
      const token = await tokenOf();
      await start();
      const owner = new Party(server.url, '', token);
      const scope = { places: ['CO'], sdgTargets: [] };
      const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
      const base = `/v1/partnerships/${body.ids.partnership}`;
      const clients = Array.from({ length: CLIENTS }, (__, name) => client(token, base, name));
      for (let n = 0; n < KILLS; n++) await kill();
      await until(load.acknowledged + CLIENTS);
      load.isOver = true;
      await Promise.all(clients);

      for (const one of given.filter(({ answer }) => answer))
        expect(await sent(token, one, () => true)).toEqual(one.answer);
      await server.end('SIGTERM');
      const book = await openCommands(settings(), { noted: () => undefined });
      const entries: string[] = [];
      for (let after = START, end = false; !end;) {
        const page = await book.stored.readAll({ after, types: ['DisbursementRecorded'] });
        entries.push(...page.events.map(({ data }) => (data as { entry: string }).entry));
        [after, end] = [page.complete, page.end];
      }
      await book.close();
      expect(new Set(entries).size).toBe(entries.length);
      const entryOf = ({ body: said }: Given) => (said as { entry?: string }).entry ?? [];
      const [sure, all] = [given.filter(({ answer }) => answer), given].map(
        (some) => new Set(some.flatMap(entryOf)),
      );
      expect([...(sure ?? [])].filter((entry) => !entries.includes(entry))).toEqual([]);
      expect(entries.filter((entry) => !all?.has(entry))).toEqual([]);
      const found: unknown[] = [];
      for await (const one of check(settings(), () => () => undefined)) found.push(one);
      expect(found).toEqual([]);
    },
    120_000 + 60_000 * KILLS,
  );
});
