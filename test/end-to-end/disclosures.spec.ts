import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const text = 'We cannot pay before March';

describe('disclosures, over HTTP', () => {
  let served: ServedBook;
  let clock: SetClock;
  let parties: Party[];
  let base: string;
  const party = (n: number) => parties[n] as Party;
  const disclose = async (by: Party, audience: object, more: object = {}) =>
    (await by.done(`${base}/disclose-constraint`, { text, audience, ...more })).body.ids.disclosure as string;
  const one = (by: Party, disclosure: string, query = '') =>
    by.ask(`${base}/disclosures/${disclosure}${query}`);
  /** Tells it to everybody; the id under which everybody is told. */
  const publish = async (by: Party, disclosure: string) => {
    const audience = { audience: { to: 'public' } };
    return (await by.done(`${base}/disclosures/${disclosure}/widen-audience`, audience)).body.ids
      .published as string;
  };
  const listed = async (by: Party, query = '') =>
    (await by.ask(`${base}/disclosures${query}`)).body.rows.map(
      (row: { disclosure: string }) => row.disclosure,
    );

  beforeEach(async () => {
    clock = new SetClock('2021-01-01T00:00:00Z');
    served = await ServedBook.open(clock);
    const names = ['Convener', 'Owner', 'Reader', 'Third', 'Invited'];
    parties = await Promise.all(names.map((name) => served.party(name)));
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await party(0).done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await party(0).done(`${base}/open-call`, { call: 'c', text: 'Come' });
    for (const n of [1, 2, 3]) await party(n).done(`${base}/join-partnership`, { priorities: ['P'] });
    const invited = { invitation: 'i', organisation: party(4).id, canActOn: 'All' };
    await party(0).done(`${base}/invite-participant`, invited);
    await served.settled();
  });
  afterEach(() => served.close());

  it('tell their owner, and nobody else, the revision that it can expect', async () => {
    const [, owner, reader] = parties as [Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const etagOf = async (by: Party, query = '') => (await one(by, disclosure, query)).headers.get('etag');
    expect([await etagOf(owner), await etagOf(reader)]).toEqual(['"0"', null]);
    const about = `${base}/disclosures/${disclosure}`;
    await reader.done(`${about}/answer-disclosure`, { answer: 'a', text: 'We see' });
    const widen = (revision: string | null) =>
      owner.give(
        `${about}/widen-audience`,
        { audience: { to: 'participants' } },
        { 'if-match': revision ?? '' },
      );
    expect(await widen('"0"')).toMatchObject({ status: 412, body: { code: 'stale-expectation' } });
    const read = await etagOf(owner);
    expect((await widen(read)).status).toBe(200);
    expect(await etagOf(owner)).not.toBe(read);
    expect(await etagOf(owner, '?asOf=2021-01-01T00:00:30Z')).toBeNull();
  });

  it('are shown to those they are for, and to all others are as if they had never been', async () => {
    const [convener, owner, reader, , invited] = parties as [Party, Party, Party, Party, Party];
    const audience = { to: 'named', organisations: [reader.id, invited.id] };
    const disclosure = await disclose(owner, audience, { bearsOn: [{ on: 'resources' }] });
    for (const by of [owner, reader, invited]) {
      expect(await listed(by)).toEqual([disclosure]);
      expect((await one(by, disclosure)).body).toMatchObject({
        text,
        kind: 'constraint',
        organisation: owner.id,
      });
    }
    const auditor = await served.party('Auditor', ['auditor']);
    const operator = await served.party('Owner', ['operator']);
    const never = disclosure.replace(/.{4}$/, '0000');
    for (const by of [convener, auditor, operator, served.anybody()]) {
      expect(await listed(by)).toEqual([]);
      const [hidden, absent] = [await one(by, disclosure), await one(by, never)];
      expect([hidden.status, hidden.text]).toEqual([absent.status, absent.text]);
      expect(hidden.body).toMatchObject({ status: 404, code: 'disclosure-unknown' });
    }
    for (const [command, body] of [
      ['retract-disclosure', {}],
      ['answer-disclosure', { answer: 'a', text: 'A' }],
    ] as const) {
      const given = async (id: string, headers = {}) =>
        (await convener.give(`${base}/disclosures/${id}/${command}`, body, headers)).text;
      expect(await given(disclosure)).toBe(await given(never));
      const match = { 'if-match': '"7"', 'idempotency-key': 'k' };
      expect(await given(disclosure, match)).toBe(await given(never, match));
    }
  });

  it('tell who answers nothing of how many quiet answers came before', async () => {
    const [, owner, reader, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    let told = disclosure;
    const answer = (by: Party, headers = {}) =>
      by.give(`${base}/disclosures/${told}/answer-disclosure`, { answer: 'a', text: 'A' }, headers);
    await answer(reader);
    told = await publish(owner, disclosure);
    expect((await answer(third, { 'if-match': '"2"' })).body).toMatchObject({
      status: 400,
      code: 'invalid-header',
      field: 'If-Match',
    });
    const { status, headers, body } = await answer(third, { 'idempotency-key': 'k' });
    expect([status, headers.get('etag'), body.revision]).toEqual([200, null, undefined]);
    expect((await answer(third, { 'idempotency-key': 'k' })).body).toEqual(body);
  });

  it('tell their owner who has read them, once; nobody else', async () => {
    const [, owner, reader, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'participants' });
    for (const by of [reader, reader, third, owner]) await one(by, disclosure);
    const { readers } = (await one(owner, disclosure)).body;
    expect(readers.map(({ organisation }: { organisation: string }) => organisation)).toEqual([
      reader.id,
      third.id,
    ]);
    expect((await one(reader, disclosure)).body).not.toHaveProperty('readers');
  });

  it('are shown as of a moment to who heard them by then, and takes part now', async () => {
    const [convener, owner, reader] = parties as [Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const { position } = (await one(reader, disclosure)).body.asOf;
    const early = clock.now().toISOString();
    clock.set('2021-02-01T00:00:00Z');
    await owner.done(`${base}/disclosures/${disclosure}/widen-audience`, {
      audience: { to: 'participants' },
    });
    await owner.done(`${base}/disclosures/${disclosure}/supersede-disclosure`, {
      text: 'We pay in February',
    });
    await served.settled();
    expect((await one(convener, disclosure)).body.text).toBe('We pay in February');
    expect((await one(convener, disclosure, `?asOf=${early}`)).status).toBe(404);
    const then = await one(reader, disclosure, `?asOf=${position}`);
    expect(then.body).toMatchObject({ text, asOf: { position } });
    expect((await one(reader, disclosure, `?asOf=${early}`)).body.text).toBe(text);

    // A moment of the book itself goes as far as its last event.
    const ofBook = (await reader.ask(`${base}/history`)).body.asOf.position;
    expect(await listed(reader, `?asOf=${ofBook}`)).toEqual([]);
    await owner.done(`${base}/make-commitment`, { statement: 'S', kind: 'policy' });
    const later = (await reader.ask(`${base}/history`)).body.asOf.position;
    expect(await listed(reader, `?asOf=${later}`)).toEqual([disclosure]);

    await reader.done(`${base}/leave-partnership`);
    expect((await one(reader, disclosure, `?asOf=${early}`)).status).toBe(404);
    expect(await listed(reader)).toEqual([]);
    await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
    expect((await one(reader, disclosure, `?asOf=${early}`)).body.text).toBe(text);

    await owner.done(`${base}/leave-partnership`);
    expect((await one(owner, disclosure)).body.text).toBe('We pay in February');
    await owner.done(`${base}/disclosures/${disclosure}/retract-disclosure`, { reason: 'Over' });
    for (const query of ['', `?asOf=${early}`])
      expect((await one(reader, disclosure, query)).status).toBe(404);
    expect((await one(owner, disclosure)).body).toMatchObject({ retracted: { reason: 'Over' } });
  });

  it('are nothing to an organisation that left, new or old, of no moment; its own it reads and retracts', async () => {
    const [, owner, reader, third] = parties as [Party, Party, Party, Party];
    const named = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const toAll = await disclose(owner, { to: 'participants' });
    const own = await disclose(reader, { to: 'named', organisations: [third.id] });
    for (const disclosure of [named, toAll]) await one(reader, disclosure);
    const active = clock.now().toISOString();
    clock.set('2021-02-01T00:00:00Z');
    await reader.done(`${base}/leave-partnership`);
    const late = await disclose(owner, { to: 'participants' });
    const moments = ['', `?asOf=${active}`, `?asOf=${clock.now().toISOString()}`];
    await served.settled();
    for (const query of moments) {
      for (const disclosure of [named, toAll, late])
        expect((await one(reader, disclosure, query)).body.code).toBe('disclosure-unknown');
      expect(await listed(reader, query)).toEqual([own]);
      expect((await one(reader, own, query)).body.text).toBe(text);
    }
    const answer = { answer: 'a', text: 'A' };
    const given = await reader.give(`${base}/disclosures/${named}/answer-disclosure`, answer);
    expect(given.body.code).toBe('disclosure-unknown');
    await reader.done(`${base}/disclosures/${own}/retract-disclosure`);
    expect((await one(reader, own)).body).toMatchObject({ text, retracted: {} });
    expect((await one(third, own)).status).toBe(404);

    clock.set('2021-03-01T00:00:00Z');
    await reader.done(`${base}/join-partnership`, { priorities: ['P'] });
    await served.settled();
    for (const query of ['', `?asOf=${active}`])
      for (const disclosure of [named, toAll])
        expect((await one(reader, disclosure, query)).body.text).toBe(text);
    expect((await one(reader, late)).status).toBe(404);
    expect(await listed(reader)).toEqual([named, toAll, own]);
  });

  it('stay those of an owner that merged: its successor inherits none', async () => {
    const [, owner, successor, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [third.id] });
    const merged = { change: 'merged', successor: successor.id };
    await owner.done(`/v1/organisations/${owner.id}/change-organisation`, merged);
    await successor.done(`/v1/organisations/${owner.id}/accept-succession`);
    await served.settled();
    expect((await one(successor, disclosure)).body.code).toBe('disclosure-unknown');
    expect((await one(owner, disclosure)).body.text).toBe(text);
    await owner.done(`${base}/disclosures/${disclosure}/retract-disclosure`);
    expect((await one(third, disclosure)).body.code).toBe('disclosure-unknown');
  });

  it('bear on commitments of their partnership, and on no others', async () => {
    const [, owner, reader] = parties as [Party, Party, Party];
    const made = await owner.done(`${base}/make-commitment`, { statement: 'S', kind: 'policy' });
    const { commitment } = made.body.ids;
    const on = (id: string) => [{ on: 'goal' }, { on: 'commitment', commitment: id }];
    const disclosure = await disclose(owner, { to: 'participants' }, { bearsOn: on(commitment) });
    expect((await one(reader, disclosure)).body.bearsOn).toEqual(on(commitment));
    const bearsOn = on(commitment.replace(/.{4}$/, '0000'));
    const path = `${base}/disclosures/${disclosure}/supersede-disclosure`;
    for (const [to, body] of [
      [`${base}/disclose-interest`, { text, audience: { to: 'participants' }, bearsOn }],
      [`${base}/record-talk`, { text, with: reader.id, bearsOn }],
      [path, { text, bearsOn }],
    ] as const)
      expect((await owner.give(to, body)).body).toMatchObject({
        code: 'commitment-unknown',
        field: 'bearsOn/1/commitment',
      });
  });

  it('come in pages of one moment', async () => {
    const [, owner, reader] = parties as [Party, Party, Party];
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await disclose(owner, { to: 'participants' }));
    const first = (await reader.ask(`${base}/disclosures?limit=2`)).body;
    await disclose(owner, { to: 'participants' });
    const second = (await reader.ask(`${base}/disclosures?limit=2&cursor=${first.next}`)).body;
    const rows = [...first.rows, ...second.rows].map(({ disclosure }: { disclosure: string }) => disclosure);
    expect(rows).toEqual(ids);
    expect(second.next).toBeUndefined();
  });

  it('are disclosed once under an Idempotency-Key, and receipted to who disclosed them', async () => {
    const [convener, owner, reader] = parties as [Party, Party, Party];
    const body = { text, audience: { to: 'participants' } };
    const key = { 'idempotency-key': 'once' };
    const first = await owner.done(`${base}/disclose-interest`, body, key);
    await party(3).done(`${base}/make-commitment`, { statement: 'S', kind: 'policy' });
    const again = await owner.done(`${base}/disclose-interest`, body, key);
    expect(again.text).toBe(first.text);
    expect(first.headers.get('location')).toBe(`${base}/disclosures/${first.body.ids.disclosure}`);
    expect(await listed(reader)).toHaveLength(1);
    const event = `/v1/stored-events/${first.body.receipts[0].id}`;
    expect((await owner.ask(event)).body).toMatchObject({ type: 'Sealed', version: 1 });
    const absent = (await convener.ask('/v1/stored-events/evt_00000000000000000000000000')).text;
    for (const by of [convener, served.anybody()]) expect((await by.ask(event)).text).toBe(absent);
  });
});
