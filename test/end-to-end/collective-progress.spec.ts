import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const indicator = {
  id: 'schools',
  name: 'Schools connected',
  level: 'outcome',
  unit: 'schools',
  direction: 'increase',
  aggregation: 'sum',
};
const collective = { ...indicator, id: 'all-schools', baseline: { value: '10' }, target: { value: '500' } };
const contributing = { ...indicator, collective: 'all-schools', target: { value: '100' } };

describe('collective progress, over HTTP', () => {
  let served: ServedBook;
  let clock: SetClock;
  let itu: Party;
  let gsma: Party;
  let base: string;

  /** Two commit, one of them to a part of the other's; both report, the partnership measures, and is corrected. */
  beforeAll(async () => {
    clock = new SetClock('2021-01-10T00:00:00Z');
    served = await ServedBook.open(clock);
    [itu, gsma] = [await served.party('ITU'), await served.party('GSMA')];
    const scope = { places: ['global'], sdgTargets: ['9.c'] };
    const convened = await itu.done('/v1/partnerships', {
      title: 'T',
      problem: 'P',
      scope,
      programme: 'UN75',
    });
    base = `/v1/partnerships/${convened.body.ids.partnership}`;
    await itu.admitted('UN75', [convened.body.ids.partnership]);
    await itu.done(`${base}/open-call`, { call: 'c', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await itu.done(`${base}/propose`, {
      proposal: 'i',
      subject: 'collective-indicator',
      text: 'Count schools',
      indicator: collective,
    });
    for (const party of [itu, gsma]) await party.done(`${base}/consent`, { proposal: 'i' });
    const promise = { statement: 'Connect', kind: 'programme', indicators: [contributing] };
    const whole = await commit(itu, promise, '40');
    await commit(gsma, promise, '30.5');
    await commit(gsma, { ...promise, partOf: { commitment: whole, contained: true } }, '7');
    const measured = {
      indicator: 'all-schools',
      period: { from: '2020-01-01', to: '2020-12-31' },
      value: '200',
      method: 'Census',
      source: 'Ministries',
    };
    await gsma.done(`${base}/measure-collective-indicator`, { ...measured, measurement: 'm' });
    const claim = { about: 'measurement', measurement: 'm' };
    await itu.done(`${base}/dispute-claim`, { claim, text: 'Some are counted twice' });
    await served.settled();
    clock.set('2021-02-10T00:00:00Z');
    await gsma.done(`${base}/measure-collective-indicator`, {
      ...measured,
      measurement: 'n',
      value: '190',
      replaces: 'm',
      reason: 'Counted twice',
    });
    await served.settled();
  });
  afterAll(() => served.close());

  const commit = async (by: Party, promise: object, value: string): Promise<string> => {
    const { ids } = (await by.done(`${base}/make-commitment`, promise)).body;
    const values = [{ indicator: 'schools', value }];
    await by.done(`${base}/commitments/${ids.commitment}/report-progress`, { entry: 'r', values });
    return ids.commitment as string;
  };
  const ask = async (query = '') => (await served.anybody().ask(`${base}/collective-progress${query}`)).body;

  it('shows to everybody what was measured against the target, and what it was corrected from', async () => {
    const { indicators } = await ask();
    expect(indicators).toMatchObject([
      {
        definition: { id: 'all-schools', baseline: { value: '10' }, target: { value: '500' } },
        measured: {
          periods: [
            {
              latest: {
                value: '190',
                measuredBy: gsma.id,
                method: 'Census',
                source: 'Ministries',
                version: 2,
              },
            },
          ],
          soFar: { value: '190', periods: 1, interim: false },
          toTarget: '310',
        },
      },
    ]);
    expect(indicators[0].measured.periods[0].latest.restatedFrom).toMatchObject([
      { measurement: 'm', value: '200', reason: 'Counted twice' },
    ]);
  });

  it('shows who disputes a measurement, and that it was corrected since; so does the public feed', async () => {
    const disputed = {
      observer: itu.id,
      organisation: gsma.id,
      verdict: 'disputed',
      claim: { about: 'measurement', measurement: 'm' },
      version: 1,
      ofEarlierVersion: true,
    };
    const { indicators } = await ask();
    expect(indicators[0].measured.periods[0].latest.observed).toMatchObject([disputed]);
    const before = await ask('?asOf=2021-01-31');
    expect(before.indicators[0].measured.periods[0].latest.observed).toMatchObject([
      { ...disputed, ofEarlierVersion: false },
    ]);
    const { rows } = (await served.anybody().ask(`${base}/observations`)).body;
    expect(rows).toMatchObject([{ ...disputed, present: 2 }]);
    const { events } = (await served.anybody().ask('/v1/events?limit=1000')).body;
    const told = events.filter(({ type }: { type: string }) => /claim|measured/.test(type));
    expect(told).toMatchObject([
      { data: { change: { measurement: 'm' } } },
      { data: { organisation: gsma.id, change: { claim: disputed.claim, observer: itu.id } } },
      { data: { change: { measurement: 'n', replaces: 'm' } } },
    ]);
  });

  it('shows contributions beside it, not as its cause, each of them once in the sum', async () => {
    const { indicators, counting } = await ask('?indicator=all-schools');
    const [{ contributed }] = indicators;
    expect(contributed.sums).toEqual([
      {
        promise: 'commitment',
        status: 'open',
        voice: 'self-reported',
        contributions: 2,
        reported: '70.5',
        interim: false,
        target: '200',
      },
    ]);
    expect(contributed.contributions.map((one: { leftOut?: string }) => one.leftOut ?? 'counted')).toEqual(
      expect.arrayContaining(['counted', 'counted', 'contained']),
    );
    expect(counting).toContain('not its cause');
    const { link, commitment } = contributed.contributions[0];
    expect((await served.anybody().ask(link)).body).toMatchObject({ commitment });
    const { rows } = (await served.anybody().ask(contributed.ledger)).body;
    expect(rows).toHaveLength(contributed.count);
  });

  it('stands as it stood at another moment', async () => {
    const { indicators } = await ask('?asOf=2021-01-31');
    expect(indicators).toMatchObject([
      { measured: { soFar: { value: '200' } }, contributed: { sums: [{ reported: '70.5' }] } },
    ]);
    expect((await ask('?effective=2021-01-01')).indicators).toEqual([]);
  });

  it('can be disputed by others, in a version that was corrected since', async () => {
    const claim = { about: 'measurement', measurement: 'm' };
    await itu.done(`${base}/dispute-claim`, { claim, text: 'Some schools are closed' });
    await served.settled();
    const { rows } = (await served.anybody().ask(`${base}/observations?about=measurement`)).body;
    expect(rows).toMatchObject([
      { claim, observer: itu.id, organisation: gsma.id, version: 1, present: 2, ofEarlierVersion: true },
    ]);
  });

  it('is told alike of a whole programme', async () => {
    const { body } = await served.anybody().ask('/v1/programmes/UN75/collective-progress');
    expect(body.indicators).toEqual((await ask()).indicators);
  });

  it('is a table of measurements and contributions for who asks for one', async () => {
    const { text } = await served.anybody().ask(`${base}/collective-progress`, { accept: 'text/csv' });
    const [head, ...lines] = text.trim().split(/\r?\n/);
    expect(head).toContain('what');
    expect(lines).toHaveLength(1 + 3);
  });

  it('is named in the table of what each commitment reports', async () => {
    const { text } = await served.anybody().ask(`${base}/progress`, { accept: 'text/csv' });
    const [head, ...lines] = text.trim().split(/\r?\n/);
    expect(head?.split(',')).toContain('indicator.collective');
    expect(lines.join()).toContain('all-schools');
  });

  it('lists the rows of the ledger that contribute', async () => {
    const { rows } = (await served.anybody().ask(`${base}/ledger?tag=collective=all-schools`)).body;
    expect(rows).toHaveLength(3);
  });

  it('refuses a commitment that names what was not adopted, or has another unit', async () => {
    const says = (more: object) => ({
      statement: 'S',
      kind: 'programme',
      indicators: [{ ...contributing, ...more }],
    });
    const codes = await Promise.all(
      [{ collective: 'other' }, { unit: 'rooms' }].map(
        async (more) => (await itu.give(`${base}/make-commitment`, says(more))).body.code,
      ),
    );
    expect(codes).toEqual(['collective-not-adopted', 'unit-differs']);
  });
});
