import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { disclosureStream } from '#disclosure';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { organisationFor } from '../../apps/api/organisations.ts';
import { pledgebook } from '../support/command-line.ts';
import { ServedBook } from '../support/served-book.ts';
import { away, putBack as putFilesBack, written, type Written } from '../support/written-store.ts';

const ANOTHER_TYPE = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);

describe('a data directory', () => {
  let store: Written;
  let directory: string;
  const file = (name: string) => join(directory, name);
  const putBack = (from: string, ...names: readonly string[]) => putFilesBack(directory, from, ...names);
  const without = (name: string) => putBack('/nowhere', name);
  const noted: string[] = [];
  const open = (inspect = false) =>
    openStore(directory, { inspect, noted: (sentence) => void noted.push(sentence) });

  beforeAll(async () => {
    store = await written();
  });
  afterAll(() => {
    away(store);
  });
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-lost-'));
    cpSync(store.late, directory, { recursive: true });
    noted.length = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it.each(['secret.key', 'keys.sqlite', 'master.key', 'events.sqlite'])(
    'is refused without its %s, by name; nothing is made in its place',
    async (name) => {
      without(name);
      await expect(open()).rejects.toThrow(new RegExp(`${name.replace('.', '\\.')} is missing`));
      expect(existsSync(file(name))).toBe(false);
    },
  );

  it.each([['token', '--organisation', 'A'], ['rebuild'], ['serve', '--port', '0']])(
    'is refused by `%s` where something is missing, by name',
    (...command) => {
      without('secret.key');
      const { status, stderr, stdout } = pledgebook([...command, '--data', directory]);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain('secret.key is missing');
      expect(existsSync(file('secret.key'))).toBe(false);
    },
  );

  it('says that its signing-key.pem is missing, once, and makes another', async () => {
    without('signing-key.pem');
    for (let times = 0; times < 2; times++) await (await open()).close();
    expect(noted).toEqual([expect.stringMatching(/signing-key\.pem is missing beside events/)]);
  });

  it.each([
    ['nothing', ''],
    ['no key', 'none'],
    ['a key of another type', ANOTHER_TYPE],
  ])('is refused by name where its signing-key.pem holds %s', async (_, held) => {
    writeFileSync(file('signing-key.pem'), held);
    await expect(open()).rejects.toThrow(/signing-key\.pem is damaged, or holds no Ed25519 key/);
    expect(readFileSync(file('signing-key.pem'), 'utf8')).toBe(held);
  });

  it.each(['secret.key', 'keys.sqlite', 'events.sqlite'])(
    'is refused with another store’s %s',
    async (name) => {
      const other = await written();
      putBack(other.late, name, ...(name === 'keys.sqlite' ? ['master.key'] : []));
      await expect(open()).rejects.toThrow(/secret\.key is not the secret|of two stores/);
      // Nothing else was changed: with the right one all is well.
      putBack(store.late, name, ...(name === 'keys.sqlite' ? ['master.key'] : []));
      await (await open()).close();
      away(other);
    },
  );

  const notes = (sql: string) => {
    const db = new DatabaseSync(file('keys.sqlite'));
    db.exec(sql);
    db.close();
  };
  it('of older code notes at its first opening which store its keys are of', async () => {
    notes('DROP TABLE notes');
    const secret = readFileSync(file('secret.key'));
    writeFileSync(file('secret.key'), secret.toReversed());
    await expect(open()).rejects.toThrow(/secret\.key is not the secret/);
    writeFileSync(file('secret.key'), secret);
    await (await open()).close();
    rmSync(file('keys.sqlite'));
    await expect(open()).rejects.toThrow(/keys\.sqlite is missing/);
  });

  it('of older code is refused with keys that open nothing of it, and opened where all was forgotten', async () => {
    notes('DROP TABLE notes; DELETE FROM keys');
    await expect(open()).rejects.toThrow(/keys\.sqlite does not hold the keys/);
    putBack(store.late, 'keys.sqlite');
    const book = await open();
    await forget(book, 'disclosure', store.disclosure);
    await book.close();
    notes('DROP TABLE notes');
    await (await open()).close();
    writeFileSync(file('keys.sqlite'), '');
    await expect(open()).rejects.toThrow(/keys\.sqlite holds no keys/);
  });

  /** Every view, as it is served and built anew. */
  async function views() {
    const book = await open();
    const before = (await book.views.checkpoints()).get('ledger');
    book.projections.start();
    const head = await book.store.head();
    expect(await book.checkpoints.reached(head, { withinMs: 20_000 })).toBe(true);
    const after = (await book.views.checkpoints()).get('ledger');
    await book.close();
    return { before, after, head };
  }

  const latestNoted = () => {
    const db = new DatabaseSync(file('keys.sqlite'), { readOnly: true });
    const row = db.prepare(`SELECT value FROM notes WHERE name = 'latest event'`).get();
    db.close();
    return (row as { value: string } | undefined)?.value;
  };
  const acceptLoss = async () => {
    const book = await openStore(directory, {
      acceptLoss: () => undefined,
      noted: () => undefined,
    });
    await book.close();
  };

  it.each(['views.sqlite', 'no views'])(
    'whose events are older than noted is refused with %s, as it is, until an operator accepts the loss',
    async (which) => {
      await (await open()).close();
      putBack(store.early, 'events.sqlite');
      if (which === 'no views') without('views.sqlite');
      const views = existsSync(file('views.sqlite')) && readFileSync(file('views.sqlite'));
      for (let times = 0; times < 2; times++)
        await expect(open()).rejects.toThrow(
          /events\.sqlite lacks evt_\w+, which was recorded in it .* `pledgebook accept-loss`/,
        );
      expect([existsSync(file('views.sqlite')) && readFileSync(file('views.sqlite')), noted]).toEqual([
        views,
        [],
      ]);
      const run = () => pledgebook(['accept-loss', '--data', directory]);
      expect(run()).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(/goes on as it is, without evt_\w+/),
      });
      await (await open()).close();
      expect(run()).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('lacks nothing'),
      });
    },
  );

  it('whose log was cut short within what is sealed is refused, too', async () => {
    putBack(store.latest, 'events.sqlite', 'keys.sqlite');
    await (await open()).close();
    const db = new DatabaseSync(file('events.sqlite'));
    db.exec('DELETE FROM sealed WHERE position = (SELECT max(position) FROM sealed)');
    db.close();
    await expect(open()).rejects.toThrow(/events\.sqlite lacks evt_/);
    await acceptLoss();
    await (await open()).close();
  });

  it('notes now and then, while it is open, how far its events have come, and does so at its end', async () => {
    const book = await open();
    const noted = latestNoted();
    await organisationFor(book, 'Another');
    const standing = async () => {
      const head = await book.store.head();
      return `${head} ${await book.store.eventAt(head)}`;
    };
    expect(noted).not.toBe(await standing());
    while (latestNoted() === noted) await setImmediate();
    expect(latestNoted()).toBe(await standing());
    await organisationFor(book, 'And another');
    const last = await standing();
    await book.close();
    expect(latestNoted()).toBe(last);
  });

  it('whose events are older than its views has them built anew, and says why', async () => {
    putBack(store.early, 'events.sqlite');
    notes(`DELETE FROM notes WHERE name LIKE 'latest %'`);
    const { before, after, head } = await views();
    expect(before).toBeUndefined();
    expect(after?.position).toBe(head);
    expect(noted).toEqual([
      expect.stringMatching(/views\.sqlite tells of events that are not in .*events\.sqlite/),
    ]);
    expect((await views()).before).toBeDefined();
    expect(noted).toHaveLength(1);
  });

  it('whose events went another way since has its views built anew, however far they came', async () => {
    putBack(store.early, 'events.sqlite', 'views.sqlite');
    await acceptLoss();
    const served = await ServedBook.open(undefined, { directory });
    const owner = await served.party('Owner');
    for (const statement of ['Other', 'Another'])
      await owner.done(`${store.base}/make-commitment`, { statement, kind: 'policy' });
    await served.server.close();
    await served.book.close();
    putBack(store.late, 'views.sqlite');
    const { before, after, head } = await views();
    expect([before, after?.position]).toEqual([undefined, head]);
  });

  const garbage = (name: string, at: number) => {
    const content = readFileSync(file(name));
    content.fill(0xa5, at, at + 2048);
    writeFileSync(file(name), content);
  };
  /** What is in the log of a file comes to stand in it. */
  const settle = (name: string) => {
    const db = new DatabaseSync(file(name));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    for (const log of ['-wal', '-shm']) rmSync(file(name + log), { force: true });
  };

  it.each([0, 8192])(
    'whose views.sqlite is damaged at %d names it, keeps it, and builds it anew',
    async (at) => {
      settle('views.sqlite');
      garbage('views.sqlite', at);
      const book = await open(true);
      expect(noted).toEqual([expect.stringMatching(/views\.sqlite is damaged/)]);
      expect(existsSync(file('views.sqlite.damaged'))).toBe(true);
      expect((await book.views.checkpoints()).get('ledger')).toBeUndefined();
      await book.close();
      const { after, head } = await views();
      expect(after?.position).toBe(head);
    },
  );

  it.each([
    ['events.sqlite', 0],
    ['events.sqlite', 8192],
    ['keys.sqlite', 0],
    ['keys.sqlite', 4096],
  ])('whose %s is damaged at %d is refused by name, and left as it is', async (name, at) => {
    settle(name);
    garbage(name, at);
    const damaged = readFileSync(file(name));
    await expect(open(true)).rejects.toThrow(`${name} is damaged`);
    expect(readFileSync(file(name)).equals(damaged)).toBe(true);
  });

  it.each(['events', 'sealed'])(
    'whose events.sqlite has one in %s that is damaged within its text is refused by name, and left as it is',
    async (space) => {
      const db = new DatabaseSync(file('events.sqlite'));
      db.exec(`
        UPDATE ${space} SET data = 'x' || substr(data, 2)
        WHERE position = (SELECT max(position) FROM ${space})
      `);
      db.close();
      settle('events.sqlite');
      const damaged = readFileSync(file('events.sqlite'));
      await expect(open(true)).rejects.toThrow('events.sqlite is damaged');
      expect(readFileSync(file('events.sqlite')).equals(damaged)).toBe(true);
    },
  );

  it('opens what it sealed, where nothing was lost', async () => {
    const book = await open(true);
    const { events } = await book.store.readStream(disclosureStream(store.disclosure));
    expect(events[0]?.data).toMatchObject({ text: 'Quiet' });
    expect(noted).toEqual([]);
    await book.close();
  });
});
