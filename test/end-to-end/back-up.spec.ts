import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeProtectedHeader } from 'jose';
import { disclosureStream } from '#disclosure';
import { SqliteEventStore } from '#event-store-sqlite';
import { DataKeys, keyFor, masterKeysOf, SealedStore, Sealer, SqliteKeyStore } from '#sealing';
import { openStore } from '../../apps/api/opened-store.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const text = 'zebra-incentive-marker';
const ana = { name: 'zebra-name-marker', email: 'zebra-address-marker@example.org' };

/** One row a sealed record, as the file has it. */
interface Row {
  readonly position: number;
  readonly data: string;
  readonly metadata: string;
}

describe('a back-up', () => {
  let served: ServedBook;
  let quiet: string;
  let gone: string;
  let person: string;
  const copies: string[] = [];

  beforeAll(async () => {
    served = await ServedBook.open();
    const [owner, reader] = [await served.party('Owner'), await served.party('Reader')] as [Party, Party];
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    const base = `/v1/partnerships/${body.ids.partnership}`;
    await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
    await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
    const says = { text, audience: { to: 'participants' } };
    quiet = (await owner.done(`${base}/disclose-incentive`, says, { 'idempotency-key': 'k' })).body.ids
      .disclosure;
    await reader.done(`${base}/disclosures/${quiet}/answer-disclosure`, { answer: 'a', text });
    await reader.ask(`${base}/disclosures/${quiet}`);
    ({ person } = (await owner.done(`${base}/name-focal-point`, ana)).body.ids);
    gone = (await owner.done(`${base}/disclose-interest`, { ...says, text: text.repeat(100) })).body.ids
      .disclosure;
    await forget(served.book, 'disclosure', gone);
    await served.settled();
  });
  afterAll(async () => {
    for (const copy of copies) rmSync(copy, { recursive: true });
    await served.close();
  });

  /** Of these files, with the logs beside them. */
  const backUp = (...names: readonly string[]): string => {
    const copy = `${served.directory}-copy-${copies.length}`;
    copies.push(copy);
    mkdirSync(copy);
    for (const name of names)
      for (const file of [name, `${name}-wal`, `${name}-shm`])
        if (existsSync(join(served.directory, file))) cpSync(join(served.directory, file), join(copy, file));
    return copy;
  };

  it('of the events alone shows of sealed records how many, when and of which size class, and no more', () => {
    const copy = backUp('events.sqlite');
    for (const name of ['events.sqlite', 'events.sqlite-wal'])
      for (const word of [
        text,
        ana.name,
        ana.email,
        quiet,
        gone,
        person,
        'Disclos',
        'FocalPoint',
        'Forgotten',
      ])
        expect([word, readFileSync(join(copy, name)).includes(word)]).toEqual([word, false]);
    const db = new DatabaseSync(join(copy, 'events.sqlite'));
    const alike = db.prepare('SELECT DISTINCT category, kind, revision, type, version FROM sealed').all();
    expect(alike).toEqual([{ category: 'sealed', kind: 'record', revision: 0, type: 'Sealed', version: 1 }]);
    const rows = db.prepare('SELECT position, data, metadata FROM sealed').all() as unknown as Row[];
    db.close();
    // Two disclosures, an answer, a reading, a focal point, a marker, and that one was forgotten.
    expect(rows).toHaveLength(7);
    expect(new Set(rows.map(({ metadata }) => Object.keys(JSON.parse(metadata)).join()))).toEqual(
      new Set(['recordedAt']),
    );
    const jwes = rows.map(({ data }) => (JSON.parse(data) as { jwe: string }).jwe);
    const headers = jwes.map((jwe) => decodeProtectedHeader(jwe));
    expect(new Set(headers.map(({ kid: _, ...rest }) => JSON.stringify(rest))).size).toBe(1);
    expect(new Set(headers.map(({ kid }) => kid)).size).toBe(7);
    // Of four KiB or of one.
    expect(jwes.map(({ length }) => Math.floor(length / 1024)).sort()).toEqual([1, 1, 1, 1, 1, 1, 5]);
  });

  it('with the book’s own secret tells what was forgotten, and opens nothing that was said', async () => {
    const copy = backUp('events.sqlite', 'secret.key');
    await expect(openStore(copy)).rejects.toThrow(/keys\.sqlite is missing/);
    const secret = readFileSync(join(copy, 'secret.key'));
    const kept = new SqliteKeyStore(join(copy, 'others.sqlite'));
    const sealer = await Sealer.open(await DataKeys.open(kept, masterKeysOf(copy)), secret);
    const stored = await SqliteEventStore.open(join(copy, 'events.sqlite'));
    const store = new SealedStore(stored, sealer, keyFor(secret, 'names of sealed records'));
    const { events } = await store.readCategory('sealed');
    expect(events).toMatchObject([{ type: 'DisclosureForgotten', data: { disclosure: gone } }]);
    expect((await store.readStream(disclosureStream(quiet))).events).toEqual([]);
    await stored.close();
    kept.close();
  });

  it('with the key store, but not the master key, is opened by no other', async () => {
    const copy = backUp('events.sqlite', 'secret.key', 'keys.sqlite');
    for (const name of ['keys.sqlite', 'keys.sqlite-wal'])
      for (const word of [text, quiet, person])
        expect(existsSync(join(copy, name)) && readFileSync(join(copy, name)).includes(word)).toBe(false);
    await expect(openStore(copy)).rejects.toThrow(/master\.key is missing/);
    cpSync(join(served.directory, 'master.key'), join(copy, 'master.key'));
    const book = await openStore(copy);
    expect((await book.store.readStream(disclosureStream(quiet))).events[0]?.data).toMatchObject({ text });
    await book.close();
  });
});
