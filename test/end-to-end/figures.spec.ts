import { Client } from '../../apps/cli/client.ts';
import { ImportTotals } from '../../apps/cli/import/totals.ts';
import { page } from '../../libs/interchange/fts/specification/made-up.ts';
import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const reason = 'It had to be';
const scope = { places: ['CO', 'PE', 'LB'], sdgTargets: [] };

/** What contains what is one thing, what is counted beside what another: each case has a book of its own. */
describe('a part in a figure, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let base: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma] = (await Promise.all(['ITU', 'GSMA'].map((name) => served.party(name)))) as [Party, Party];
  });
  afterAll(() => served.close());
  beforeEach(async () => {
    base = await convened();
  });

  async function convened(programme = 'Water'): Promise<string> {
    const says = { title: 'T', problem: 'P', scope, programme, effectiveOn: '2020-12-01' };
    const { body } = await itu.done('/v1/partnerships', says);
    const path = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${path}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${path}/join-partnership`, { priorities: ['Reach'] });
    return path;
  }
  async function promise(by: Party, amount: string, more: object = {}, path = base): Promise<string> {
    const says = { statement: 'Build', kind: 'financial', money: usd(amount), ...more };
    return (await by.done(`${path}/make-commitment`, says)).body.ids.commitment;
  }
  const say = (by: Party, commitment: string, command: string, body: object = {}) =>
    by.give(`${base}/commitments/${commitment}/${command}`, body);
  const isPartOf = (commitment: string, more: object = {}) => ({
    partOf: { commitment, contained: true, ...more },
  });
  /** A parent of 1000, and a part of 300 that it contains. */
  async function wholeAndPart(more: object = {}, of: object = {}): Promise<[string, string]> {
    const whole = await promise(itu, '1000', of);
    return [whole, await promise(itu, '300', { ...isPartOf(whole), ...more })];
  }
  const ask = async (path: string) => {
    await served.settled();
    const { status, body, text } = await served.anybody().ask(path);
    if (status !== 200) throw new Error(`${path}: ${text}`);
    return body;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer over HTTP
  type Told = any;
  const amounts = (sums: readonly { amount: string }[]) => sums.map(({ amount }) => amount);
  /** What is promised of each status, and of what stands. */
  const promised = async (query = '', path = base) => {
    const { groups, across } = await ask(`${path}/ledger/totals${query}`);
    return {
      ...Object.fromEntries(groups.map((group: Told) => [group.status, amounts(group.promised)])),
      standing: amounts(across.standing.promised),
    };
  };

  it('is left out where what contains it is there, and counts where that was withdrawn', async () => {
    const [whole] = await wholeAndPart();
    expect(await promised()).toEqual({ open: ['1000'], standing: ['1000'] });
    await say(itu, whole, 'withdraw-commitment', { reason });
    expect(await promised()).toEqual({ open: ['300'], withdrawn: ['1000'], standing: ['300'] });
  });

  it('is once in what an import holds against its source, which counts records whatever has become of them', async () => {
    const partnership = base.split('/').at(-1) ?? '';
    const record = (id: string) => ({
      onBehalfOf: gsma.id,
      source: {
        system: 'fts',
        record: `${partnership} ${id}`,
        version: 1,
        tags: { 'search-location-1-year-2020': 'incoming/single' },
      },
    });
    await itu.done(`${base}/grant-mandate`, { organisation: itu.id, source: 'fts' });
    const [, part] = await wholeAndPart(record('part'), record('whole'));
    const other = await promise(itu, '40', record('other'));
    for (const one of [part, other]) await say(gsma, one, 'reject-attribution', { reason });
    await served.settled();
    const totals = new ImportTotals(new Client(served.server.url), partnership, undefined);
    expect(await totals.compare([page('1')])).toMatchObject([{ figures: [{ ledger: '1040' }, {}] }]);
    const { across, recordedIn } = await ask(`${base}/ledger/totals?in=USD`);
    expect([across.standing, across.ended].map(({ promisedIn }) => promisedIn.amount)).toEqual([
      '1000',
      '340',
    ]);
    expect(recordedIn).toEqual({ ...usd('1040'), rowsWithout: 0 });
  });

  it('is contained in what took the place of the whole, unless a transfer took only a part of it', async () => {
    const [whole] = await wholeAndPart();
    const by = await promise(itu, '1200');
    await say(itu, whole, 'supersede-commitment', { by });
    expect(await promised()).toEqual({ open: ['1200'], superseded: ['1000'], standing: ['1200'] });

    base = await convened();
    const [other] = await wholeAndPart();
    await say(itu, other, 'offer-transfer', { offer: 'o', to: gsma.id, money: usd('400') });
    await say(gsma, other, 'accept-transfer', { offer: 'o' });
    expect(await promised()).toEqual({ open: ['700'], superseded: ['1000'], standing: ['700'] });
  });

  it('counts under a withdrawn parent, and not under a grandparent that stands', async () => {
    const [whole, part] = await wholeAndPart();
    await promise(gsma, '50', isPartOf(part));
    await say(itu, part, 'withdraw-commitment', { reason });
    expect(await promised()).toEqual({ open: ['1000'], withdrawn: ['300'], standing: ['1000'] });
    await say(itu, whole, 'withdraw-commitment', { reason });
    expect(await promised()).toEqual({ open: ['50'], withdrawn: ['1000'], standing: ['50'] });
  });

  it('is in the record of its owner where the whole is of another organisation', async () => {
    const whole = await promise(itu, '1000');
    await promise(gsma, '300', isPartOf(whole));
    const { rows } = await ask(`${base}/records`);
    const recordOf = ({ id }: Party) => rows.find((row: Told) => row.organisation === id);
    expect(recordOf(gsma)).toMatchObject({
      rows: 1,
      groups: [{ rows: 1, contained: 0, promised: [usd('300')] }],
      across: { standing: { promised: [usd('300')] } },
    });
    expect(recordOf(itu)).toMatchObject({ across: { standing: { promised: [usd('1000')] } } });
    expect(await promised()).toMatchObject({ standing: ['1000'] });
  });

  it('counts where filters leave the whole out, and by place as far as the whole says what is for it', async () => {
    await wholeAndPart(
      { theme: 'Schools', places: [{ place: 'CO' }] },
      { theme: 'All', places: [{ place: 'PE' }] },
    );
    expect(await promised('?theme=Schools')).toMatchObject({ open: ['300'] });
    expect(await promised('?theme=All')).toMatchObject({ open: ['1000'] });
    const { places } = await ask(`${base}/coverage`);
    const at = (place: string) => places.find(({ of }: Told) => of === place);
    expect(at('CO')).toMatchObject({ contained: 0, commitments: { promised: [usd('300')] } });
    expect(at('PE')).toMatchObject({ commitments: { promised: [usd('1000')] } });
  });

  it('is of another book, and left out where a programme counts both', async () => {
    const [other, elsewhere] = [await convened('Both'), await convened('Both')];
    const whole = await promise(itu, '1000', {}, other);
    const [partnership = '', part = ''] = [other, elsewhere].map((one) => one.split('/').at(-1));
    await itu.admitted('Both', [partnership, part]);
    await promise(gsma, '300', isPartOf(whole, { partnership }), elsewhere);
    expect(await promised('', elsewhere)).toEqual({ open: ['300'], standing: ['300'] });
    expect(await promised('', other)).toEqual({ open: ['1000'], standing: ['1000'] });
    expect(await promised('', '/v1/programmes/Both')).toEqual({ open: ['1000'], standing: ['1000'] });
    const unsaid = { statement: 'Build', kind: 'financial', ...isPartOf(whole) };
    expect(await gsma.give(`${elsewhere}/make-commitment`, unsaid)).toMatchObject({
      body: { code: 'commitment-unknown', field: 'partOf' },
    });
  });

  it('has its payments where they were recorded, unless those of the whole are said to contain them', async () => {
    const [whole, part] = await wholeAndPart();
    const paid = async () => {
      const { groups } = await ask(`${base}/ledger/totals`);
      return amounts(groups[0].disbursed);
    };
    await say(itu, part, 'record-disbursement', { entry: 'a', money: usd('120') });
    expect(await paid()).toEqual(['120']);
    await say(itu, whole, 'record-disbursement', { entry: 'b', money: usd('500') });
    expect(await paid()).toEqual(['620']);
    const { body } = await say(itu, part, 'amend-commitment', {
      ...isPartOf(whole, { paymentsContained: true }),
      reason,
    });
    expect(body).toMatchObject({ revision: expect.any(Number) });
    expect(await paid()).toEqual(['500']);
    expect(await promised()).toMatchObject({ open: ['1000'] });
  });

  it('is as it was on an earlier day, and at an earlier moment', async () => {
    clock.set('2021-02-01T09:00:00Z');
    const [whole] = await wholeAndPart({ effectiveOn: '2021-01-15' }, { effectiveOn: '2021-01-05' });
    await served.settled();
    clock.set('2021-03-01T09:00:00Z');
    await say(itu, whole, 'withdraw-commitment', { reason, effectiveOn: '2021-02-10' });
    for (const [query, standing] of [
      ['?effective=2021-01-10', '1000'],
      ['?effective=2021-01-20', '1000'],
      ['?effective=2021-02-10', '300'],
      ['?asOf=2021-02-20', '1000'],
      ['?asOf=2021-02-20&effective=2021-02-15', '1000'],
      ['', '300'],
    ] as const)
      expect([query, await promised(query)]).toEqual([
        query,
        expect.objectContaining({ standing: [standing] }),
      ]);
  });

  it('has, with each figure, the ledger that lists its rows: asked with the same filters, the figures are the same', async () => {
    const [whole] = await wholeAndPart();
    await say(itu, whole, 'suspend-commitment', { reason });
    const figures = ({ ledger: _, ...sums }: Told) => sums;
    const { groups, across } = await ask(`${base}/ledger/totals?currency=USD`);
    expect(across).toMatchObject({ standing: { rows: 2, contained: 1, promised: [usd('1000')] } });
    for (const group of groups) {
      const again = await ask(group.ledger.replace('/ledger?', '/ledger/totals?'));
      expect(again.groups.map(figures)).toEqual([figures(group)]);
      expect((await ask(group.ledger)).rows).toHaveLength(group.rows);
    }
    for (const [set, sums] of Object.entries<Told>(across)) {
      const again = await ask(sums.ledger.replace('/ledger?', '/ledger/totals?'));
      expect(figures(again.across[set])).toEqual(figures(sums));
      expect((await ask(sums.ledger)).rows).toHaveLength(sums.rows);
    }
    const narrowed = await ask(`${base}/ledger/totals?status=open&promise=commitment`);
    expect(narrowed.across.ended).toMatchObject({ rows: 0 });
    expect(narrowed.across.ended).not.toHaveProperty('ledger');
    expect((await ask(narrowed.across.standing.ledger)).rows).toHaveLength(1);
  });

  it('never comes to contain itself, also where several say so at once', async () => {
    const three = await Promise.all(['1', '2', '3'].map((amount) => promise(itu, amount)));
    const answers = await Promise.all(
      three.map((one, i) => say(itu, one, 'detail-commitment', isPartOf(three[(i + 1) % 3] ?? ''))),
    );
    const codes = answers.map(({ status, body }) => (status === 200 ? 'accepted' : body.code)).sort();
    expect(codes).toEqual(['accepted', 'accepted', 'part-circle']);
  });
});

describe('coverage, over HTTP', () => {
  let served: ServedBook;
  afterEach(() => served.close());

  it('has predecessor and successor as one organisation, as standing and programmes have, no place for 0 %, and thirds that add up', async () => {
    served = await ServedBook.open(new SetClock('2021-01-10T09:00:00Z'));
    const [old, successor] = (await Promise.all(['Old', 'New'].map((name) => served.party(name)))) as [
      Party,
      Party,
    ];
    const says = { title: 'T', problem: 'P', scope, programme: 'Forum' };
    const { body } = await old.done('/v1/partnerships', says);
    const base = `/v1/partnerships/${body.ids.partnership}`;
    await old.admitted('Forum', [body.ids.partnership]);
    await old.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await successor.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    const make = (by: Party, more: object) =>
      by.give(`${base}/make-commitment`, {
        statement: 'Build',
        kind: 'financial',
        money: usd('1000'),
        ...more,
      });
    const shares = (...of: [string, string][]) => ({
      places: of.map(([place, percentage]) => ({ place, percentage })),
    });
    await make(old, shares(['CO', '100'], ['LB', '0']));
    await make(successor, shares(['CO', '33.33'], ['PE', '33.33'], ['FR', '33.33']));
    await old.done(`/v1/organisations/${old.id}/change-organisation`, {
      change: 'dissolved',
      successor: successor.id,
    });
    await successor.done(`/v1/organisations/${old.id}/accept-succession`);
    await served.settled();
    const coverage = (await served.anybody().ask(`${base}/coverage`)).body;
    const at = (place: string) => coverage.places.find(({ of }: { of: string }) => of === place);
    expect(at('CO')).toMatchObject({
      overlap: false,
      organisations: [{ organisation: successor.id, selfReported: 2, formerly: [old.id] }],
      commitments: { promised: [usd('1333.333333')] },
    });
    expect(at('LB')).toMatchObject({ rows: 1, gap: true, organisations: [] });
    expect(coverage.gaps.places).toEqual(['LB']);
    const ask = async (path: string) => (await served.anybody().ask(path)).body;
    const one = { type: 'unsaid', organisations: 1, who: [successor.id], formerly: [old.id] };
    for (const path of [base, '/v1/programmes/Forum'])
      expect((await ask(`${path}/standing`)).participants).toEqual([one]);
    expect((await ask('/v1/programmes/Forum')).participants).toBe(1);
    expect((await ask('/v1/programmes')).rows).toMatchObject([{ programme: 'Forum', participants: 1 }]);
    expect(await make(old, { sdgTargets: ['9.c', '9.c'] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: '/sdgTargets', rule: 'isEachOnce' }] },
    });
  });
});
