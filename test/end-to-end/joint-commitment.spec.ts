import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const NAMES = ['ITU', 'GSMA', 'UNICEF', 'UNHCR', 'WHO', 'FAO', 'ILO', 'WFP', 'UNEP', 'UNDP', 'IOM', 'UPU'];

describe('a joint commitment, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let parties: readonly Party[];
  let itu: Party;
  let base: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    parties = await Promise.all(NAMES.map((name) => served.party(name)));
    itu = parties[0] as Party;
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    for (const party of parties.slice(1))
      await party.done(`${base}/join-partnership`, { priorities: ['Reach'] });
  });
  afterAll(() => served.close());

  const whole = {
    statement: 'Connect every school',
    kind: 'programme',
    places: [
      { place: 'CO', percentage: '60' },
      { place: 'PE', percentage: '40' },
    ],
    sdgTargets: ['9.c'],
  };
  async function proposed(shares: readonly object[]): Promise<string> {
    const answer = await itu.done(`${base}/propose-joint-commitment`, { ...whole, shares });
    const path = `${base}/joint-commitments/${answer.body.ids.jointCommitment}`;
    expect([answer.status, answer.headers.get('location')]).toEqual([201, path]);
    return path;
  }
  const ask = async (path: string) => {
    await served.settled();
    const { status, text, body } = await served.anybody().ask(path);
    if (status !== 200) throw new Error(text);
    return body;
  };
  const accept = async (party: Party | undefined, path: string): Promise<string> =>
    (await party?.done(`${path}/accept-share`))?.body.ids.commitment;
  const share = (path: string) => path.split('/').at(-1) ?? '';

  it('takes its course: proposed, answered, formed, left by one, and read as of each day', async () => {
    const [, gsma, unicef] = parties;
    const path = await proposed([
      { organisation: itu.id, money: usd('100') },
      { organisation: gsma?.id, money: usd('50'), statement: 'The lines' },
      { organisation: unicef?.id, money: { amount: '30', currency: 'EUR' } },
    ]);
    const figure = { currency: 'USD', planned: '150', unanswered: '150', promised: '0', shortfall: '0' };
    expect(await ask(path)).toMatchObject({
      status: 'proposed',
      statement: whole.statement,
      waitsFor: [itu.id, gsma?.id, unicef?.id],
      figures: [{ currency: 'EUR', planned: '30', unanswered: '30' }, figure],
      shares: [],
    });
    const first = await accept(itu, path);
    const second = await accept(gsma, path);
    expect(await ask(`${base}/joint-commitments?waitsFor=${unicef?.id}`)).toMatchObject({
      rows: [{ jointCommitment: share(path), waitsFor: [unicef?.id] }],
    });
    expect((await ask(`${base}/joint-commitments?waitsFor=${itu.id}`)).rows).toEqual([]);

    clock.set('2021-02-10T09:00:00Z');
    await unicef?.done(`${path}/decline-share`, { reason: 'Spent' });
    const formed = await ask(path);
    expect(formed).toMatchObject({ status: 'formed', formedOn: '2021-02-10', waitsFor: [] });
    expect(formed.figures).toMatchObject([
      { currency: 'EUR', planned: '30', unanswered: '0', promised: '0', shortfall: '30' },
      { ...figure, unanswered: '0', promised: '150' },
    ]);
    expect(formed.shares.map(({ commitment }: { commitment: string }) => commitment)).toEqual([
      first,
      second,
    ]);
    const ordinary = { kind: 'programme', places: whole.places, sdgTargets: ['9.c'], joint: share(path) };
    expect(await ask(`${base}/commitments/${second}`)).toMatchObject({
      ...ordinary,
      organisation: gsma?.id,
      promise: 'commitment',
      voice: 'self-reported',
      statement: 'The lines',
      money: { promised: usd('50') },
    });

    clock.set('2021-03-10T09:00:00Z');
    await gsma?.done(`${base}/commitments/${second}/record-disbursement`, { entry: 'a', money: usd('20') });
    const left = await gsma?.done(`${path}/leave-joint-commitment`, { commitment: second });
    expect(left?.body.receipts).toHaveLength(2);
    const now = await ask(path);
    expect(now).toMatchObject({
      status: 'formed',
      parties: [
        { answer: 'accepted', share: first },
        { answer: 'accepted', share: second, leftOn: '2021-03-10' },
        { answer: 'declined', reason: 'Spent' },
      ],
      shares: [
        { commitment: first, status: 'open' },
        { commitment: second, status: 'withdrawn' },
      ],
    });
    expect(now.figures[1]).toMatchObject({ promised: '100', shortfall: '50', disbursed: '20' });
    const before = await ask(`${path}?effective=2021-02-28`);
    const { parties: answers, figures } = await ask(`${path}?asOf=2021-02-28`);
    expect({ answers, figures }).toEqual({ answers: before.parties, figures: before.figures });
    expect(before.figures[1]).toMatchObject({ promised: '150', shortfall: '0' });
  });

  it('is no row of the ledger: every figure is the sum of rows that can be opened', async () => {
    const { rows } = await ask(`${base}/joint-commitments`);
    const [{ figures, ledger }] = rows;
    const sum = (list: { money: { promised?: { amount: string } } }[]) =>
      list.reduce((total, { money }) => total + Number(money.promised?.amount ?? 0), 0);
    for (const { promised, promisedBy } of figures)
      expect(sum((await ask(promisedBy)).rows)).toBe(Number(promised));
    expect((await ask(ledger)).rows).toHaveLength(2);
    const { groups } = await ask(`${base}/ledger/totals`);
    expect(groups.map(({ rows: count }: { rows: number }) => count)).toEqual([1, 1]);
    expect(groups[0]).toMatchObject({ status: 'open', promised: [usd('100')] });
    await itu.done(`${base}/propose-joint-commitment`, {
      ...whole,
      shares: parties.slice(0, 3).map(({ id }) => ({ organisation: id, money: usd('7') })),
    });
    expect((await ask(`${base}/ledger/totals`)).groups).toEqual(groups);
  });

  it('whose parties race is formed once, and every share is one commitment', async () => {
    const path = await proposed(parties.map(({ id }) => ({ organisation: id, money: usd('1') })));
    // Each asks twice, as an impatient caller does.
    const answers = await Promise.all([...parties, ...parties].map((party) => accept(party, path)));
    const halves = [answers.slice(0, parties.length), answers.slice(parties.length)];
    expect(halves[0]).toEqual(halves[1]);
    expect(new Set(answers).size).toBe(parties.length);
    const found = await ask(path);
    expect(found).toMatchObject({ status: 'formed', waitsFor: [] });
    expect(found.figures).toMatchObject([{ planned: '12', promised: '12', shortfall: '0' }]);
    const { events } = await served.book.store.readAll({
      types: ['JointCommitmentFormed', 'CommitmentMade'],
    });
    const of = events.filter(({ data }) => JSON.stringify(data).includes(share(path)));
    expect(of.filter(({ type }) => type === 'JointCommitmentFormed')).toHaveLength(1);
    expect(of.filter(({ type }) => type === 'CommitmentMade')).toHaveLength(parties.length);
  });

  it('whose last answer races a party that leaves is formed once, by those who then stand by it', async () => {
    const [, gsma, unicef, unhcr] = parties;
    const all = [itu, gsma, unicef].map((party) => party?.id);
    for (let i = 0; i < 8; i++) {
      const named = [itu, gsma, unicef, unhcr].map((party) => ({ organisation: party?.id }));
      const path = await proposed(named);
      await accept(itu, path);
      const leaving = await accept(gsma, path);
      await accept(unicef, path);
      const both = [
        () => gsma?.done(`${path}/leave-joint-commitment`, { commitment: leaving }),
        () => unhcr?.done(`${path}/decline-share`),
      ];
      await Promise.all((i % 2 === 0 ? both : both.toReversed()).map((give) => give()));
      const { events } = await served.book.store.readAll({ types: ['JointCommitmentFormed'] });
      const formed = events.filter(({ data }) => JSON.stringify(data).includes(share(path)));
      const { status, parties: now } = await ask(path);
      const [{ parties: by } = { parties: [] }] = formed.map(({ data }) => data as { parties: string[] });
      expect(formed).toHaveLength(1);
      expect([all, all.filter((id) => id !== gsma?.id)]).toContainEqual(by);
      expect(status).toBe('formed');
      expect(now[1]).toMatchObject({ share: leaving, leftOn: expect.any(String) });
    }
  });

  it('keeps a share that was transferred among its own, counted once', async () => {
    const [, gsma, unicef] = parties;
    const path = await proposed([itu, gsma].map((party) => ({ organisation: party?.id, money: usd('5') })));
    await accept(itu, path);
    const commitment = await accept(gsma, path);
    const offer = { offer: 'o', to: unicef?.id };
    await gsma?.done(`${base}/commitments/${commitment}/offer-transfer`, offer);
    const { body } =
      (await unicef?.done(`${base}/commitments/${commitment}/accept-transfer`, { offer: 'o' })) ?? {};
    const { shares, figures } = await ask(path);
    expect(shares.map(({ status }: { status: string }) => status)).toEqual(['open', 'superseded', 'open']);
    expect(shares[2]).toMatchObject({ commitment: body.ids.commitment, joint: share(path) });
    expect(figures).toMatchObject([{ planned: '10', promised: '10', shortfall: '0' }]);
    const left = await gsma?.done(`${path}/leave-joint-commitment`, { commitment });
    expect(left?.body.receipts).toHaveLength(1);
  });

  it('shows no row that only looks like a share, such as by the tags of a source', async () => {
    const path = await proposed(parties.slice(0, 2).map(({ id }) => ({ organisation: id })));
    await itu.done(`${base}/grant-mandate`, { organisation: itu.id, source: 'fts' });
    await itu.done(`${base}/make-commitment`, {
      statement: 'Looks like it',
      kind: 'financial',
      money: usd('1000'),
      onBehalfOf: 'not-stated',
      source: { system: 'fts', record: 'x', version: 1, tags: { joint: share(path) } },
    });
    expect(await ask(path)).toMatchObject({ shares: [], figures: [] });
    expect((await ask(`${base}/ledger?joint=${share(path)}`)).rows).toEqual([]);
  });

  it('is told to everybody: in the timeline, and in the feed', async () => {
    const types = (rows: { type: string }[]) => new Set(rows.map(({ type }) => type));
    const { rows } = await ask(`${base}/timeline?limit=1000`);
    const told = [
      'JointCommitmentProposed',
      'ShareAccepted',
      'ShareDeclined',
      'JointCommitmentFormed',
      'PartyLeft',
    ];
    expect([...types(rows)]).toEqual(expect.arrayContaining(told));
    const { events } = await ask('/v1/events?limit=1000&type=pledgebook.share-accepted.v1');
    expect(events[0]).toMatchObject({
      subject: share(base),
      data: { organisation: itu.id, change: { jointCommitment: expect.stringMatching(/^jnt_/) } },
    });
  });

  it.each([
    ['', 'jnt_00000000000000000000000000', 404, 'joint-commitment-unknown'],
    ['?effective=2020-01-01', undefined, 404, 'joint-commitment-unknown'],
    ['?asOf=2020-01-01', undefined, 404, 'partnership-unknown'],
  ])('is not there%s before it is proposed, or under another id', async (query, id, status, code) => {
    const { rows } = await ask(`${base}/joint-commitments?limit=1`);
    const path = `${base}/joint-commitments/${id ?? rows[0].jointCommitment}${query}`;
    expect((await itu.ask(path)).body).toMatchObject({ status, code });
  });
});
