import { createPrivateKey } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { storageIn } from '#storage';
import { check } from '../../apps/cli/check/check.ts';
import { openStore } from '../../apps/api/opened-store.ts';
import { pledgebook } from '../support/command-line.ts';
import { away, written, type Written } from '../support/written-store.ts';

/** What a file of a store says. Of what is written in base64, some bits say nothing. */
function contentOf(file: string): string {
  if (file.endsWith('.sqlite')) return rowsOf(file);
  const bytes = readFileSync(file);
  if (file.endsWith('.pem'))
    return createPrivateKey(bytes).export({ format: 'der', type: 'pkcs8' }).toString('hex');
  return file.endsWith('master.key')
    ? Buffer.from(String(bytes), 'base64').toString('hex')
    : bytes.toString('hex');
}

/** What stands in a database, of which everything tells somebody something: who leads, and for how long, does not. */
function rowsOf(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const rows = tables
      .filter(({ name }) => name !== 'leases')
      .map(({ name }) => [name, db.prepare(`SELECT * FROM "${String(name)}"`).all()]);
    return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  } finally {
    db.close();
  }
}

describe('a store that is looked through for damage', () => {
  let store: Written;
  let sound: string;
  let directory: string;
  const file = (name: string) => join(directory, name);
  beforeAll(async () => {
    store = await written();
    sound = store.latest;
    // What was in logs stands in the files then.
    const book = await openStore(sound);
    await book.close();
  });
  afterAll(() => away(store));
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-damaged-'));
    cpSync(sound, directory, { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function found(): Promise<string[]> {
    const findings: string[] = [];
    for await (const { in: where, at, what } of check(storageIn(directory), () => () => undefined))
      findings.push(`${where.slice(directory.length + 1)}: ${at}: ${what}`);
    return findings;
  }
  /** As who does not know what goes together, and lets nothing be checked meanwhile. */
  function alter(name: string, sql: string): void {
    const db = new DatabaseSync(file(name));
    for (const { name: trigger } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      db.exec(`DROP TRIGGER "${String(trigger)}"`);
    db.exec(sql);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
  }

  it('is sound as it was left', async () => {
    expect(await found()).toEqual([]);
  });

  const last = 'WHERE position = (SELECT max(position) FROM events)';
  it.each([
    [
      'a letter of an event, which leaves JSON',
      'events.sqlite',
      `UPDATE events SET data = replace(data, 'Come', 'Gone') WHERE data LIKE '%Come%'`,
      /^events\.sqlite: events, position \d+, ptn_\w+-\S+ revision \d+: evt_\w+ is not what was recorded/,
    ],
    [
      'the order of an event’s fields',
      'events.sqlite',
      `UPDATE events SET data = replace(data, '{', '{ ') ${last}`,
      /events, position \d+, \S+ revision \d+: data is not in canonical form$/,
    ],
    [
      'what beside an event says who said it',
      'events.sqlite',
      `UPDATE events SET metadata = replace(metadata, 'per_Owner', 'per_Other') WHERE metadata LIKE '%per_Owner%'`,
      /position \d+, .* is not what was recorded/,
    ],
    ['an event amid others', 'events.sqlite', 'DELETE FROM events WHERE position = 3', /follows position 2/],
    [
      'the revision of an event',
      'events.sqlite',
      `UPDATE events SET revision = revision + 1 ${last}`,
      /events, \S+: has \d+ events from revision/,
    ],
    [
      'a sealed record',
      'events.sqlite',
      `UPDATE sealed SET id = id || 'x' WHERE position = 1`,
      /sealed, position 1/,
    ],
    [
      'a document of a view',
      'views.sqlite',
      (views: string) => `UPDATE "${views}" SET doc = replace(doc, '"S"', '"T"')`,
      /^views\.sqlite: ledger, cmt_\w+: doc is not what the events come to/,
    ],
    [
      'a column of a view',
      'views.sqlite',
      (views: string) => `UPDATE "${views}" SET partnership = 'ptn_other'`,
      /^views\.sqlite: ledger, cmt_\w+: partnership is not/,
    ],
    [
      'a view’s checkpoint',
      'views.sqlite',
      `UPDATE generations SET event = 'evt_other'`,
      /: ledger: stands at a position/,
    ],
    [
      'a message that was told',
      'outbox.sqlite',
      `UPDATE message SET text = replace(text, 'Come', 'Gone') WHERE number = 3; UPDATE message SET position = '1' WHERE number = 2`,
      /^outbox\.sqlite: message \d+, evt_\w+: is not what was told/,
    ],
    [
      'one of them',
      'outbox.sqlite',
      'DELETE FROM message WHERE number = 2',
      /message 3, \w+: follows message 1/,
    ],
    [
      'the state of what is told',
      'outbox.sqlite',
      `UPDATE state SET text = replace(text, '"S"', '"T"')`,
      /^outbox\.sqlite: state of .*: is not what the events come to/,
    ],
    [
      'a key',
      'keys.sqlite',
      'DELETE FROM keys',
      /sealed, position \d+, evt_\w+: (has no key|is opened by no key)|keys\.sqlite/,
    ],
    [
      'the letters of a key',
      'keys.sqlite',
      `UPDATE keys SET wrapped = substr(wrapped, 1, 150) || 'AAAA' || substr(wrapped, 155)`,
      /^keys\.sqlite: data key \S+: is not what the master key wrapped/,
    ],
    [
      'what is noted beside the keys',
      'keys.sqlite',
      `UPDATE notes SET value = 'evt_other' WHERE name = 'first event'`,
      /^keys\.sqlite: note of secret and first event: .*of two stores/,
    ],
  ])('is found to lack or alter %s, and where', async (_, name, sql, expected) => {
    const views = new DatabaseSync(file('views.sqlite'));
    const [{ name: ledger }] = views
      .prepare(
        `SELECT name FROM sqlite_schema WHERE name LIKE 'ledger\\_%' ESCAPE '\\' AND type = 'table' AND name NOT LIKE '%terms'`,
      )
      .all() as [{ name: string }];
    views.close();
    alter(name, typeof sql === 'string' ? sql : sql(ledger));
    expect(await found()).toContainEqual(expect.stringMatching(expected));
  });

  it('is told so by the command line, which ends with 1', () => {
    alter('events.sqlite', `UPDATE events SET data = replace(data, 'Come', 'Gone')`);
    const { status, stdout } = pledgebook(['check', '--data', directory]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(/events\.sqlite: events, position \d+, .*\n$/),
    ]);
  });

  it('is found to have a byte that is another, in whatever file, or that byte says nothing', async () => {
    const names = readdirSync(sound).filter((name) => !/-(wal|shm)$|\.lock$/.test(name));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(2 ** 31),
        fc.integer({ min: 0, max: 7 }),
        async (name, at, bit) => {
          for (const one of readdirSync(directory)) rmSync(file(one));
          cpSync(sound, directory, { recursive: true });
          const bytes = readFileSync(file(name));
          const place = at % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
          writeFileSync(file(name), bytes);
          const findings = await found();
          return findings.length > 0 || contentOf(file(name)) === contentOf(join(sound, name));
        },
      ),
      { numRuns: Number(process.env['CHECK_RUNS'] ?? 8) },
    );
  }, 600_000);

  it.each(['events.sqlite', 'keys.sqlite', 'outbox.sqlite', 'views.sqlite', 'master.key', 'secret.key'])(
    'and cut short in its %s is named at its start, and found',
    async (name) => {
      truncateSync(file(name), Math.floor(readFileSync(file(name)).length / 2));
      expect(await found()).toContainEqual(expect.stringContaining(name));
      const noted: string[] = [];
      const opening = openStore(directory, { inspect: true, noted: (said) => void noted.push(said) });
      const said = await opening.then(
        async (book) => (await book.close(), noted.join()),
        (error: Error) => error.message,
      );
      expect(said).toContain(name);
    },
  );
});
