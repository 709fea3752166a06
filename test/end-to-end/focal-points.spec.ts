import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const ana = { name: 'Ana Duarte', email: 'ana@example.org', about: 'The school map' };

describe('focal points, over HTTP', () => {
  let served: ServedBook;
  let parties: Party[];
  let base: string;
  const party = (n: number) => parties[n] as Party;
  const list = (by: Party, query = '') => by.ask(`${base}/focal-points${query}`);
  const named = async (by: Party, query = ''): Promise<string[]> =>
    (await list(by, query)).body.rows.map(({ name }: { name: string }) => name);
  const name = async (by: Party, more: object = {}): Promise<string> =>
    (await by.done(`${base}/name-focal-point`, { ...ana, ...more })).body.ids.person;
  const join = (by: Party) => by.done(`${base}/join-partnership`, { priorities: ['P'] });

  beforeAll(async () => {
    served = await ServedBook.open(new SetClock('2021-01-01T00:00:00Z'));
    const names = ['Convener', 'Owner', 'Reader', 'Invited', 'Stranger'];
    parties = await Promise.all(names.map((one) => served.party(one)));
  });
  afterAll(() => served.close());
  beforeEach(async () => {
    const scope = { places: ['CO'], sdgTargets: [] };
    const { body } = await party(0).done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await party(0).done(`${base}/open-call`, { call: 'c', text: 'Come' });
    for (const n of [1, 2]) await join(party(n));
    const invited = { invitation: 'i', organisation: party(3).id, canActOn: 'All' };
    await party(0).done(`${base}/invite-participant`, invited);
    await served.settled();
  });

  it('are shown one by one, with the revision to whose organisation named them', async () => {
    const [, owner, reader, invited] = parties as [Party, Party, Party, Party];
    const person = await name(owner);
    const about = `${base}/focal-points/${person}`;
    const shown = await owner.ask(about);
    expect(shown.body).toMatchObject({ person, organisation: owner.id, ...ana });
    // What is said of a person elsewhere counts in it, too.
    expect([shown, await reader.ask(about)].map(({ headers }) => headers.get('etag'))).toEqual(['"0"', null]);
    const withdraw = (revision: string) =>
      owner.give(`${base}/withdraw-focal-point`, { person }, { 'if-match': revision });
    const naming = { ...ana, person, about: 'All' };
    await owner.done(`${base}/name-focal-point`, naming, { 'if-match': '"0"' });
    expect(await withdraw('"0"')).toMatchObject({ status: 412, body: { code: 'stale-expectation' } });
    const revision = (await owner.ask(about)).headers.get('etag') ?? '';
    expect((await withdraw(revision)).status).toBe(200);
    const [gone, never, hidden] = await Promise.all([
      reader.ask(about),
      reader.ask(`${base}/focal-points/per_${'0'.repeat(26)}`),
      invited.ask(about),
    ]);
    expect(gone).toMatchObject({ status: 404, body: { code: 'person-unknown' } });
    expect([gone.text, hidden.text]).toEqual([never.text, never.text]);
  });

  it('are shown to those who take part, and to all others as if there were none', async () => {
    const [convener, owner, reader, invited, stranger] = parties as [Party, Party, Party, Party, Party];
    const others = [
      invited,
      stranger,
      served.anybody(),
      await served.party('Reader', ['analyst']),
      await served.party('Owner', ['operator', 'auditor']),
      served.withToken(await served.book.issuer.issueToService('mirror', ['views'])),
    ];
    const answers = async () =>
      Promise.all(others.map(async (by) => [(await list(by)).status, (await list(by)).text]));
    const before = await answers();
    const person = await name(owner);
    for (const by of [convener, owner, reader])
      expect((await list(by)).body).toEqual({
        rows: [{ person, organisation: owner.id, ...ana }],
        names: { [owner.id]: 'Owner' },
      });
    expect(await answers()).toEqual(before);
    expect(before).toEqual(others.map(() => [200, '{"rows":[],"names":{}}']));
    expect((await list(owner, '?asOf=2021-01-01')).body.code).toBe('invalid-input');
    const unknown = served.anybody().ask('/v1/partnerships/ptn_01hzy3v7k0e8m4q2r6t9w5x1ab/focal-points');
    expect((await unknown).body.code).toBe('partnership-unknown');
  });

  it('of who has left are shown to it alone, and it is shown no others; both again when it rejoins', async () => {
    const [convener, owner, reader] = parties as [Party, Party, Party];
    await name(convener, { name: 'Convener’s' });
    await name(owner);
    await owner.done(`${base}/leave-partnership`);
    expect(await named(owner)).toEqual([ana.name]);
    expect(await named(reader)).toEqual(['Convener’s']);
    await join(owner);
    expect((await named(owner)).sort()).toEqual([ana.name, 'Convener’s']);
    expect((await named(reader)).sort()).toEqual([ana.name, 'Convener’s']);
  });

  it('are said anew, and withdrawn, by their own organisation, taking part or not', async () => {
    const [, owner, reader] = parties as [Party, Party, Party];
    const person = await name(owner);
    expect(await name(owner, { person, name: 'Ana D.' })).toBe(person);
    expect(await named(reader)).toEqual(['Ana D.']);
    await owner.done(`${base}/leave-partnership`);
    await owner.done(`${base}/withdraw-focal-point`, { person });
    expect(await named(owner)).toEqual([]);
    await owner.done(`${base}/withdraw-focal-point`, { person });
  });

  it('of one person in several partnerships tell in each what was said there', async () => {
    const [convener, owner] = parties as [Party, Party];
    const person = await name(owner);
    const first = base;
    const scope = { places: ['PE'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'U', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await served.settled();
    expect(await name(owner, { person, name: 'Ana D.' })).toBe(person);
    expect(await named(owner)).toEqual(['Ana D.']);
    expect(await named(convener)).toEqual([]);
    base = first;
    expect(await named(convener)).toEqual([ana.name]);
  });

  it('of somebody else answer as one that never was, whatever the headers say', async () => {
    const [convener, owner] = parties as [Party, Party];
    const person = await name(owner);
    const never = person.replace(/.{4}$/, '0000');
    for (const command of ['name-focal-point', 'withdraw-focal-point'])
      for (const headers of [
        {},
        { 'if-match': '"7"' },
        { 'if-match': '"0"', 'idempotency-key': 'k' },
      ] as Record<string, string>[]) {
        const of = async (one: string) => {
          const body = { person: one, ...(command === 'name-focal-point' ? ana : {}) };
          const { status, text } = await convener.give(`${base}/${command}`, body, headers);
          return { status, text };
        };
        expect(await of(person)).toEqual(await of(never));
        expect(await of(never)).toMatchObject({
          status: 404,
          text: expect.stringContaining('person-unknown'),
        });
      }
  });

  it('come in pages that go on with each other', async () => {
    const [convener, owner, reader] = parties as [Party, Party, Party];
    for (const n of [1, 2, 3]) await name(n === 2 ? convener : owner, { name: `N${n}` });
    const told: string[] = [];
    const stolen: unknown[] = [];
    for (let cursor = ''; ;) {
      const { rows, next } = (await list(reader, `?limit=1${cursor}`)).body;
      told.push(...rows.map((row: { name: string }) => row.name));
      if (next === undefined) break;
      cursor = `&cursor=${next}`;
      stolen.push((await list(party(4), `?limit=1${cursor}`)).body.rows);
    }
    expect(stolen).toEqual([[], []]);
    expect(told).toEqual(await named(reader));
    expect(told.sort()).toEqual(['N1', 'N2', 'N3']);
    expect((await list(reader, '?cursor=x')).body.code).toBe('invalid-cursor');
  });

  it('are named once with one key of a request, and where that is shown is told', async () => {
    const [, owner] = parties as [Party, Party];
    const key = { 'idempotency-key': 'named' };
    const [first, again] = [
      await owner.done(`${base}/name-focal-point`, ana, key),
      await owner.done(`${base}/name-focal-point`, ana, key),
    ];
    expect(again.text.replace(/"freshness":"[^"]*"/, '')).toBe(first.text.replace(/"freshness":"[^"]*"/, ''));
    expect(first.headers.get('location')).toBe(`${base}/focal-points`);
    expect(await named(owner)).toEqual([ana.name]);
  });
});
