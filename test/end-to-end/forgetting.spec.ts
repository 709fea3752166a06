import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBook } from '../../apps/api/book.ts';
import { projections } from '../../apps/api/domain.ts';
import { forget } from '../../apps/api/forgetting.ts';
import { DataKeys, masterKeysOf, SqliteKeyStore } from '#sealing';
import { bytesOf } from '../projection/stores.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const secret = 'zebra-incentive-marker';

describe('what was forgotten', () => {
  let served: ServedBook;
  let owner: Party;
  let reader: Party;
  let base: string;
  let disclosure: string;
  let path: string;
  const file = (name: string) => join(served.directory, name);
  const filesWith = (needle: string | Uint8Array) =>
    readdirSync(served.directory).filter((name) => readFileSync(file(name)).includes(Buffer.from(needle)));
  const viewBytes = async () => {
    const bytes: string[] = [];
    for (const projection of projections)
      bytes.push(JSON.stringify(await bytesOf(served.book.views, projection)));
    return bytes;
  };

  beforeEach(async () => {
    served = await ServedBook.open();
    [owner, reader] = (await Promise.all(['Owner', 'Reader'].map((name) => served.party(name)))) as [
      Party,
      Party,
    ];
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await owner.done(`${base}/open-call`, { call: 'c', text: 'Come' });
    await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
    const says = { text: secret, audience: { to: 'participants' } };
    const key = { 'idempotency-key': 'k' };
    ({ disclosure } = (await owner.done(`${base}/disclose-incentive`, says, key)).body.ids);
    path = `${base}/disclosures/${disclosure}`;
    await reader.done(`${path}/answer-disclosure`, { answer: 'a', text: secret });
    await reader.ask(path);
    await served.settled();
  });
  afterEach(() => served.close());

  it('leaves no byte of content or key in any file, the master key being at hand', async () => {
    const keys = new SqliteKeyStore(file('keys.sqlite'));
    const opened = await DataKeys.open(keys, masterKeysOf(served.directory, {}));
    const before = await Promise.all(
      keys.all().map(async ({ id, wrapped }) => ({ id, wrapped, key: await opened.get(id) })),
    );
    keys.close();
    for (const { wrapped } of before) expect(filesWith(wrapped)).not.toEqual([]);
    await forget(served.book, disclosure);
    const gone = before.filter(({ id }) => !served.book.keys.has(id));
    expect(gone).toHaveLength(1);
    const parts = gone.flatMap(({ wrapped }) => wrapped.split('.').filter((part) => part.length > 30));
    for (const part of [...parts, secret, gone[0]?.key ?? '']) expect(filesWith(part)).toEqual([]);
  });

  it('is shown to nobody; its owner is told since when it is gone', async () => {
    await forget(served.book, disclosure);
    expect((await reader.ask(path)).body).toMatchObject({ status: 404, code: 'disclosure-unknown' });
    expect((await reader.ask(`${base}/disclosures`)).body.rows).toEqual([]);
    const says = expect.stringMatching(/^sealed content destroyed on \d{4}-\d\d-\d\d$/);
    expect((await owner.ask(path)).body).toMatchObject({ disclosure, forgotten: { says } });
    expect((await owner.ask(`${base}/disclosures`)).body.rows).toMatchObject([{ forgotten: { says } }]);
    expect((await owner.give(`${path}/retract-disclosure`)).body.code).toBe('disclosure-unknown');
    await forget(served.book, disclosure);
  });

  it('leaves every view the same bytes, as they are and built anew', async () => {
    const before = await viewBytes();
    await forget(served.book, disclosure);
    expect(await viewBytes()).toEqual(before);
    for (const { name } of projections) await served.book.projections.rebuild(name);
    expect(await viewBytes()).toEqual(before);
  });

  it('is destroyed again where an older key store is put back', async () => {
    await served.book.keys.make('another');
    const copy = `${served.directory}-copy`;
    cpSync(served.directory, copy, { recursive: true });
    await forget(served.book, disclosure);
    for (const name of ['events.sqlite', 'events.sqlite-wal', 'events.sqlite-shm'])
      cpSync(file(name), join(copy, name));
    const book = await openBook(copy);
    expect(book.sealer.holds(disclosure)).toBe(false);
    await book.close();
  });

  it('cannot be what was made public', async () => {
    await owner.done(`${path}/widen-audience`, { audience: { to: 'public' } });
    await expect(forget(served.book, disclosure)).rejects.toThrow(/made public/);
    expect((await served.anybody().ask(path)).body.text).toBe(secret);
  });

  it('needs no older master key: what stands is read after it was turned', async () => {
    await served.book.keys.rotate();
    expect((await reader.ask(path)).body.text).toBe(secret);
  });
});
