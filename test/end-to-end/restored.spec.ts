import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageIn } from '#storage';
import { backUp } from '../../apps/cli/back-up/back-up.ts';
import { restore } from '../../apps/cli/back-up/restore.ts';
import { check } from '../../apps/cli/check/check.ts';
import { Client } from '../../apps/cli/client.ts';
import { commandNamed } from '../support/command-named.ts';
import { pledgebook } from '../support/command-line.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const silent = () => () => undefined;
const convening = commandNamed('ConvenePartnership').input.example;

describe('a back-up of a book that is served', () => {
  let place: string;
  let served: ServedBook;
  let owner: Party;
  let before: string;
  let quiet: string;
  /** What the owner was answered before, and after. */
  const told: { early: string[]; late: { freshness: string; receipts: { id: string }[] } } = {
    early: [],
    late: { freshness: '', receipts: [] },
  };
  const at = (name: string) => join(place, name);
  const parts = (of: string) => ({
    events: join(of, 'events'),
    keys: join(of, 'keys'),
    secrets: join(of, 'secrets'),
  });
  const convene = async () => (await owner.done('/v1/partnerships', convening)).body;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'pledgebook-back-up-'));
    served = await ServedBook.open();
    owner = await served.party('Owner');
    const { ids } = await convene();
    before = `/v1/partnerships/${ids.partnership}`;
    const says = { text: 'Quiet', audience: { to: 'participants' } };
    const { body } = await owner.done(`${before}/disclose-interest`, says);
    quiet = `${before}/disclosures/${body.ids.disclosure}`;
    await served.settled();
    const copying = { isOver: false };
    const writing = (async () => {
      while (!copying.isOver) told.early.push((await convene()).ids.partnership);
    })();
    // Some are acknowledged before it begins.
    while (told.early.length < 5) await new Promise(setImmediate);
    const acknowledged = [...told.early];
    await backUp(storageIn(served.directory), at('one'), silent);
    copying.isOver = true;
    await writing;
    told.early = acknowledged;
    told.late = await convene();
    await served.settled();
  });
  afterAll(async () => {
    await served.close();
    rmSync(place, { recursive: true });
  });

  it('is three folders, each file its owner’s alone, of which two open nothing without the third', () => {
    const names = (folder: string) => readdirSync(join(at('one'), folder)).sort();
    expect(names('events')).toEqual(['back-up.json', 'events.sqlite', 'outbox.sqlite', 'webhooks.sqlite']);
    expect(names('keys')).toEqual(['back-up.json', 'keys.sqlite']);
    expect(names('secrets')).toEqual(['back-up.json', 'master.key', 'secret.key', 'signing-key.pem']);
    for (const folder of ['events', 'keys', 'secrets'])
      for (const name of names(folder))
        expect([name, statSync(join(at('one'), folder, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('is put back as a book that has all that was acknowledged before, and refuses what was told of what came after', async () => {
    const { status, stdout } = pledgebook(['restore', at('one'), '--data', at('restored')]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^put back as of 20/)]);
    const again = await ServedBook.open(undefined, { directory: at('restored') });
    await again.settled();
    const reader = await again.party('Owner');
    for (const partnership of told.early)
      expect((await reader.ask(`/v1/partnerships/${partnership}`)).status).toBe(200);
    expect((await reader.ask(quiet)).text).toContain('Quiet');
    const asked = await reader.ask(`${before}?atLeast=${told.late.freshness}`);
    expect(asked).toMatchObject({ status: 409, body: { code: 'position-not-in-log' } });
    const [receipt] = told.late.receipts;
    const client = new Client(again.server.url, reader.token);
    await expect(client.get(`/v1/stored-events/${receipt?.id}`)).rejects.toMatchObject({ status: 404 });
    await again.server.close();
    await again.book.close();
    const found: unknown[] = [];
    for await (const one of check(storageIn(at('restored')), silent)) found.push(one);
    expect(found).toEqual([]);
  });

  it('is refused where something is already, and where it is not as it was made', async () => {
    const { status, stdout } = pledgebook(['backup', at('two'), '--data', served.directory]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(join('events', 'events.sqlite'))]);
    const putBack = (from: ReturnType<typeof parts>) =>
      restore({ storage: storageIn(at('other')), from, hearing: silent });
    const two = parts(at('two'));
    await expect(backUp(storageIn(served.directory), at('two'), silent)).rejects.toThrow('two is not empty');
    const taken = restore({ storage: storageIn(served.directory), from: two, hearing: silent });
    await expect(taken).rejects.toThrow(/keys\.sqlite is there/);
    await expect(putBack({ ...two, keys: parts(at('one')).keys })).rejects.toThrow('are of several back-ups');
    await expect(putBack(parts(served.directory))).rejects.toThrow('is no back-up');
    const file = join(two.events, 'events.sqlite');
    const bytes = readFileSync(file);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await expect(putBack(two)).rejects.toThrow(/events\.sqlite is not as it was copied/);
    rmSync(file);
    await expect(putBack(two)).rejects.toThrow(/events\.sqlite is missing/);
    expect(() => readdirSync(at('other'))).toThrow('ENOENT');
  });

  it('is none of a store that is damaged, or kept on a server', async () => {
    const storage = storageIn(served.directory);
    const db = served.book.stored as unknown as { db: { exec(sql: string): void } };
    db.db.exec(`UPDATE events SET data = replace(data, '{', '{ ') WHERE position = 2`);
    await expect(backUp(storage, at('three'), silent)).rejects.toThrow(
      /what was copied is damaged \(.*position 2,/,
    );
    const from = parts(at('three'));
    await expect(restore({ storage: storageIn(at('other')), from, hearing: silent })).rejects.toThrow(
      'is no back-up',
    );
    const elsewhere = {
      ...storage,
      events: { engine: 'postgres' as const, url: 'postgres://p:secret@host/db' },
    };
    await expect(backUp(elsewhere, at('four'), silent)).rejects.toThrow(
      /postgres:\/\/p@host\/db is on a server.*pg_basebackup/,
    );
  });
});
