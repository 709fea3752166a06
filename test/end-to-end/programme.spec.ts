import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const PROGRAMME = 'Forum 2021: water / energy & more?';
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('a programme over several books, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  const at = `/v1/programmes/${encodeURIComponent(PROGRAMME)}`;

  async function convene(by: Party, title: string, more: object): Promise<string> {
    const says = { title, problem: 'P', scope: { places: ['CO'], sdgTargets: [] }, ...more };
    return (await by.done('/v1/partnerships', says)).body.ids.partnership;
  }
  const promise = (by: Party, partnership: string, amount: string) =>
    by.done(`/v1/partnerships/${partnership}/make-commitment`, {
      statement: `Give ${amount}`,
      kind: 'financial',
      money: usd(amount),
    });

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma] = (await Promise.all(['ITU', 'GSMA'].map((name) => served.party(name)))) as [Party, Party];
    const programme = { programme: PROGRAMME };
    const water = await convene(itu, 'Water', programme);
    const energy = await convene(gsma, 'Energy', programme);
    const other = await convene(itu, 'Other', { programme: 'Another' });
    await convene(itu, 'None', {});
    // Owned by neither convener alone: whoever registers it admits those that name it.
    await itu.admitted(PROGRAMME, [water, energy]);
    await promise(itu, water, '100');
    await promise(gsma, energy, '20');
    await promise(itu, other, '5000');
    clock.set('2021-03-10T09:00:00Z');
    await promise(gsma, energy, '3');
    clock.set('2022-03-10T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  const ask = async (path: string) => (await served.anybody().ask(path)).body;

  it('is listed with what its partnerships come to', async () => {
    const { rows } = await ask('/v1/programmes');
    expect(rows).toMatchObject([
      { programme: 'Another', registered: false, partnerships: 1 },
      {
        programme: PROGRAMME,
        registered: true,
        organisation: itu.id,
        partnerships: 2,
        participants: 2,
        places: ['CO'],
      },
    ]);
    expect(await ask(at)).toMatchObject({ rows: [{ title: 'Water' }, { title: 'Energy' }] });
    expect((await ask('/v1/programmes?asOf=2021-01-09')).rows).toEqual([]);
  });

  it('lists the ledger of all its books by pages, live and as of a moment', async () => {
    const amounts = async (query: string): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const { rows, next } = await ask(`${at}/ledger?limit=1&sort=-promised${query}${cursor}`);
        found.push(
          ...rows.map((row: { money: { promised: { amount: string } } }) => row.money.promised.amount),
        );
        cursor = next === undefined ? undefined : `&cursor=${next}`;
      }
      return found;
    };
    expect(await amounts('')).toEqual(['100', '20', '3']);
    expect(await amounts('&asOf=2021-02-01')).toEqual(['100', '20']);
    expect(await amounts('&effective=2021-02-01')).toEqual(['100', '20']);
    expect(await amounts(`&organisation=${gsma.id}`)).toEqual(['20', '3']);
    expect(await amounts('&staleness=silent')).toEqual([]);
    expect(await amounts('&staleness=late')).toEqual(['100', '20']);
  });

  it('adds up all its books, and names the rows of each sum', async () => {
    const { groups } = await ask(`${at}/ledger/totals`);
    expect(groups).toMatchObject([{ rows: 3, promised: [usd('123')] }]);
    expect((await ask(groups[0].ledger)).rows).toHaveLength(3);
    expect((await ask(`${at}/ledger/totals?asOf=2021-02-01`)).groups).toMatchObject([
      { promised: [usd('120')] },
    ]);
  });

  it('counts no book that it has not admitted: whoever only names it is listed apart', async () => {
    const stranger = await served.party('Stranger');
    const own = await convene(stranger, 'Mine', { programme: PROGRAMME });
    await promise(stranger, own, '1000000000000');
    await served.settled();
    expect((await ask(`${at}/ledger/totals`)).groups).toMatchObject([{ rows: 3, promised: [usd('123')] }]);
    expect(await ask(at)).toMatchObject({ partnerships: 2, asking: [{ title: 'Mine' }] });
    const { id } = await ask(at);
    const admit = `/v1/partnerships/${own}/admit-partnership`;
    expect(await stranger.give(admit, { programme: id })).toMatchObject({ status: 403 });
    expect(await stranger.give('/v1/programmes', { name: PROGRAMME.toUpperCase() })).toMatchObject({
      status: 409,
    });
    // Of a label that nobody registered books are listed, and nothing is added up.
    expect(await ask('/v1/programmes/Another')).toMatchObject({ rows: [], asking: [{ title: 'Other' }] });
    expect((await ask('/v1/programmes/Another/ledger/totals')).groups).toEqual([]);
    await itu.done(admit, { programme: id, effectiveOn: '2022-03-10' });
    await served.settled();
    expect((await ask(`${at}/ledger/totals`)).groups[0]).toMatchObject({ rows: 4 });
    // Sums follow admission by day.
    expect((await ask(`${at}/ledger/totals?effective=2022-03-09`)).groups[0]).toMatchObject({ rows: 3 });
    await itu.done(`/v1/partnerships/${own}/end-belonging`, { programme: id });
    await served.settled();
    expect((await ask(`${at}/ledger/totals`)).groups[0]).toMatchObject({ rows: 3 });
  });

  it('is not known where no partnership names it', async () => {
    for (const path of ['/v1/programmes/None', '/v1/programmes/None/ledger', `${at}/ledger?asOf=2020-01-01`])
      expect(await ask(path)).toMatchObject({ status: 404, code: 'programme-unknown' });
  });
});
