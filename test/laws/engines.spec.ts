import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { storageIn } from '#storage';
import { Client, ProblemAnswer, type CommandAnswer } from '../../apps/cli/client.ts';
import { Stage, stories, StoryClock } from '../../apps/cli/demo/index.ts';
import { FtsImport } from '../../apps/cli/import/fts-import.ts';
import { ServedBook, SetClock, type Answer, type Party } from '../support/served-book.ts';
import { sharedData } from '../support/shared-data.ts';
import { SharedStorage } from '../support/shared-storage.ts';
import { nextOf } from './looking.ts';
import { ordersOf, queryAddressesOf } from './query-addresses.ts';
import { Seeded } from './staged.ts';
import { runs } from './runs.ts';
import { randomWalk } from './walking.ts';
import { step } from './world.ts';

/** How many random commands are given, and how many files are imported. */
const [COMMANDS, FILES] = [runs(150), runs(1)];
/** When the stories have been told, and the rest begins. */
const PRESENT = '2024-01-15T09:00:00Z';
/** In the midst of the import and of the random commands; and a day long past. */
const [IMPORT, WALK, DAY] = ['2024-01-15T09:02:00Z', '2024-05-15T00:00:00Z', '2022-06-30'];

/**
 * An importer's way to the server: one command after another, whoever waits for it, where an import gives many at once,
 * in an order of its own each time; and each under a number.
 */
class InTurn extends Client {
  private last: Promise<unknown> = Promise.resolve();
  private given = 0;

  constructor(
    server: string,
    private readonly party: Party,
    private readonly before: () => void,
  ) {
    super(server, party.token);
  }

  override command<A = CommandAnswer>(path: string, body: object): Promise<A> {
    const next = this.last.then(async () => {
      this.before();
      const headers = { 'x-request-id': `import-${++this.given}` };
      const { status, body: answered } = await this.party.give(path, body, headers);
      if (status >= 300) throw new ProblemAnswer(status, answered);
      return answered as A;
    });
    this.last = next.catch(() => undefined);
    return next;
  }
}

/** A book to which time, chance and secrets are told. */
class Scenario {
  private constructor(
    readonly served: ServedBook,
    private readonly clock: SetClock,
    private readonly telling: StoryClock,
    private readonly randomness: Seeded,
  ) {}

  /** @param environment where everything is kept, and the secrets that go with it */
  static async open(environment: Readonly<Record<string, string>>): Promise<Scenario> {
    const storage = storageIn(mkdtempSync(join(tmpdir(), 'pledgebook-engines-')), environment);
    const [clock, randomness] = [new SetClock(PRESENT, 0), new Seeded()];
    const telling = new StoryClock(clock);
    const served = await ServedBook.open(telling, {
      storage,
      randomness,
      environment: {
        PLEDGEBOOK_RATE_PER_ADDRESS: '0',
        PLEDGEBOOK_RATE_PER_TOKEN: '0',
      },
      noted: () => undefined,
    });
    return new Scenario(served, clock, telling, randomness);
  }

  async tell(): Promise<void> {
    await new Stage(this.served.book, this.telling, this.randomness).tell(stories);
    await this.import();
    const walk = await randomWalk(this.served.book, this.clock);
    // Hours between them, where other walks have months: a thousand are then of some years.
    const taken = fc.sample(step, { numRuns: COMMANDS, seed: 7 });
    await walk(taken.map((one) => ({ ...one, after: one.after % 48 })));
    await this.served.settled();
  }

  private async import(): Promise<void> {
    const { served } = this;
    const files = sharedData('fts', '.json');
    if (!files) return;
    const ocha = await served.party('OCHA');
    const done = (path: string, body: object) => ocha.done(path, body, { 'x-request-id': 'before' });
    const scope = { places: ['TR', 'LB'], sdgTargets: [] };
    const { ids } = (await done('/v1/partnerships', { title: 'Aid', problem: 'P', scope })).body;
    const mandate = { organisation: ocha.id, source: 'fts' };
    await done(`/v1/partnerships/${ids.partnership}/grant-mandate`, mandate);
    await served.settled();
    const client = new InTurn(served.server.url, ocha, () => this.pass(1000));
    const smallest = files.toSorted((a, b) => a.text.length - b.text.length).slice(0, FILES);
    await new FtsImport(client, { partnership: ids.partnership }).run(smallest);
  }

  private pass(milliseconds: number): void {
    this.clock.set(new Date(this.clock.now().getTime() + milliseconds).toISOString());
  }

  /** What anybody is answered; each server has an address of its own. */
  async answer(path: string, language: string): Promise<Answer> {
    const answer = await this.served.anybody().ask(path, { 'accept-language': language });
    return { ...answer, text: answer.text.replaceAll(this.served.server.url, 'here') };
  }
}

interface Asking {
  /** So many at the most. */
  readonly pages: number;
  readonly language: string;
}

describe('one scenario, told on SQLite and on PostgreSQL with the same clock, chance and secrets', () => {
  let shared: SharedStorage;
  let onSqlite: Scenario;
  let onPostgres: Scenario;
  beforeAll(async () => {
    shared = await SharedStorage.start();
    const { environment } = shared;
    const secrets = Object.entries(environment).filter(([name]) => /SECRET|_KEY$/.test(name));
    onSqlite = await Scenario.open(Object.fromEntries(secrets));
    onPostgres = await Scenario.open(environment);
    await Promise.all([onSqlite.tell(), onPostgres.tell()]);
  }, 600_000);
  afterAll(async () => {
    await onSqlite.served.close();
    await onPostgres.served.close();
    await shared.stop();
  });

  /** Asks both, and for pages that follow. @returns where answers part, and how many were the same until then */
  async function compared(
    path: string,
    { pages, language }: Asking,
  ): Promise<[differing: string[], same: number]> {
    let same = 0;
    for (let next: string | undefined = path; next !== undefined && same < pages; same++) {
      const [one, other] = await Promise.all([
        onSqlite.answer(next, language),
        onPostgres.answer(next, language),
      ]);
      expect(one.status).toBeLessThan(500);
      const [text, otherText] = [one, other].map(({ status, text: said }) => `${status} ${said}`) as [
        string,
        string,
      ];
      if (text !== otherText) {
        const at = [...text].findIndex((sign, i) => sign !== otherText[i]);
        const near = (of: string) => of.slice(Math.max(0, at - 60), at + 90);
        return [[[next, near(text), near(otherText)].join('\n')], same];
      }
      next = nextOf(next, one);
    }
    return [[], same];
  }
  /** @returns how many answers were the same */
  async function expectSame(paths: readonly string[], asking: Partial<Asking> = {}): Promise<number> {
    const differing: string[] = [];
    let all = 0;
    for (const path of paths) {
      const [found, same] = await compared(path, { pages: 1, language: 'en', ...asking });
      differing.push(...found);
      all += same;
    }
    expect(differing).toEqual([]);
    return all;
  }

  it('is as many events', async () => {
    expect(await onPostgres.served.book.store.head()).toBe(await onSqlite.served.book.store.head());
  });

  it.each(['', `asOf=${IMPORT}`, `effective=${DAY}`, `asOf=${WALK}&effective=${DAY}`])(
    'every question is answered with the same bytes (%s)',
    async (moment) => {
      const addresses = await queryAddressesOf(onSqlite.served);
      expect(addresses.length).toBeGreaterThan(80);
      await expectSame(addresses.map((path) => `${path}?${moment}`));
    },
    300_000,
  );

  it.each([
    ['', 'en'],
    [`asOf=${IMPORT}`, 'es'],
  ])(
    'every list, in every order, is the same pages (%s %s)',
    async (moment, language) => {
      const orders = await ordersOf(onSqlite.served);
      expect(orders.length).toBeGreaterThan(200);
      const paths = orders.map((path) => `${path}&limit=3&${moment}`);
      expect(await expectSame(paths, { pages: language === 'en' ? 2 : 1, language })).toBeGreaterThanOrEqual(
        orders.length,
      );
    },
    300_000,
  );

  it('all that is told as it comes is the same: the feed, moments, stored events', async () => {
    const { rows } = (await onSqlite.served.anybody().ask('/v1/partnerships?limit=1000')).body;
    const partnerships = (rows as { partnership: string }[]).map(({ partnership }) => partnership);
    const { events } = (await onSqlite.served.anybody().ask('/v1/events?limit=1000')).body;
    expect(await expectSame(['/v1/events?limit=20'], { pages: Infinity })).toBeGreaterThan(5);
    await expectSame([
      '/v1/moments',
      ...partnerships.map((partnership) => `/v1/moments?partnership=${partnership}`),
      ...partnerships.map((partnership) => `/v1/partnerships/${partnership}/history?limit=1000`),
      ...(events as { id: string }[]).slice(0, 50).map(({ id }) => `/v1/stored-events/${id}`),
    ]);
  }, 300_000);
});
