import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

describe('the accountability ledger, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let base: string;
  /** Ids of commitments by what they are for. */
  const of: Record<string, string> = {};

  async function make(by: Party, name: string, body: object): Promise<void> {
    const statement = `${name}, as promised`;
    const { body: answer } = await by.done(`${base}/make-commitment`, {
      statement,
      kind: 'programme',
      ...body,
    });
    of[name] = answer.ids.commitment;
  }
  const say = (by: Party, name: string, command: string, body: object) =>
    by.done(`${base}/commitments/${of[name]}/${command}`, body);
  const usd = (amount: string) => ({ amount, currency: 'USD' });

  async function promise() {
    await make(itu, 'raised', {
      kind: 'financial',
      money: usd('100'),
      effectiveOn: '2021-01-01',
      theme: 'Aid',
    });
    await make(itu, 'paid', { kind: 'financial', money: usd('500'), places: [{ place: 'CO' }] });
    await make(gsma, 'late', { reportEveryMonths: 3, sdgTargets: ['9.c'] });
    await make(gsma, 'part', {
      money: { amount: '40', currency: 'EUR' },
      partOf: { commitment: of['paid'], contained: true },
    });
    const indicator = {
      id: 'people',
      name: 'People',
      level: 'outcome',
      unit: 'people',
      direction: 'increase',
      aggregation: 'sum',
    };
    await make(itu, 'measured', { indicators: [{ ...indicator, target: { value: '100' } }] });
  }
  async function carryOut() {
    clock.set('2021-04-10T09:00:00Z');
    const reason = 'More was found';
    await say(itu, 'raised', 'amend-commitment', { money: usd('150'), reason, effectiveOn: '2021-03-01' });
    await say(itu, 'raised', 'amend-commitment', { money: usd('120'), reason, effectiveOn: '2021-02-01' });
    for (const entry of ['one', 'two'])
      await say(itu, 'paid', 'record-disbursement', { entry, money: usd('100.10') });
    await say(itu, 'paid', 'record-disbursement', { entry: 'three', money: usd('2000') });
    await say(gsma, 'late', 'plan-milestone', { entry: 'first', title: 'First', due: '2021-06-30' });
    const women = { category: 'women', value: '30' };
    for (const [entry, value] of Object.entries({ spring: '30', summer: '12.5' }))
      await say(itu, 'measured', 'report-progress', {
        entry,
        values: [{ indicator: 'people', value, disaggregation: [women] }],
      });
    clock.set('2021-04-12T09:00:00Z');
    await say(itu, 'paid', 'correct-entry', {
      entry: 'three',
      money: usd('200'),
      reason: 'One zero too many',
    });
  }

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma] = (await Promise.all(['ITU', 'GSMA'].map((name) => served.party(name)))) as [Party, Party];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await promise();
    await carryOut();
    clock.set('2021-08-01T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  const rows = async (query = '') => {
    const answer = await served.anybody().ask(`${base}/ledger${query}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body.rows as Record<string, unknown>[];
  };
  const row = async (name: string, query = '') =>
    (await rows(query)).find(({ commitment }) => commitment === of[name]);

  it.each([
    ['2021-01-15', '100'],
    ['2021-02-15', '120'],
    ['2021-03-15', '150'],
  ])('reads the right promise on %s, though it was amended out of order', async (day, amount) => {
    expect(await row('raised', `?effective=${day}`)).toMatchObject({ money: { promised: usd(amount) } });
  });

  it('shows the first promise beside the present one', async () => {
    expect(await row('raised')).toMatchObject({
      money: { promised: usd('150') },
      first: { money: usd('100') },
    });
    expect(await row('paid')).toMatchObject({ first: {} });
  });

  it.each([
    ['promised', ['part', 'raised', 'paid']],
    ['disbursed', ['raised', 'part', 'paid']],
    ['remaining', ['part', 'paid', 'raised']],
  ])('sorts by money: %s', async (sort, names) => {
    for (const moment of ['', '&asOf=2021-07-01']) {
      const found = (await rows(`?sort=${sort}${moment}`)).slice(0, 3).map((one) => one['commitment']);
      expect(new Set(found)).toEqual(new Set(names.map((name) => of[name])));
      expect(found.at(-1)).toBe(of[names.at(-1) as string]);
    }
  });

  it('says on the first page how many rows there are in all', async () => {
    const page = async (query: string) => (await served.anybody().ask(`${base}/ledger?limit=2${query}`)).body;
    const first = await page('');
    expect(first).toMatchObject({ found: 5, rows: { length: 2 } });
    expect(await page(`&cursor=${first.next}`)).not.toHaveProperty('found');
    expect(await page('&kind=financial&asOf=2021-02-01')).toMatchObject({ found: 2 });
    expect(await page('&theme=None')).toMatchObject({ found: 0, rows: [] });
  });

  it('counts two equal disbursements as two, and shows a correction by the book of its day', async () => {
    const disbursed = (amount: string) => ({ disbursed: [usd(amount)] });
    expect(await row('paid')).toMatchObject({ money: { ...disbursed('400.2'), overDisbursed: false } });
    const before = { money: { ...disbursed('2200.2'), overDisbursed: true } };
    expect(await row('paid', '?asOf=2021-04-11')).toMatchObject(before);
  });

  it('tells what is late and who is silent, by the day asked for', async () => {
    const staleness = async (day: string) => (await row('late', `?effective=${day}`))?.['staleness'];
    const days = ['2021-04-10', '2021-04-11', '2021-07-10', '2021-07-11'];
    expect(await Promise.all(days.map(staleness))).toEqual(['not-due', 'late', 'late', 'silent']);
    expect(await row('late')).toMatchObject({
      milestones: { planned: 1, reached: 0, late: 1 },
      staleness: 'silent',
    });
    expect(await row('late', '?effective=2021-06-30')).toMatchObject({ milestones: { late: 0 } });
    expect(await rows('?overdue=yes')).toMatchObject([{ commitment: of['late'] }]);
  });

  it.each(['not-due', 'current', 'late', 'silent'])('filters by staleness: %s', async (staleness) => {
    for (const day of ['2021-04-10', '2021-04-11', '2021-07-10', '2021-07-11', '2021-08-01']) {
      const all = await rows(`?effective=${day}`);
      const expected = all.filter((one) => one['staleness'] === staleness).map((one) => one['commitment']);
      const found = await rows(`?effective=${day}&staleness=${staleness}`);
      expect(found.map((one) => one['commitment'])).toEqual(expected);
    }
  });

  it('reads indicators from what was reported', async () => {
    expect(await row('measured')).toMatchObject({
      reports: 2,
      lastSelfReport: '2021-04-10',
      indicators: [
        {
          latest: { value: '42.5', disaggregation: [{ category: 'women', value: '60' }] },
          target: { value: '100' },
        },
      ],
    });
  });

  it.each([
    ['?theme=Aid', ['raised']],
    ['?place=CO', ['paid']],
    ['?sdg=9.c', ['late']],
    ['?currency=EUR', ['part']],
    ['?kind=financial&sort=-promised', ['paid', 'raised']],
    ['?kind=financial&sort=promised', ['raised', 'paid']],
    ['?tag=place%3DCO&tag=sdg%3D9.c', []],
  ])('is filtered and sorted: %s', async (query, names) => {
    expect((await rows(query)).map(({ commitment }) => commitment)).toEqual(names.map((name) => of[name]));
  });

  it('is asked of several commitments, now and as of then', async () => {
    const named = [of['late'], of['part']].sort();
    const query = named.map((id) => `commitment=${id}`).join('&');
    const found = async (more = '') => (await rows(`?${query}${more}`)).map(({ commitment }) => commitment);
    expect((await found()).toSorted()).toEqual(named);
    expect((await found('&asOf=2021-01-10')).toSorted()).toEqual(named);
    expect(await found(`&organisation=${itu.id}`)).toEqual([]);
  });

  it('is asked for what changed since a day or an instant', async () => {
    const all = await rows('?limit=1000');
    const since = '2021-04-01';
    const expected = all
      .filter(({ changedAt }) => String(changedAt) > since)
      .map(({ commitment }) => commitment);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(all.length);
    for (const moment of [since, '2021-04-01T23:59:59.999Z']) {
      const found = await rows(`?changedSince=${moment}`);
      expect(found.map(({ commitment }) => commitment)).toEqual(expected);
    }
    const { status, body } = await served.anybody().ask(`${base}/ledger?changedSince=lately`);
    expect([status, body.field]).toEqual([400, 'changedSince']);
  });

  it('pages by cursor, the same rows live and as of now', async () => {
    const walk = async (query: string): Promise<unknown[]> => {
      const found: unknown[] = [];
      for (let cursor: string | undefined; ;) {
        const after: string = cursor === undefined ? '' : `&cursor=${cursor}`;
        const { body } = await itu.ask(`${base}/ledger?limit=2&sort=-changedAt${query}${after}`);
        found.push(...body.rows);
        if (!body.next) return found;
        cursor = body.next as string;
      }
    };
    const live = await walk('');
    const { position } = (await itu.ask(`${base}/ledger`)).body.asOf;
    expect(live).toHaveLength(5);
    expect(await walk(`&asOf=${position}`)).toEqual(live);
    const { body } = await itu.ask(`${base}/ledger?limit=2`);
    const other = await itu.ask(`${base}/ledger?limit=2&theme=Aid&cursor=${body.next}`);
    expect(other.body).toMatchObject({ status: 400, code: 'invalid-cursor', field: 'cursor' });
  });

  it('adds up each currency by itself, a part in another currency, too', async () => {
    const { body } = await itu.ask(`${base}/ledger/totals?in=USD`);
    const promised = [{ amount: '40', currency: 'EUR' }, usd('650')];
    const open = { rows: 5, contained: 0, promised, disbursed: [usd('400.2')] };
    expect(body).toMatchObject({
      groups: [{ promise: 'commitment', status: 'open', ...open }],
      across: { standing: { ...open, promisedIn: { ...usd('650'), rowsWithout: 0 } } },
      counting: expect.stringContaining('left out'),
    });
  });

  it('is a list of pages; totals and coverage of its rows are whole, and take no limit', async () => {
    expect((await itu.ask(`${base}/ledger?limit=1`)).body.rows).toHaveLength(1);
    for (const whole of ['ledger/totals', 'coverage'])
      expect((await itu.ask(`${base}/${whole}?limit=1`)).body).toMatchObject({
        code: 'invalid-input',
        errors: [{ field: '/limit' }],
      });
  });

  it('is text/csv for those who ask for it, with names and without formulas', async () => {
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await gsma.done('/v1/partnerships', { title: 'Another', problem: 'P', scope });
    const path = `/v1/partnerships/${body.ids.partnership}`;
    for (const statement of ['=HYPERLINK("x")', 'Another'])
      await gsma.done(`${path}/make-commitment`, { statement, kind: 'policy' });
    await served.settled();
    const answer = await itu.ask(`${path}/ledger?limit=1`, { accept: 'text/csv' });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.headers.get('link')).toContain('rel="next"');
    const [head, first] = answer.text.split('\n');
    expect(head).toMatch(/^commitment,partnership,organisation/);
    expect(first).toContain('GSMA');
    expect(first).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('has a dossier for each row, with every value and every mend', async () => {
    const { body } = await itu.ask(`${base}/commitments/${of['paid']}`);
    const counting = expect.stringContaining('latest mend');
    expect(body).toMatchObject({
      commitment: of['paid'],
      series: { money: [{ value: usd('500') }] },
      counting,
    });
    expect((await itu.ask(`${base}/ledger`)).body).toMatchObject({ counting });
    expect(body.entries).toContainEqual(
      expect.objectContaining({ entry: 'three', version: 2, first: { money: usd('2000') } }),
    );
    expect(body.history.at(-1)).toMatchObject({
      type: 'EntryCorrected',
      effectiveOn: '2021-04-10',
      said: { before: { money: usd('2000') }, difference: usd('-1800'), reason: 'One zero too many' },
    });
  });

  it.each([
    ['/commitments/cmt_00000000000000000000000000', 404, 'commitment-unknown'],
    ['/ledger?sort=statement', 400, 'invalid-input'],
    ['/ledger?limit=0', 400, 'invalid-input'],
    ['/ledger?colour=red', 400, 'invalid-input'],
    ['/ledger?effective=2031-01-01', 422, 'effective-in-future'],
    ['/ledger?atLeast=nonsense', 400, 'invalid-token'],
  ])('refuses %s with a problem document', async (path, status, code) => {
    expect((await itu.ask(`${base}${path}`)).body).toMatchObject({ status, code });
  });
});
