import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { ServedBook, type Party } from '../support/served-book.ts';

/** As if the disk were full: the connection may take no page more. SQLite then answers as it does for a disk without room. */
function fill(db: DatabaseSync): void {
  const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number };
  db.exec(`PRAGMA max_page_count = ${pages}`);
}
const clear = (db: DatabaseSync) => db.exec('PRAGMA max_page_count = 1073741823');
/** A driver's connection, which is nobody's business otherwise. */
const within = (of: object, ...names: readonly string[]): DatabaseSync =>
  names.reduce((at, name) => (at as Record<string, object>)[name] as object, of) as DatabaseSync;

describe('on a full disk', () => {
  let served: ServedBook;
  let owner: Party;
  let base: string;
  const logged: string[] = [];
  const text = 'A'.repeat(15_000);
  const audience = { to: 'participants' };
  const open = {
    type: '/problems/disk-full',
    status: 503,
    code: 'disk-full',
    detail: expect.stringMatching(/disk .* full, or takes nothing more, and nothing was recorded/),
  };

  beforeAll(async () => {
    const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });
    served = await ServedBook.open(undefined, { logger });
    owner = await served.party('Owner');
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await served.settled();
  });
  afterAll(() => served.close());
  beforeEach(() => void (logged.length = 0));

  const promise = (key: string) =>
    owner.give(
      `${base}/make-commitment`,
      { statement: text.slice(0, 1900), kind: 'policy' },
      { 'idempotency-key': key },
    );
  const disclose = () =>
    owner.give(`${base}/disclose-interest`, { text, audience }, { 'idempotency-key': 'd' });
  /** Until it takes no more: what is left of the last page is used before. */
  async function untilFull(give: () => Promise<{ status: number; body: object }>) {
    for (let n = 0; n < 400; n++) {
      const { status, body } = await give();
      if (status >= 300) return body;
    }
    throw new Error('it is never full');
  }

  it('of the events, commands are refused with the cause, quiet ones too; the log names the file; then it goes on', async () => {
    const db = within(served.book.stored, 'db');
    fill(db);
    let n = 0;
    expect(await untilFull(() => promise(`k${n++}`))).toMatchObject(open);
    expect((await disclose()).body).toMatchObject(open);
    expect(logged.join()).toContain('the disk that holds events.sqlite is full');
    expect((await owner.ask(`${base}/ledger?limit=1`)).status).toBe(200);
    clear(db);
    expect((await promise(`k${n - 1}`)).status).toBe(201);
    expect((await disclose()).status).toBe(201);
  }, 300_000);

  it('that may be read alone, commands are refused with the cause, and go on once it may be written to', async () => {
    const db = within(served.book.stored, 'db');
    db.exec('PRAGMA query_only = ON');
    expect(await promise('r')).toMatchObject({ status: 503, body: { code: 'store-read-only' } });
    expect(logged.join()).toContain('events.sqlite cannot be written to');
    expect((await owner.ask(`${base}/ledger?limit=1`)).status).toBe(200);
    db.exec('PRAGMA query_only = OFF');
    expect((await promise('r')).status).toBe(201);
  });

  it('that another program holds, commands wait and others are answered meanwhile', async () => {
    const holding = new DatabaseSync(join(served.directory, 'events.sqlite'));
    holding.exec('BEGIN IMMEDIATE');
    let isAnswered = false;
    const waiting = promise('h').finally(() => (isAnswered = true));
    for (let n = 0; n < 5; n++) expect((await owner.ask(`${base}/ledger?limit=1`)).status).toBe(200);
    expect(isAnswered).toBe(false);
    holding.exec('COMMIT');
    holding.close();
    expect((await waiting).status).toBe(201);
  });

  it('of the keys, quiet commands are refused with the cause, and all others go on', async () => {
    const db = within(served.book.keys, 'store', 'db');
    fill(db);
    const body = { text: 'Quiet', audience };
    expect(await untilFull(() => owner.give(`${base}/disclose-interest`, body))).toMatchObject(open);
    expect(logged.join()).toContain('the disk that holds keys.sqlite is full');
    expect((await promise('others')).status).toBe(201);
    clear(db);
    expect((await owner.give(`${base}/disclose-interest`, body)).status).toBe(201);
  }, 300_000);

  it('of the views, they wait, and the log names the file; they catch up once there is room', async () => {
    await served.settled();
    const db = within(served.book.views, 'database', 'db');
    fill(db);
    for (let n = 0; !logged.join().includes('the disk that holds views.sqlite is full'); n++) {
      expect(n).toBeLessThan(400);
      expect((await promise(`v${n}`)).status).toBe(201);
    }
    clear(db);
    await served.settled();
  }, 300_000);
});
