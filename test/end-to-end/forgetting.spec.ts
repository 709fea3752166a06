import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../apps/api/opened-store.ts';
import { projections } from '#domain';
import { forget, FORGETTABLE, type Forgettable } from '../../apps/api/forgetting.ts';
import { Envelope } from '#cqrs';
import { DataKeys, masterKeysOf, SqliteKeyStore } from '#sealing';
import { bytesOf } from '../projection/stores.ts';
import { ServedBook, type Party } from '../support/served-book.ts';

const secret = 'zebra-incentive-marker';
const ana = { name: 'zebra-name-marker', email: 'zebra-address-marker@example.org' };

describe('what was forgotten', () => {
  let served: ServedBook;
  let owner: Party;
  let reader: Party;
  let base: string;
  let disclosure: string;
  let path: string;
  let person: string;
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
    ({ person } = (await owner.done(`${base}/name-focal-point`, ana, { 'idempotency-key': 'n' })).body.ids);
    await served.settled();
  });
  afterEach(() => served.close());

  const idOf = (what: Forgettable) => ({ disclosure, person })[what];
  const each = [
    ['disclosure', [secret]],
    ['person', [ana.name, ana.email]],
  ] as const;
  const keysNow = async () => {
    const kept = new SqliteKeyStore(file('keys.sqlite'));
    const opened = await DataKeys.open(kept, masterKeysOf(served.directory));
    const keys = await Promise.all(
      (await kept.all()).map(async ({ id, wrapped }) => ({
        id,
        wrapped,
        plain: (await opened.get(id)) ?? '',
      })),
    );
    await kept.close();
    return keys;
  };

  it.each(each)(
    'leaves no byte of a %s or its key in any file, the master key being at hand',
    async (what, says) => {
      const before = await keysNow();
      await forget(served.book, what, idOf(what));
      const left = new Set((await keysNow()).map(({ id }) => id));
      for (const { id, wrapped } of before)
        expect([id, filesWith(wrapped).length > 0]).toEqual([id, left.has(id)]);
      const gone = before.filter(({ id }) => !left.has(id));
      expect(gone).toHaveLength(1);
      for (const { wrapped, plain } of gone)
        for (const part of [...says, plain, ...wrapped.split('.').filter((one) => one.length > 30)])
          expect(filesWith(part)).toEqual([]);
    },
  );

  it('is shown to nobody; its owner is told since when it is gone', async () => {
    await forget(served.book, 'disclosure', disclosure);
    expect((await reader.ask(path)).body).toMatchObject({ status: 404, code: 'disclosure-unknown' });
    expect((await reader.ask(`${base}/disclosures`)).body.rows).toEqual([]);
    const says = expect.stringMatching(/^sealed content destroyed on \d{4}-\d\d-\d\d$/);
    expect((await owner.ask(path)).body).toMatchObject({ disclosure, forgotten: { says } });
    expect((await owner.ask(`${base}/disclosures`)).body.rows).toMatchObject([{ forgotten: { says } }]);
    expect((await owner.give(`${path}/retract-disclosure`)).body.code).toBe('disclosure-unknown');
    await forget(served.book, 'disclosure', disclosure);
  });

  it('is no focal point any more; who named it is told since when', async () => {
    const list = async (by: Party) => (await by.ask(`${base}/focal-points`)).body.rows;
    expect(await list(reader)).toMatchObject([ana]);
    await forget(served.book, 'person', person);
    const says = expect.stringMatching(/^sealed content destroyed on \d{4}-\d\d-\d\d$/);
    const left = [{ person, organisation: owner.id, forgotten: { at: expect.any(String), says } }];
    expect([await list(reader), await list(owner)]).toEqual([[], left]);
    for (const command of ['name-focal-point', 'withdraw-focal-point']) {
      const body = { person, ...(command === 'name-focal-point' ? ana : {}) };
      expect((await owner.give(`${base}/${command}`, body)).body.code).toBe('person-unknown');
    }
    await forget(served.book, 'person', person);
    expect(await list(owner)).toEqual(left);
    expect((await reader.ask(path)).body.text).toBe(secret);
  });

  it.each(each)('leaves every view the same bytes after a %s, as they are and built anew', async (what) => {
    const before = await viewBytes();
    await forget(served.book, what, idOf(what));
    expect(await viewBytes()).toEqual(before);
    await served.book.projections.rebuild();
    expect(await viewBytes()).toEqual(before);
  });

  it('is destroyed again where an older key store is put back', async () => {
    const keys = await keysNow();
    const copy = `${served.directory}-copy`;
    cpSync(served.directory, copy, { recursive: true });
    for (const [what] of each) await forget(served.book, what, idOf(what));
    for (const name of ['events.sqlite', 'events.sqlite-wal', 'events.sqlite-shm'])
      cpSync(file(name), join(copy, name));
    const kept = new SqliteKeyStore(join(copy, 'keys.sqlite'));
    expect(await kept.all()).toHaveLength(keys.length);
    expect(await keysNow()).toHaveLength(keys.length - each.length);
    await kept.close();
    const book = await openStore(copy);
    for (const [what] of each) expect(await book.sealer.holds(idOf(what))).toBe(false);
    await book.close();
    rmSync(copy, { recursive: true });
  });

  it.each(each)(
    'is destroyed by the next opening, of a %s, where that was ended in the middle',
    async (what) => {
      // As far as `forget` comes before the key: it is recorded.
      const actor = { person: 'per_operator', organisation: 'operator', roles: ['operator'] };
      await served.book.runner.run(FORGETTABLE[what], new Envelope({ [what]: idOf(what) }, { actor }));
      expect(await served.book.sealer.holds(idOf(what))).toBe(true);
      await (await openStore(served.directory)).close();
      expect(await served.book.sealer.holds(idOf(what))).toBe(false);
    },
  );

  it('cannot be what was made public; of what was told quietly first, the quiet part can', async () => {
    const widened = await owner.done(`${path}/widen-audience`, { audience: { to: 'public' } });
    const { published } = widened.body.ids;
    await expect(forget(served.book, 'disclosure', published)).rejects.toThrow(/No such disclosure/);
    await forget(served.book, 'disclosure', disclosure);
    await served.settled();
    const shown = (await served.anybody().ask(`${base}/disclosures/${published}`)).body;
    expect([shown.text, shown.answers]).toEqual([secret, []]);
    expect((await reader.ask(path)).body.code).toBe('disclosure-unknown');
    const says = { text: secret, audience: { to: 'public' } };
    const open = (await owner.done(`${base}/disclose-incentive`, says)).body.ids.disclosure;
    await expect(forget(served.book, 'disclosure', open)).rejects.toThrow(/made public/);
  });

  it('needs no older master key: what stands is read after it was turned', async () => {
    await served.book.keys.rotate();
    expect((await reader.ask(path)).body.text).toBe(secret);
  });
});
