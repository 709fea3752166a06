import {
  AudienceWidened,
  DisclosurePublished,
  disclosureStream,
  publishedStream,
  type DisclosureState,
} from '#disclosure';
import type { NewEvent, StoredEvent } from '#kernel';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const text = 'We cannot pay before March';

/** As older code told everybody: under the id that it had. */
async function publishedAsBefore({ book }: ServedBook, organisation: string, disclosure: string) {
  const { events } = await book.store.readStream(disclosureStream(disclosure));
  const [{ data }] = events as [StoredEvent<string, DisclosureState>];
  const { partnership, kind, speaksFor, bearsOn, audience } = data;
  const about = { partnership, disclosure, organisation };
  const effectiveOn = '2021-03-01';
  const event = (id: string, { type, version, data }: NewEvent) => ({
    id: `evt_${id.padEnd(26, '0')}`,
    type,
    version,
    data,
    metadata: { effectiveOn, organisation },
  });
  const widened = AudienceWidened({ ...about, from: audience, to: { ...audience, public: true } });
  const told = DisclosurePublished({ ...about, kind, speaksFor, bearsOn, text });
  await book.store.append([
    {
      stream: disclosureStream(disclosure),
      expected: { exact: events.length - 1 },
      events: [event('w', widened)],
    },
    { stream: publishedStream(partnership, disclosure), expected: 'none', events: [event('p', told)] },
  ]);
}

describe('disclosures to everybody, over HTTP', () => {
  let served: ServedBook;
  let clock: SetClock;
  let parties: Party[];
  let base: string;
  const party = (n: number) => parties[n] as Party;
  const disclose = async (by: Party, audience: object) =>
    (await by.done(`${base}/disclose-constraint`, { text, audience })).body.ids.disclosure as string;
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
    const names = ['Convener', 'Owner', 'Reader', 'Third'];
    parties = await Promise.all(names.map((name) => served.party(name)));
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await party(0).done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await party(0).done(`${base}/open-call`, { call: 'c', text: 'Come' });
    for (const n of [1, 2, 3]) await party(n).done(`${base}/join-partnership`, { priorities: ['P'] });
    await served.settled();
  });
  afterEach(() => served.close());

  it('tell everybody their revision, which their owner can expect', async () => {
    const [owner, reader] = [party(1), party(2)];
    const about = `${base}/disclosures/${await publish(owner, await disclose(owner, { to: 'participants' }))}`;
    const etagOf = async (by: Party) => (await by.ask(about)).headers.get('etag');
    await served.settled();
    expect([await etagOf(owner), await etagOf(served.anybody())]).toEqual(['"0"', '"0"']);
    await reader.done(`${about}/answer-disclosure`, { answer: 'a', text: 'We see' });
    const anew = (revision: string) =>
      owner.give(
        `${about}/supersede-disclosure`,
        { text: 'Other' },
        { 'if-match': revision, 'idempotency-key': `k${revision}` },
      );
    expect(await anew('"0"')).toMatchObject({
      status: 412,
      body: { code: 'stale-expectation', revision: 1 },
    });
    await served.settled();
    const read = (await etagOf(owner)) ?? '';
    for (let times = 0; times < 2; times++) {
      const { status, headers, body } = await anew(read);
      expect([status, headers.get('etag'), body.revision]).toEqual([200, '"2"', 2]);
    }
    await served.settled();
    expect(await etagOf(served.anybody())).toBe('"2"');
    expect((await owner.give(`${about}/retract-disclosure`, {}, { 'if-match': '"1"' })).status).toBe(412);
    expect(await owner.give(`${about}/retract-disclosure`, {}, { 'if-match': '"2"' })).toMatchObject({
      status: 200,
      body: { revision: 3 },
    });
  });

  it('are told to everybody under an id and a day of their own; only who heard them knows that they are the same', async () => {
    const [convener, owner, reader, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    clock.set('2021-03-01T00:00:00Z');
    const before = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const open = await publish(owner, disclosure);
    await served.settled();
    expect(open > before).toBe(true);
    for (const by of [served.anybody(), convener, third]) {
      const { text: all, body } = await one(by, open);
      expect(body).toMatchObject({
        text,
        audience: { public: true },
        effectiveOn: '2021-03-01',
        answers: [],
      });
      expect(all).not.toContain(disclosure);
      expect(all).not.toContain('2021-01-01');
      expect(await listed(by)).toEqual([open]);
      expect((await one(by, disclosure)).body.code).toBe('disclosure-unknown');
    }
    for (const by of [owner, reader])
      expect((await one(by, disclosure)).body).toMatchObject({ effectiveOn: '2021-01-01', published: open });
    for (const path of ['/v1/events?limit=1000', `${base}/history`, `${base}/timeline`])
      expect((await served.anybody().ask(path)).text).not.toContain(disclosure);
    // Told again, it is told already.
    expect(await publish(owner, disclosure)).toBe(open);
    const anew = await owner.give(`${base}/disclosures/${disclosure}/supersede-disclosure`, { text: 'Anew' });
    expect(anew.body).toMatchObject({ status: 422, code: 'disclosure-published', published: open });
    await owner.done(`${base}/disclosures/${open}/supersede-disclosure`, { text: 'Anew' });
    await served.settled();
    expect((await one(third, open)).body.text).toBe('Anew');
  });

  it('are answered for those who heard them then, also where everybody hears them later', async () => {
    const [, owner, reader, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const answer = (by: Party, of: string, said: object) =>
      by.done(`${base}/disclosures/${of}/answer-disclosure`, said);
    await answer(reader, disclosure, { answer: 'quiet', text: 'Between us' });
    const open = await publish(owner, disclosure);
    await answer(reader, open, { answer: 'open', text: 'For all' });
    // Its id is nobody else's business either.
    await answer(third, open, { answer: 'quiet', text: 'Mine' });
    await served.settled();
    const answersTo = async (by: Party, of: string, query = '') =>
      (await one(by, of, query)).body.answers.map((said: { text: string }) => said.text);
    for (const by of [served.anybody(), reader, owner])
      expect(await answersTo(by, open)).toEqual(['For all', 'Mine']);
    for (const by of [reader, owner]) expect(await answersTo(by, disclosure)).toEqual(['Between us']);

    const then = `?asOf=${clock.now().toISOString()}`;
    clock.set('2021-02-01T00:00:00Z');
    for (const id of [open, disclosure]) await owner.done(`${base}/disclosures/${id}/retract-disclosure`);
    await served.settled();
    expect(await answersTo(reader, open, then)).toEqual(['For all', 'Mine']);
    expect((await one(reader, open)).status).toBe(404);
    expect((await one(reader, disclosure, then)).status).toBe(404);
  });

  it('of an older book that were told to everybody under the id they had stay as they were told', async () => {
    const [, owner, reader, third] = parties as [Party, Party, Party, Party];
    const disclosure = await disclose(owner, { to: 'named', organisations: [reader.id] });
    const path = `${base}/disclosures/${disclosure}`;
    await reader.done(`${path}/answer-disclosure`, { answer: 'quiet', text: 'Between us' });
    clock.set('2021-03-01T00:00:00Z');
    await publishedAsBefore(served, owner.id, disclosure);
    await third.done(`${path}/answer-disclosure`, { answer: 'open', text: 'For all' });
    await served.settled();
    const shown = async (by: Party) => (await one(by, disclosure)).body;
    for (const by of [served.anybody(), third])
      expect(await shown(by)).toMatchObject({
        text,
        audience: { public: true },
        effectiveOn: '2021-03-01',
        answers: [{ answer: 'open', text: 'For all' }],
      });
    for (const by of [owner, reader]) expect((await shown(by)).answers).toHaveLength(2);
    expect((await shown(owner)).audience).toMatchObject({ named: [reader.id], public: true });
    for (const by of [third, reader]) expect(await listed(by)).toEqual([disclosure]);
    await owner.done(`${path}/supersede-disclosure`, { text: 'Anew' });
    await served.settled();
    for (const by of [owner, reader, third]) expect((await shown(by)).text).toBe('Anew');
    await owner.done(`${path}/retract-disclosure`);
    await served.settled();
    for (const by of [reader, third]) expect((await one(by, disclosure)).status).toBe(404);
  });

  it('that are public are shown of a moment for ever, retracted or not', async () => {
    const [, owner] = parties as [Party, Party];
    const disclosure = await disclose(owner, { to: 'public' });
    await served.settled();
    const before = await one(served.anybody(), disclosure);
    await owner.done(`${base}/disclosures/${disclosure}/retract-disclosure`);
    await served.settled();
    expect((await one(served.anybody(), disclosure)).status).toBe(404);
    const again = await one(served.anybody(), disclosure, `?asOf=${before.body.asOf.position}`);
    expect(again.text).toBe(before.text);
    const { body } = await served.anybody().ask('/v1/events?limit=1000');
    expect(body.events.map(({ type }: { type: string }) => type).slice(-2)).toEqual([
      'pledgebook.disclosure-published.v1',
      'pledgebook.published-disclosure-retracted.v1',
    ]);
  });
});
