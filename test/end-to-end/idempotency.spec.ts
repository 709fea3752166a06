import { SqliteEventStore } from '#event-store-sqlite';
import { Markers } from '#cqrs';
import { ServedBook, type Party } from '../support/served-book.ts';

describe('an Idempotency-Key, over HTTP', () => {
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let path: string;
  beforeAll(async () => {
    served = await ServedBook.open();
    [itu, gsma] = (await Promise.all(['ITU', 'GSMA'].map((name) => served.party(name)))) as [Party, Party];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    const base = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    path = `${base}/make-commitment`;
  });
  afterAll(() => served.close());

  const commitment = { statement: 'Connect 120 schools', kind: 'programme' };
  const made = async (): Promise<number> => {
    const { events } = await served.book.store.readAll({ types: ['CommitmentMade'] });
    return events.length;
  };

  it('sent 64 times at once is carried out once, and answered alike 64 times', async () => {
    const before = await made();
    const key = { 'idempotency-key': 'sixty-four' };
    const answers = await Promise.all(Array.from({ length: 64 }, () => itu.give(path, commitment, key)));
    expect([...new Set(answers.map(({ status, text }) => `${status} ${text}`))]).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 201, body: { receipts: [{ revision: 0 }] } });
    expect(await made()).toBe(before + 1);
  });

  it('is refused with another body, and independent for another organisation or person', async () => {
    const key = { 'idempotency-key': 'shared' };
    const first = await itu.done(path, commitment, key);
    const other = await itu.give(path, { ...commitment, statement: 'Connect 150 schools' }, key);
    expect(other.body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    const second = await gsma.done(path, commitment, key);
    expect(second.body.ids.commitment).not.toBe(first.body.ids.commitment);
  });

  it('is left free by a refusal', async () => {
    const key = { 'idempotency-key': 'free' };
    expect((await itu.give(path, { ...commitment, kind: 'miracle' }, key)).status).toBe(400);
    expect((await itu.give(path, commitment, key)).status).toBe(201);
  });
});

describe('a marker of the time when bodies were told as they were sent', () => {
  it('still answers who sends the same body again', async () => {
    const store = await SqliteEventStore.open(':memory:');
    const markers = new Markers(store, Buffer.alloc(32));
    const actor = { person: 'per_1', organisation: 'org_1', roles: ['participant'] };
    const sent = { title: ' Water ' };
    const given = (command: object, asSent = sent) =>
      markers.keyed(actor, 'one', { name: 'ConvenePartnership', command, asSent, sealed: false });
    const old = given(sent);
    const written = markers.event(old, { events: [], own: 'a-b-c', ids: { partnership: 'ptn_1' } });
    const events = [{ ...written, id: 'evt_1', metadata: {} }];
    await store.append([{ stream: old.stream, expected: 'none', events }]);
    expect(await markers.answered(given({ title: 'Water' }))).toMatchObject({
      ids: { partnership: 'ptn_1' },
    });
    await expect(markers.answered(given({ title: 'Water' }, { title: 'Water' }))).rejects.toMatchObject({
      refusal: { code: 'idempotency-key-reused' },
    });
    await store.close();
  });
});
