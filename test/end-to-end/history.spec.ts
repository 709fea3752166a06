import type { StoredEvent } from '#kernel';
import { audiences } from '#domain';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { ServedBook, type Answer, type Party } from '../support/served-book.ts';

describe("a book's history, over HTTP", () => {
  let served: ServedBook;
  let history: BroadHistory;
  let whole: readonly StoredEvent[];
  let auditor: Party;
  let path: string;
  beforeAll(async () => {
    served = await ServedBook.open();
    history = await tellBroadHistory(served);
    auditor = await served.party('Auditors', ['auditor']);
    path = `/v1/partnerships/${history.full}/history`;
    const { events } = await served.book.store.readCategory(history.full, { limit: 10_000 });
    whole = events.filter(({ type }) => audiences.of(type) !== 'guard');
    expect(events.length).toBeGreaterThan(whole.length);
  });
  afterAll(() => served.close());

  const ask = (query = '', party: Party = served.anybody()): Promise<Answer> => party.ask(`${path}?${query}`);
  const shown = (events: readonly StoredEvent[]) => events.map(({ position: _, ...event }) => event);
  const publicly = () => whole.filter((event) => !audiences.isForParticipants(event));

  it('tells those inside everything, in the order of the book, and nothing that is only ours', async () => {
    const { body } = await ask('limit=1000', auditor);
    expect(body.rows).toEqual(shown(whole));
    expect(body.next).toBeUndefined();
    expect((await ask('limit=1000', history.itu)).body.rows).toEqual(body.rows);
  });

  it('keeps from others what is for participants', async () => {
    const { body, text } = await ask('limit=1000');
    expect(body.rows).toEqual(shown(publicly()));
    const hidden = whole.filter((event) => audiences.isForParticipants(event));
    expect(hidden.length).toBeGreaterThan(5);
    expect(hidden.filter(({ id }) => text.includes(id))).toEqual([]);
  });

  it.each([1, 7, 500])('comes by full pages of %d, whatever is left out between', async (limit) => {
    const found: unknown[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { body } = await ask(`limit=${limit}${cursor && `&cursor=${cursor}`}`);
      found.push(...body.rows);
      sizes.push(body.rows.length);
      cursor = body.next;
    }
    expect(found).toEqual(shown(publicly()));
    expect(sizes.slice(0, -1).filter((size) => size !== limit)).toEqual([]);
    expect(sizes.at(-1)).toBeGreaterThan(0);
  });

  it('lets no position out in clear', async () => {
    const { text, body } = await ask('limit=5');
    const clear = [body.next, body.asOf.position]
      .map((token) => Buffer.from(token, 'base64url').toString('latin1'))
      .join();
    expect(whole.filter(({ position }) => text.includes(position) || clear.includes(position))).toEqual([]);
  });

  it('reads the same for ever by its position, which any view can be asked by', async () => {
    const goesOn = `/v1/partnerships/${history.other}`;
    const promise = () =>
      history.gsma.done(`${goesOn}/make-commitment`, { statement: 'One more', kind: 'policy' });
    const first = await served.anybody().ask(`${goesOn}/history?limit=1`);
    const { position } = first.body.asOf;
    await served.settled();
    const before = await served.anybody().ask(`${goesOn}/ledger?asOf=${position}`);
    await promise();
    const again = await served.anybody().ask(`${goesOn}/history?limit=1&asOf=${position}`);
    expect(again.text).toBe(first.text);
    const rest = await served.anybody().ask(`${goesOn}/history?limit=1000&cursor=${first.body.next}`);
    const now = await served.anybody().ask(`${goesOn}/history?limit=1000`);
    expect([...first.body.rows, ...rest.body.rows]).toEqual(now.body.rows.slice(0, -1));
    expect(now.body.rows.at(-1)).toMatchObject({ type: 'CommitmentMade' });
    await served.settled();
    expect((await served.anybody().ask(`${goesOn}/ledger?asOf=${position}`)).text).toBe(before.text);
  });

  it('reads as of a past instant', async () => {
    const moment = whole[2]?.metadata['recordedAt'] ?? '';
    const { body } = await ask(`limit=1000&asOf=${moment}`, auditor);
    const until = whole.filter(({ metadata: { recordedAt = '' } }) => recordedAt <= moment);
    expect(body.rows).toEqual(shown(until));
    expect(body.asOf.effective).toBe(moment.slice(0, 10));
  });

  it('has a timeline that tells what came between two moments', async () => {
    const { position: since } = (await ask('limit=1', auditor)).body.asOf;
    const { commitment } = (
      await history.gsma.done(`/v1/partnerships/${history.other}/make-commitment`, {
        statement: 'Between',
        kind: 'policy',
      })
    ).body.ids;
    await served.settled();
    const timeline = `/v1/partnerships/${history.other}/timeline`;
    const { position: asOf } = (await ask('limit=1', auditor)).body.asOf;
    const { body } = await served.anybody().ask(`${timeline}?since=${since}&asOf=${asOf}`);
    expect(body.rows).toMatchObject([{ type: 'CommitmentMade', commitment, by: history.gsma.id }]);
    expect((await served.anybody().ask(`${timeline}?since=${asOf}&asOf=${asOf}`)).body.rows).toEqual([]);
    expect((await served.anybody().ask(`${timeline}?since=${asOf}&asOf=${since}`)).body).toMatchObject({
      status: 422,
      code: 'moments-reversed',
    });
    expect((await served.anybody().ask(`${timeline}?since=nonsense`)).body).toMatchObject({
      code: 'invalid-moment',
      field: 'since',
    });
  });

  it('refuses a book that is not there, and cursors of other questions', async () => {
    const { next } = (await ask('limit=1')).body;
    const other = `/v1/partnerships/${history.other}`;
    const refusals = [
      await served.anybody().ask(`${path.replace(history.full, `ptn_${'0'.repeat(26)}`)}`),
      await ask('asOf=2001-01-01'),
      await ask('asOf=2999-01-01'),
      await ask('limit=0'),
      await ask('cursor=nonsense'),
      await ask(`cursor=${next}&asOf=2001-01-01`),
      await served.anybody().ask(`${other}/history?cursor=${next}`),
      await served.anybody().ask(`${other}/timeline?cursor=${next}`),
    ];
    expect(refusals.map(({ body }) => body.code)).toEqual([
      'partnership-unknown',
      'partnership-unknown',
      'as-of-in-future',
      'invalid-input',
      'invalid-cursor',
      'invalid-cursor',
      'invalid-cursor',
      'invalid-cursor',
    ]);
  });
});
