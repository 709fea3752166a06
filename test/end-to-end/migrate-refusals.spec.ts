import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { migrate, type Step } from '../../apps/cli/migrate/migrate.ts';
import { sourceOf, targetOf } from '../../apps/cli/migrate/locations.ts';
import { ServedBook, type Party } from '../support/served-book.ts';
import { away, written, type Written } from '../support/written-store.ts';

const SECRETS = ['secret.key', 'signing-key.pem', 'master.key'];
const silent = { noted: () => undefined };

describe('a store that is moved from a folder to another', () => {
  let stores: Written;
  let other: Written;
  let folder: string;
  const at = (...names: string[]) => join(folder, ...names);
  beforeAll(async () => {
    [stores, other] = [await written(), await written()];
    // Closed once, so that all that is known of them is in their files.
    for (const one of [stores, other]) await (await openStore(one.late, silent)).close();
  });
  afterAll(() => {
    away(stores);
    away(other);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pledgebook-migrate-'));
    cpSync(stores.late, at('from'), { recursive: true });
    mkdirSync(at('to'));
    for (const name of SECRETS) cpSync(at('from', name), at('to', name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const said = () => ({
    from: `sqlite:${at('from/events.sqlite')}`,
    to: `sqlite:${at('to/events.sqlite')}`,
  });
  /** @param during something that happens at the beginning of a step */
  const move = (during: Partial<Record<Step, () => void>> = {}) =>
    migrate({
      source: sourceOf(said()),
      target: targetOf(said(), {}),
      onProgress: (step) => {
        during[step]?.();
        return () => undefined;
      },
    });
  /** Does something to the events of a folder, past all that looks after them. */
  const altering = (name: string, sql: string) => () => alteringFile(at(name, 'events.sqlite'), sql)();
  const alteringFile = (file: string, sql: string) => () => {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  };
  const opens = async (name: string) => (await openStore(at(name), silent)).close();

  it.each(SECRETS)('is refused without its %s, and with another, by name; nothing is made', async (name) => {
    rmSync(at('to', name));
    await expect(move()).rejects.toThrow(new RegExp(`to/${name.replace('.', '\\.')} is missing`));
    cpSync(join(other.late, name), at('to', name));
    await expect(move()).rejects.toThrow(new RegExp(`to/${name.replace('.', '\\.')} is not the`));
    expect(existsSync(at('to/events.sqlite')) || existsSync(at('to/keys.sqlite'))).toBe(false);
  });

  it.each<[string, () => void, string]>([
    ['events are not there', () => rmSync(at('from/events.sqlite')), 'from/events.sqlite is missing'],
    [
      'keys are another store’s',
      () => cpSync(join(other.late, 'keys.sqlite'), at('from/keys.sqlite')),
      'secret.key is not the secret',
    ],
    [
      'events were cut short',
      () => altering('from', 'DELETE FROM events WHERE position = (SELECT max(position) FROM events)')(),
      'lacks evt_',
    ],
    [
      'views note what was set aside, as older ones did',
      () => {
        const db = new DatabaseSync(at('from/views.sqlite'));
        db.exec(
          `CREATE TABLE set_aside (number, projection, event); INSERT INTO set_aside VALUES (1, 'a', 'b')`,
        );
        db.close();
      },
      'older Pledgebook: open it once',
    ],
    [
      'views hold what was told, as older ones did',
      () => {
        alteringFile(at('from/views.sqlite'), `INSERT INTO projections VALUES ('feed', 1)`)();
        alteringFile(at('from/outbox.sqlite'), 'DELETE FROM fold')();
      },
      'serve the store once',
    ],
    ['outbox is not there', () => rmSync(at('from/outbox.sqlite')), 'from/outbox.sqlite is missing'],
  ])('is refused where its %s', async (_, happens, says) => {
    happens();
    await expect(move()).rejects.toThrow(says);
    expect(existsSync(at('to/events.sqlite'))).toBe(false);
  });

  it.each(['events.sqlite', 'keys.sqlite'])('is not moved where there are %s already', async (name) => {
    cpSync(join(other.late, name), at('to', name));
    const before = readFileSync(at('to', name));
    await expect(move()).rejects.toThrow(/is not empty/);
    expect(readFileSync(at('to', name)).equals(before)).toBe(true);
  });

  it('is not taken for whole where something else stands there than in the source', async () => {
    const comparing = altering('to', `UPDATE events SET data = '{}' WHERE position = 3`);
    await expect(move({ comparing })).rejects.toThrow('is not what stands in its place');
    await expect(opens('to')).rejects.toThrow('not moved to its end');
  });

  it('that was written to meanwhile is noticed, and goes on; what was forgotten is nowhere', async () => {
    const interrupted = () => {
      throw new Error('interrupted');
    };
    let [keys, moved] = [0, () => undefined as void];
    moved = () => void keys++;
    await expect(
      migrate({
        source: sourceOf(said()),
        target: targetOf(said(), {}),
        onProgress: (step) =>
          step === 'moving keys'
            ? (done, of) => void (moved(), done === of && interrupted())
            : () => undefined,
      }),
    ).rejects.toThrow('interrupted');
    expect(keys).toBeGreaterThan(0);
    const book = await openStore(at('from'), silent);
    await forget(book, 'disclosure', stores.disclosure);
    await book.close();
    const comparing = altering(
      'from',
      `INSERT INTO events SELECT position + 1, category, kind, entity || 'x', 0, 'evt_later', type, version, data, metadata, sha256
       FROM events ORDER BY position DESC LIMIT 1`,
    );
    await expect(move({ comparing })).rejects.toThrow('was written to while it was moved');
    await expect(opens('to')).rejects.toThrow('not moved to its end');
    const whole = await move();
    expect(whole.keys).toBe(keys - 1);
    const there = await openStore(at('to'), silent);
    expect(await there.sealer.holds(stores.disclosure)).toBe(false);
    expect(await there.stored.readEvent('evt_later')).toBeDefined();
    await there.close();
  });

  it('needs to be told where the keys are that are in no folder, and is told which engines there are', () => {
    const { from } = said();
    const [to, toKeys] = ['postgres://u@127.0.0.1/d', 'postgres://u@127.0.0.1/k'];
    expect(() => targetOf({ from, to }, {})).toThrow('--to-keys must say');
    expect(() => sourceOf({ from: to, to: from })).toThrow('--from-keys must say');
    const cluster = { from: 'kurrentdb://127.0.0.1:2113?tls=false', fromKeys: toKeys, to: from };
    expect(() => sourceOf(cluster)).toThrow('--from-outbox must say');
    expect(sourceOf({ from: to, fromKeys: toKeys, to: from }).outbox).toEqual({
      engine: 'postgres',
      url: to,
    });
    expect(() => targetOf({ from, to: 'nowhere:else' }, {})).toThrow('--to takes sqlite:<file>');
    expect(() => targetOf({ from, to, toKeys }, {})).toThrow('PLEDGEBOOK_SECRET');
  });

  it('where its events come to stand at other positions, takes the tokens of before for what they meant, or refuses them', async () => {
    const before = await ServedBook.open(undefined, { ...silent, directory: at('from') });
    const asked = (served: ServedBook, path: string) => served.anybody().ask(path);
    const { base } = stores;
    const [feed, history, lines, ledger] = await Promise.all(
      ['/v1/events?limit=2', `${base}/history?limit=2`, `${base}/timeline?limit=2`, `${base}/ledger`].map(
        (path) => asked(before, path),
      ),
    );
    const party = (await before.party('Owner')) as Party;
    const { freshness } = (await party.done(`${base}/make-commitment`, { statement: 'T', kind: 'policy' }))
      .body;
    const paths = [
      `/v1/events?after=${feed?.body.next}`,
      `${base}/history?cursor=${history?.body.next}`,
      `${base}/ledger?asOf=${ledger?.body.asOf.position}`,
      `${base}/ledger?atLeast=${freshness}`,
    ];
    await before.settled();
    const telling = async (served: ServedBook, path: string) => {
      const { status, body, text } = await asked(served, path);
      const told = JSON.stringify(body?.rows ?? body?.events ?? text);
      return { status, told: told.replaceAll(served.server.url, 'here') };
    };
    const wanted = [];
    for (const path of paths) wanted.push(await telling(before, path));
    const place = (await before.book.stored.readAll({ limit: 3 })).complete;
    const older = before.book.tokens.seal('freshness', place);
    expect(await asked(before, `${base}/ledger?atLeast=${older}`)).toMatchObject({ status: 200 });
    cpSync(at('from'), at('copy'), { recursive: true });
    await before.close();
    cpSync(at('copy'), at('from'), { recursive: true });

    // As an engine does that has positions of its own; others stand where these stood.
    const comparing = altering(
      'to',
      'UPDATE events SET position = -position - 2; UPDATE events SET position = -position',
    );
    cpSync(at('from/outbox.sqlite'), at('to/outbox.sqlite'));
    await expect(move()).rejects.toThrow('to/outbox.sqlite is not empty');
    rmSync(at('to/outbox.sqlite'));
    const staying = { ...said(), toOutbox: `sqlite:${at('from/outbox.sqlite')}` };
    const [source, target] = [sourceOf(staying), targetOf(staying, {})];
    const onProgress = (step: Step) => (step === 'comparing' && comparing(), () => undefined);
    await expect(migrate({ source, target, onProgress })).rejects.toThrow('cannot stay where it is');
    const interrupted = () => {
      throw new Error('interrupted');
    };
    await expect(move({ 'moving keys': interrupted })).rejects.toThrow('interrupted');
    const changed = alteringFile(
      at('to/outbox.sqlite'),
      `DROP TRIGGER message_stays; UPDATE message SET text = '{}' WHERE number = 3`,
    );
    await expect(move({ 'moving keys': changed })).rejects.toThrow('message 3 of the outbox is not the same');
    rmSync(at('to/outbox.sqlite'));
    const whole = await move();
    expect(whole).toMatchObject({ isMoved: true });
    expect(whole.messages).toBeGreaterThan(5);
    const after = await ServedBook.open(undefined, { ...silent, directory: at('to') });
    await after.settled();
    for (const [i, path] of paths.entries()) expect(await telling(after, path)).toEqual(wanted[i]);
    for (const path of [`${base}/timeline?cursor=${lines?.body.next}`, `${base}/ledger?atLeast=${older}`])
      expect((await asked(after, path)).body).toMatchObject({ status: 409, code: 'position-not-in-log' });
    await after.close();
    mkdirSync(at('to'));
  });

  it('is given its master key by the environment as well', async () => {
    rmSync(at('to/master.key'));
    const key = readFileSync(at('from/master.key'), 'utf8').trim();
    const given = (text: string) =>
      migrate({ source: sourceOf(said()), target: targetOf(said(), { PLEDGEBOOK_MASTER_KEY: text }) });
    await expect(given(randomBytes(32).toString('base64'))).rejects.toThrow(/^PLEDGEBOOK_MASTER_KEY is not/);
    expect((await given(key)).keys).toBeGreaterThan(0);
    writeFileSync(at('to/master.key'), key);
    await opens('to');
  });
});
