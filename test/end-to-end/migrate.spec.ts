import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, type Receipt } from '#event-store';
import { cmtId } from '#specification';
import { storageIn } from '#storage';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { setAside, statusesOf } from '../../apps/api/operations.ts';
import { migrate, type Step } from '../../apps/cli/migrate/migrate.ts';
import { sourceOf, targetOf } from '../../apps/cli/migrate/locations.ts';
import { queryAddressesOf } from '../laws/query-addresses.ts';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { pledgebook } from '../support/command-line.ts';
import { Postgres } from '../support/postgres.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const silent = { noted: () => undefined };
/** At which step, and how much of it is done, each attempt is killed: of more than two hundred positions, and fifty messages. */
const KILLED = [
  ['moving', 90],
  ['moving what was told', 30],
] as const;

/** A book with all that has to be moved, and the tokens and answers that its callers hold. */
class Moved {
  readonly forgotten: string[] = [];
  kept!: { readonly disclosure: string; readonly person: string };
  key!: { readonly path: string; readonly body: object; readonly answer: string };
  readonly receipts: Receipt[] = [];
  webhook = '';

  private constructor(
    readonly served: ServedBook,
    readonly history: BroadHistory,
  ) {}

  static async tell(): Promise<Moved> {
    const served = await ServedBook.open(undefined, silent);
    const moved = new Moved(served, await tellBroadHistory(served));
    await moved.sayQuietly();
    await moved.setAside();
    const { body } = await moved.history.gsma.done('/v1/webhooks', { url: 'https://service.example/' });
    moved.webhook = body.webhook;
    await served.settled();
    return moved;
  }

  get base(): string {
    return `/v1/partnerships/${this.history.other}`;
  }

  /** Two disclosures and two focal points, of each of which one is forgotten. */
  private async sayQuietly(): Promise<void> {
    const { gsma, itu } = this.history;
    const done = async (by: Party, command: string, body: object, headers = {}) => {
      const answer = await by.done(`${this.base}/${command}`, body, headers);
      this.receipts.push(...answer.body.receipts);
      return answer;
    };
    await done(gsma, 'open-call', { call: 'all', text: 'Come' });
    await done(itu, 'join-partnership', { priorities: ['Reach'] });
    const ids: string[][] = [];
    for (const name of ['gone', 'kept']) {
      const says = { text: `Quiet and ${name}`, audience: { to: 'participants' } };
      const { disclosure } = (await done(gsma, 'disclose-incentive', says)).body.ids;
      const named = { name: `Ana ${name}`, email: 'ana@example.org' };
      const { person } = (await done(gsma, 'name-focal-point', named)).body.ids;
      ids.push([disclosure, person]);
    }
    const [[gone = '', away = ''] = [], [disclosure = '', person = ''] = []] = ids;
    await forget(this.served.book, 'disclosure', gone);
    await forget(this.served.book, 'person', away);
    this.forgotten.push(gone, away);
    this.kept = { disclosure, person };
    const body = { statement: 'Once', kind: 'policy' };
    const { text } = await done(gsma, 'make-commitment', body, { 'idempotency-key': 'once' });
    this.key = { path: `${this.base}/make-commitment`, body, answer: text };
  }

  /** An event that nobody can write by a command, at which views stop, set aside for each of them. */
  private async setAside(): Promise<void> {
    const { book } = this.served;
    const commitment = cmtId('none');
    const organisation = this.history.gsma.id;
    const data = { partnership: this.history.other, commitment, organisation, details: { theme: 'x' } };
    const event = { id: `evt_${'0'.repeat(26)}`, type: 'CommitmentDetailed', version: 1, data, metadata: {} };
    const stream = `${this.history.other}-commitment-${commitment}`;
    await book.stored.append([{ stream, expected: 'none', events: [event] }]);
    const head = await book.store.head();
    for (let isBehind = true; isBehind;) {
      await book.checkpoints.reached(head, { withinMs: 500 });
      const { count } = book.outbox.changes;
      const statuses = await statusesOf(book);
      for (const { name, version, failed } of statuses)
        if (failed)
          await setAside(book, { projection: name, version, event: event.id, reason: 'Of a faulty import' });
      isBehind = statuses.some(({ position = '' }) => position < head);
      // The outbox writes in this thread: it has to have its turn.
      if (isBehind) await book.outbox.changes.after(count, AbortSignal.timeout(500));
    }
  }
}

/** What somebody is answered, whichever server they ask. */
async function answered(served: ServedBook, path: string, token?: string): Promise<string> {
  const party = token === undefined ? served.anybody() : served.withToken(token);
  const { status, text } = await party.ask(path);
  return `${status} ${text.replaceAll(served.server.url, 'here')}`;
}

/** What stands in a folder's files; SQLite's shared memory aside, which is no part of them. */
const bytesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('-shm'))
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    );

describe('a store that is moved from SQLite to PostgreSQL, killed in the middle and gone on with', () => {
  let postgres: Postgres;
  let moved: Moved;
  let after: ServedBook | undefined;
  let environment: Record<string, string>;
  let places: Record<'from' | 'to' | 'toKeys', string>;
  let addresses: string[];
  let asItWas: string[];
  let before: Map<string, string>;
  let unfinished: unknown;
  let finished: ReturnType<typeof pledgebook>;
  const folder = mkdtempSync(join(tmpdir(), 'pledgebook-moved-'));
  const source = join(folder, 'source');
  const flags = () => ['--from', places.from, '--to', places.to, '--to-keys', places.toKeys];

  async function killedAt(step: Step, done: number): Promise<void> {
    const child = fork(
      join(import.meta.dirname, '../../dist/test/end-to-end/migrate.child.js'),
      [places.from, places.to, places.toKeys, step, String(done)],
      { execArgv: ['--disable-warning=ExperimentalWarning'], env: { ...process.env, ...environment } },
    );
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('it ended by itself'))),
    ]);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  beforeAll(async () => {
    [postgres, moved] = await Promise.all([Postgres.start(), Moved.tell()]);
    addresses = await queryAddressesOf(moved.served);
    const instant = new Date().toISOString();
    const questions = new Map(addresses.map((path) => [path.replaceAll(/_[0-9a-z]{26}/g, ''), path]));
    addresses.push(...[...questions.values()].map((path) => `${path}?asOf=${instant}&effective=2020-06-30`));
    addresses.push('/v1/events?limit=1000', '/v1/moments');
    for (const { id } of moved.receipts) addresses.push(`/v1/stored-events/${id}`);
    before = new Map();
    for (const path of addresses) before.set(path, await answered(moved.served, path));
    cpSync(moved.served.directory, source, { recursive: true });
    asItWas = bytesOf(source);
    places = {
      from: `sqlite:${join(source, 'events.sqlite')}`,
      to: await postgres.database(),
      toKeys: await postgres.database(),
    };
    environment = {
      PLEDGEBOOK_SECRET_FILE: join(source, 'secret.key'),
      PLEDGEBOOK_SIGNING_KEY_FILE: join(source, 'signing-key.pem'),
      PLEDGEBOOK_MASTER_KEY_FILE: join(source, 'master.key'),
      PLEDGEBOOK_WEBHOOK_KEY_FILE: join(source, 'webhook.key'),
    };
    const deployed = {
      ...environment,
      PLEDGEBOOK_EVENTS: places.to,
      PLEDGEBOOK_KEYS: places.toKeys,
      PLEDGEBOOK_OUTBOX: places.to,
      PLEDGEBOOK_VIEWS: await postgres.database(),
    };
    for (const [step, done] of KILLED) await killedAt(step, done);
    const storage = storageIn(mkdtempSync(join(folder, 'served-')), deployed);
    unfinished = await openStore(storage, silent).catch((error: Error) => error);
    finished = pledgebook(['migrate', ...flags()], environment);
    if (finished.status !== 0) throw new Error(finished.stderr);
    after = await ServedBook.open(undefined, { ...silent, storage });
    await after.settled();
  }, 300_000);
  afterAll(async () => {
    await after?.close();
    await moved.served.close();
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });
  const there = () => after as ServedBook;

  it('is opened by nobody before it is whole, goes on where it was, and is then not moved into again', async () => {
    expect(unfinished).toMatchObject({ message: expect.stringContaining('go on with `pledgebook migrate`') });
    expect(finished).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^moved: \d+ events, \d+ sealed records, \d+ keys, \d\d+ messages of the outbox and 1 webhooks/,
      ),
    });
    const again = { source: sourceOf(places), target: targetOf(places, environment) };
    await expect(migrate(again)).rejects.toThrow('is not empty');
  });

  it('answers everybody with the same bytes, live and of moments before, tokens and what was set aside included', async () => {
    expect(addresses.length).toBeGreaterThan(80);
    const differing: string[][] = [];
    for (const path of addresses) {
      const [one, other] = [before.get(path) ?? '', await answered(there(), path)];
      if (one !== other) differing.push([path, one.slice(0, 500), other.slice(0, 500)]);
    }
    expect(differing).toEqual([]);
    expect([...before.values()].join('')).toContain(`"setAside":["evt_${'0'.repeat(26)}"]`);
  });

  it('has every receipt, and gives a command that was given before its first answer', async () => {
    expect(moved.receipts.length).toBeGreaterThan(5);
    for (const { id, stream, revision, sha256 } of moved.receipts) {
      const event = await there().book.stored.readEvent(id);
      expect(event).toMatchObject({ stream, revision });
      expect(event && fingerprint(event)).toBe(sha256);
    }
    const { path, body, answer } = moved.key;
    const token = moved.history.gsma.token as string;
    const again = await there().withToken(token).give(path, body, { 'idempotency-key': 'once' });
    expect(again.text).toBe(answer);
  });

  it('has the webhooks where they were, with secrets that are opened there', async () => {
    const { token } = moved.history.gsma;
    const path = `/v1/webhooks/${moved.webhook}`;
    expect(await answered(there(), path, token)).toBe(await answered(moved.served, path, token));
    const { webhooks, webhookSecrets } = there().book;
    const [webhook] = await webhooks.registry.ofOrganisation(moved.history.gsma.id);
    expect(webhook && (await webhookSecrets.openAll(webhook, new Date()))).toEqual([
      expect.stringMatching(/^whsec_/),
    ]);
  });

  it('opens what was said quietly to whom it was said, and to nobody what was forgotten', async () => {
    const { kept, forgotten, base, history } = moved;
    for (const token of [history.gsma.token, history.itu.token, history.unicef.token])
      for (const path of ['disclosures', `disclosures/${kept.disclosure}`, 'focal-points'])
        expect(await answered(there(), `${base}/${path}`, token)).toBe(
          await answered(moved.served, `${base}/${path}`, token),
        );
    const heard = await answered(there(), `${base}/disclosures/${kept.disclosure}`, history.itu.token);
    expect(heard).toContain('Quiet and kept');
    const whole = await answered(there(), `${base}/focal-points`, history.itu.token);
    expect(whole).toContain('Ana kept');
    expect(whole).not.toContain('Ana gone');
    for (const id of forgotten) expect(await there().book.sealer.holds(id)).toBe(false);
  });

  it('takes the tokens of before', async () => {
    const { gsma, other } = moved.history;
    const first = (path: string) => moved.served.withToken(gsma.token ?? '').ask(path);
    const { next } = (await first('/v1/events?limit=2')).body;
    const history = `/v1/partnerships/${other}/history`;
    const page = (await first(`${history}?limit=2`)).body;
    const timeline = `/v1/partnerships/${other}/timeline`;
    const lines = (await first(`${timeline}?limit=2`)).body;
    const { freshness } = JSON.parse(moved.key.answer) as { freshness: string };
    for (const path of [
      `/v1/events?limit=2&after=${next}`,
      `${history}?cursor=${page.next}&limit=2`,
      `${timeline}?cursor=${lines.next}&limit=2&asOf=${lines.asOf.position}`,
      `${timeline}?atLeast=${freshness}`,
    ]) {
      const now = await answered(there(), path, gsma.token);
      expect(now).toMatch(/^200 /);
      expect(now).toBe(await answered(moved.served, path, gsma.token));
    }
  });

  it('leaves the source as it is', () => {
    expect(bytesOf(source)).toEqual(asItWas);
  });

  it('is moved back to a folder', async () => {
    await there().close();
    after = undefined;
    const said = {
      from: places.to,
      fromKeys: places.toKeys,
      to: `sqlite:${join(folder, 'back/events.sqlite')}`,
    };
    const target = targetOf(said, environment);
    const back = await migrate({ source: sourceOf(said), target });
    expect(back.isMoved).toBe(false);
    after = await ServedBook.open(undefined, { ...silent, storage: target });
    await after.settled();
    for (const path of [`/v1/partnerships/${moved.history.full}/ledger`, '/v1/events?limit=1000'])
      expect(await answered(after, path)).toBe(before.get(path));
    const { next, events } = (await moved.served.anybody().ask('/v1/events?limit=1000')).body;
    const owner = after.withToken(moved.history.gsma.token as string);
    const { receipts } = (await owner.done(moved.key.path, { statement: 'Again', kind: 'policy' })).body;
    await after.settled();
    const { events: more } = (await after.anybody().ask(`/v1/events?after=${next}`)).body;
    const paths = events.map(({ source }: { source: string }) => source.replace(/^http:..[^/]*/, ''));
    const sequence = paths.filter((path: string) => path === moved.base).length + 1;
    expect(more).toHaveLength(1);
    expect(more[0]).toMatchObject({ id: receipts[0].id, sequence: String(sequence).padStart(10, '0') });
  });
});
