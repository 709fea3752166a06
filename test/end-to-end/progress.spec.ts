import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('progress, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  const of: Record<string, string> = {};
  let served: ServedBook;
  let itu: Party;
  let bases: string[];

  async function convene(title: string): Promise<string> {
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title, problem: 'P', scope });
    return `/v1/partnerships/${body.ids.partnership}`;
  }
  async function measure(base: string, name: string): Promise<void> {
    const indicator = { id: 'people', name, level: 'outcome', unit: 'people' };
    const indicators = [{ ...indicator, direction: 'increase', aggregation: 'sum' }];
    const { body } = await itu.done(`${base}/make-commitment`, {
      statement: name,
      kind: 'programme',
      indicators,
    });
    of[name] = body.ids.commitment;
    const values = [{ indicator: 'people', value: '30' }];
    await itu.done(`${base}/commitments/${of[name]}/report-progress`, { entry: 'one', values });
  }

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    itu = await served.party('ITU');
    bases = [await convene('Water'), await convene('Energy')];
    const [water, energy] = bases as [string, string];
    for (const name of ['a', 'b', 'c']) await measure(water, name);
    await measure(energy, 'd');
    clock.set('2021-03-10T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  const told = async (path: string): Promise<string[]> => {
    const { rows } = (await served.anybody().ask(path)).body as { rows: { indicator: { name: string } }[] };
    return rows.map(({ indicator }) => indicator.name).sort();
  };
  const asking = (...names: string[]) => names.map((name) => `commitment=${of[name]}`).join('&');

  it.each(['', '&asOf=2021-02-01'])(
    'of several commitments, any of them, in one question %s',
    async (moment) => {
      expect(await told(`${bases[0]}/progress?${asking('a', 'c')}${moment}`)).toEqual(['a', 'c']);
      expect(await told(`${bases[0]}/progress?${asking('b')}${moment}`)).toEqual(['b']);
      expect(await told(`${bases[0]}/progress?${asking('a', 'd')}${moment}`)).toEqual(['a']);
    },
  );

  it('of an organisation, across partnerships', async () => {
    const path = `/v1/organisations/${itu.id}/progress`;
    expect(await told(path)).toEqual(['a', 'b', 'c', 'd']);
    expect(await told(`${path}?${asking('a', 'd')}`)).toEqual(['a', 'd']);
    const nobody = await served.anybody().ask('/v1/organisations/org_01e8kg5rm0jp8pftn01rmgcpmc/progress');
    expect(nobody.body.code).toBe('organisation-unknown');
  });
});
