import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Conflict, receiptOf, type EventToAppend, type Expected } from '#event-store';
import { OURS } from '#kernel';
import { SqliteEventStore } from '#event-store-sqlite';
import { DataKeys, keyFor, masterKeysOf, SealedStore, Sealer, SqliteKeyStore } from './index.ts';

const secret = Buffer.from('a secret of this specification');
const stream = 'sealed-disclosure-dsc_1';
let serial = 0;
const event = (says: string): EventToAppend => ({
  id: `evt_${++serial}`,
  type: 'Disclosed',
  version: 1,
  data: { says, nothing: undefined },
  metadata: { person: 'per_1', effectiveOn: '2020-01-01' },
});
const one = (says: string, expected: Expected, to = stream) => [
  { stream: to, expected, events: [event(says)] },
];

describe('A sealed stream', () => {
  let directory: string;
  let stored: SqliteEventStore;
  let keys: SqliteKeyStore;
  let sealer: Sealer;
  let store: SealedStore;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pledgebook-sealed-'));
    stored = await SqliteEventStore.open(join(directory, 'events.sqlite'));
    keys = new SqliteKeyStore(join(directory, 'keys.sqlite'));
    sealer = await Sealer.open(await DataKeys.open(keys, masterKeysOf(directory)), secret);
    store = new SealedStore(stored, sealer, keyFor(secret, 'names'));
  });
  afterEach(async () => {
    await stored.close();
    await keys.close();
    rmSync(directory, { recursive: true });
  });

  it('reads as it was written, in its order', async () => {
    const { events } = await store.append(one('first', 'none'));
    await store.append(one('second', { exact: 0 }));
    const page = await store.readStream(stream);
    expect(page).toMatchObject({
      end: true,
      events: [
        { stream, revision: 0, type: 'Disclosed', data: { says: 'first' } },
        { stream, revision: 1, type: 'Disclosed', data: { says: 'second' } },
      ],
    });
    expect(page.events[0]).toEqual(events[0]);
    expect(await store.opened(await stored.readEvent(events[0]?.id ?? ''))).toEqual(events[0]);
    expect((await store.readCategory('sealed')).events).toEqual(page.events);
    expect((await store.readStream(stream, { from: 1 })).events).toEqual(page.events.slice(1));
  });

  it('is as exact as any: two that claim one place meet, and so do those who only look', async () => {
    await store.append(one('first', 'none'));
    const other = one('other', 'none', 'sealed-disclosure-dsc_2');
    await expect(store.append(one('again', 'none'))).rejects.toBeInstanceOf(Conflict);
    await expect(store.append(other, [{ stream, expected: 'none' }])).rejects.toBeInstanceOf(Conflict);
    await expect(store.append(other, [{ stream, expected: { exact: 1 } }])).rejects.toBeInstanceOf(Conflict);
    await store.append(other, [{ stream, expected: { exact: 0 } }]);
    await expect(store.append(one('any', 'any'))).rejects.toThrow(TypeError);
  });

  it('shows nothing of itself in the store: one type, no metadata but the time, nothing that links', async () => {
    await store.append(one('a secret incentive', 'none'));
    await store.append(one('a secret incentive', { exact: 0 }));
    await store.append(one('b', 'none', 'sealed-reading-dsc_1.org_1'));
    const { events } = await stored.readCategory('sealed');
    expect(events.map(({ type, version, revision }) => `${type} ${version} ${revision}`)).toEqual(
      Array<string>(3).fill('Sealed 1 0'),
    );
    for (const { data, metadata } of events)
      expect([Object.keys(data as object), Object.keys(metadata)]).toEqual([['jwe'], ['recordedAt']]);
    expect(new Set(events.map((one) => one.stream.split('-').at(-1))).size).toBe(3);
    // All of one size, and no part of one stands in another.
    const parts = events.map(({ data }) => (data as { jwe: string }).jwe.split('.'));
    expect(new Set(parts.map((each) => each.join('.').length)).size).toBe(1);
    expect(new Set(parts.flatMap((each) => each.filter(Boolean))).size).toBe(3 * 4);
    for (const file of ['events.sqlite', 'events.sqlite-wal'])
      for (const word of ['secret incentive', 'dsc_1', 'Disclosed', 'per_1', 'org_1'])
        expect(readFileSync(join(directory, file)).includes(word)).toBe(false);
  });

  it('is receipted as it is stored', async () => {
    const { events } = await store.append(one('first', 'none'));
    const kept = await stored.readEvent(events[0]?.id ?? '');
    expect(events.map(receiptOf)).toEqual([kept && receiptOf(kept)]);
  });

  it('repeated with the same ids gives the first answer', async () => {
    const writes = one('first', 'none');
    expect(await store.append(writes)).toEqual(await store.append(writes));
  });

  it('is as if it had never been once its key is destroyed, with what is sealed as it is', async () => {
    await store.append([
      ...one('first', 'none'),
      { ...one('marker', 'none', 'sealed-marker-abc')[0], sealedAs: stream } as never,
    ]);
    await store.append(one('ours', 'none', `sealed-forgotten-${OURS}`));
    await sealer.destroy('dsc_1');
    expect((await store.readStream(stream)).events).toEqual([]);
    expect((await store.readStream('sealed-marker-abc')).events).toEqual([]);
    expect((await store.readCategory('sealed')).events).toMatchObject([{ data: { says: 'ours' } }]);
    await expect(store.append(one('more', { exact: 0 }))).rejects.toBeInstanceOf(Conflict);
  });

  it('leaves ordinary streams as they are, in the same append too', async () => {
    const { events } = await store.append([...one('public', 'none', 'a-b-c'), ...one('first', 'none')]);
    expect(events.map((each) => each.stream)).toEqual(['a-b-c', stream]);
    expect((await store.readStream('a-b-c')).events).toEqual([events[0]]);
  });
});
