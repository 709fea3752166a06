import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

type Row = Readonly<Record<string, unknown>>;
const scope = { places: ['CO'], sdgTargets: [] };

/** What is told of time: whether a promise is over, late or silent, and what time alone changed. */
describe('late, and not late', () => {
  const clock = new SetClock('2020-01-10T09:00:00Z');
  const of: Record<string, string> = {};
  let served: ServedBook;
  let base: string;
  let gsma: Party;

  const make = async (by: Party, name: string, says: object, command = 'make-commitment') => {
    const said = { statement: name, kind: 'policy', ...says };
    of[name] = (await by.done(`${base}/${command}`, said)).body.ids.commitment;
  };
  const on = (name: string, command: string) => `${base}/commitments/${of[name]}/${command}`;
  const ask = async (path: string) => {
    const answer = await served.anybody().ask(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    return answer.body;
  };
  const listed = async (query: string): Promise<Row[]> => (await ask(`${base}/ledger?${query}`)).rows;
  const names = async (query: string): Promise<unknown[]> =>
    (await listed(query)).map(({ statement }) => statement).sort();
  const row = async (name: string, query = ''): Promise<Row | undefined> =>
    (await listed(`commitment=${of[name]}&${query}`))[0];
  const counted = ({
    promises,
  }: {
    promises: readonly { standing: string; commitments: { rows: number }; pledges: { rows: number } }[];
  }) =>
    Object.fromEntries(
      promises.map(({ standing, pledges, commitments }) => [standing, pledges.rows + commitments.rows]),
    );

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    const itu = await served.party('ITU');
    gsma = await served.party('GSMA');
    const said = { title: 'T', problem: 'P', scope, programme: 'Forum' };
    base = `/v1/partnerships/${(await itu.done('/v1/partnerships', said)).body.ids.partnership}`;
    await itu.admitted('Forum', [base.split('/').at(-1) ?? '']);
    await itu.done(`${base}/open-call`, { call: 'call-1', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Wells'] });
    await itu.done(`${base}/grant-mandate`, { organisation: itu.id, source: 'fts' });
    await make(itu, 'short', { window: { to: '2020-12-31' }, reportEveryMonths: 24 });
    await make(
      gsma,
      'coming',
      { window: { from: '2021-01-15', to: '2021-12-31' }, reportEveryMonths: 24 },
      'make-pledge',
    );
    await make(gsma, 'open-ended', {});
    await make(gsma, 'left', { window: { to: '2020-12-31' } });
    await gsma.done(on('left', 'plan-milestone'), { entry: 'm', title: 'M', due: '2020-06-30' });
    await gsma.done(on('left', 'withdraw-commitment'), { effectiveOn: '2020-01-10' });
    const about = { onBehalfOf: gsma.id, source: { system: 'fts', record: '1', version: 1 } };
    await make(itu, 'recorded', { ...about, window: { to: '2020-12-31' }, effectiveOn: '2015-01-01' });
    await itu.done(on('recorded', 'plan-milestone'), {
      ...about,
      entry: 'm',
      title: 'M',
      due: '2015-06-30',
      effectiveOn: '2015-01-01',
    });
    clock.set('2021-02-01T09:00:00Z');
    await served.settled();
  });
  afterAll(() => served.close());

  it('lists by delivery what each row says of itself, on any day', async () => {
    expect(await names('delivery=over')).toEqual(['recorded', 'short']);
    expect(await names('delivery=over&voice=self-reported')).toEqual(['short']);
    expect(await names('delivery=running&delivery=undated')).toEqual(['coming', 'open-ended']);
    expect(await names('delivery=ended')).toEqual(['left']);
    expect(await names('delivery=ahead&effective=2020-12-31')).toEqual(['coming']);
    expect(await names('delivery=over&effective=2020-12-31')).toEqual([]);
    expect(await names('delivery=over&asOf=2021-01-01')).toEqual(['recorded', 'short']);
    expect(await row('short')).toMatchObject({
      status: 'open',
      delivery: 'over',
      ends: { on: '2020-12-31', moved: 0 },
    });
    const sorted = (await listed('sort=endsOn')).map(({ statement }) => statement);
    expect(sorted.slice(3)).toEqual(['coming', 'open-ended']);
  });

  it('lists nothing that has ended as overdue', async () => {
    expect(await names('overdue=yes')).toEqual(['recorded']);
    expect((await row('left'))?.['milestones']).not.toHaveProperty('next');
  });

  it('counts over only what its owner owns up to, in standing, records, desk and programme', async () => {
    const { organisation } = (await row('short')) as Row;
    const standing = {
      over: 1,
      running: 1,
      undated: 1,
      ahead: 0,
      'not-due': 2,
      current: 0,
      late: 1,
      silent: 0,
    };
    expect(counted(await ask(`${base}/standing`))).toMatchObject(standing);
    expect(counted(await ask('/v1/programmes/Forum'))).toMatchObject(standing);
    const records: Row[] = (await ask(`${base}/records`)).rows;
    const recordOf = (id: unknown) => records.find((one) => one['organisation'] === id);
    expect(recordOf(organisation)).toMatchObject({ counts: { over: { rows: 1 }, notDue: { rows: 1 } } });
    expect(recordOf(gsma.id)).toMatchObject({
      counts: {
        over: { rows: 0 },
        running: { rows: 1 },
        undated: { rows: 1 },
        notDue: { rows: 1 },
        late: { rows: 1 },
      },
      milestones: { planned: 2, late: 0 },
    });
    for (const { counts } of records as unknown as {
      counts: Record<string, { rows: number; ledger: string }>;
    }[])
      for (const { rows, ledger } of Object.values(counts)) expect((await ask(ledger)).found).toBe(rows);
    const { desks } = await ask(`${base}/desk`);
    const open: Row[] = desks[0].steps.flatMap((step: { open: Row[] }) => step.open);
    expect(open.find(({ what }) => what === 'promises whose time is over')).toMatchObject({
      commitments: 1,
      ask: [{ organisation }],
    });
    expect(open.map(({ what }) => what)).not.toContain('milestones due');
  });

  it('lists what time alone changed since a moment, and says what it was', async () => {
    const since = (await listed('changedSince=2020-12-31')).map(({ statement, byTime }) => [
      statement,
      byTime,
    ]);
    expect(Object.fromEntries(since as [string, unknown][])).toEqual({
      short: ['over'],
      coming: ['begun'],
      'open-ended': ['late'],
      recorded: ['over'],
    });
    expect(await names('changedSince=2021-01-16')).toEqual([]);
    expect(await row('open-ended')).not.toHaveProperty('byTime');
  });

  it.each([
    ['asOf', '0001-01-01T00:00:00Z'],
    ['asOf', '1899-12-31T23:59:59Z'],
    ['changedSince', '9999-12-31T23:59:59-14:00'],
    ['changedSince', '0001-01-01T00:00:00Z'],
  ])('reckons with no day that no book holds: %s=%s', async (field, moment) => {
    const answer = await served.anybody().ask(`${base}/ledger?${field}=${moment}&staleness=late`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-moment', field } });
  });

  it.each(['ledger', 'ledger/totals', 'coverage'])(
    'knows no change since a later moment than it is asked of: %s',
    async (path) => {
      for (const moment of ['2021-01-14', '2021-01-14T12:00:00Z'])
        expect(
          await served.anybody().ask(`${base}/${path}?changedSince=2021-01-15&asOf=${moment}`),
        ).toMatchObject({ status: 422, body: { code: 'moments-reversed', field: 'changedSince' } });
      const { status } = await served
        .anybody()
        .ask(`${base}/${path}?changedSince=2021-01-14&asOf=2021-01-14`);
      expect(status).toBe(200);
    },
  );

  it('shows both ends of what was moved, and judges the days before by what stood then', async () => {
    const itu = await served.party('ITU');
    await itu.done(on('short', 'amend-commitment'), {
      window: { to: '2022-12-31' },
      reason: 'Rain',
      effectiveOn: '2020-02-01',
    });
    await served.settled();
    expect(await row('short')).toMatchObject({
      delivery: 'running',
      ends: { on: '2022-12-31', firstOn: '2020-12-31', moved: 1 },
    });
    expect(await row('short', 'effective=2021-01-31')).toMatchObject({
      delivery: 'over',
      ends: { on: '2020-12-31', moved: 0 },
    });
    expect(await names('delivery=over&effective=2021-01-31&voice=self-reported')).toEqual(['short']);
    const csv = (
      await served.anybody().ask(`${base}/ledger?commitment=${of['short']}`, { accept: 'text/csv' })
    ).text;
    for (const column of ['delivery', 'ends.on', 'ends.firstOn', 'ends.moved'])
      expect(csv.split(/\r?\n/)[0]).toContain(column);
  });

  it('knows no rhythm longer than that agreed, nor a report that was recorded too late for one in time', async () => {
    expect(await row('coming')).toMatchObject({
      staleness: 'not-due',
      reporting: { everyMonths: 24, nextOn: '2022-01-10' },
    });
    const itu = await served.party('ITU');
    const then = { effectiveOn: '2020-01-10' };
    const attendees = [itu.id, gsma.id];
    const agreed = { ...then, meeting: 'a', kind: 'agreement', attendees, agreed: ['To report'] };
    await itu.done(`${base}/hold-meeting`, agreed);
    const sharing = { everyMonths: 6, channel: 'Here', public: 'All' };
    const proposed = { ...then, agreement: 'a', title: 'A', text: 'We report', sharing };
    await itu.done(`${base}/propose-agreement`, proposed);
    for (const party of [itu, gsma])
      await party.done(`${base}/endorse-agreement`, { ...then, agreement: 'a' });
    await gsma.done(on('coming', 'report-progress'), {
      entry: 'r',
      narrative: 'Well',
      effectiveOn: '2020-10-01',
    });
    await served.settled();
    expect(await row('coming')).toMatchObject({
      staleness: 'late',
      lateReports: 1,
      reporting: { from: '2020-01-10', everyMonths: 6, lateReport: '2020-10-01' },
    });
    expect(await names('staleness=late')).toContain('coming');
    expect(await names('staleness=silent')).not.toContain('coming');
    const { entries, reporting } = await ask(`${base}/commitments/${of['coming']}`);
    expect(entries).toMatchObject([{ entry: 'r', inTime: false, interim: false }]);
    expect(reporting).toMatchObject({ everyMonths: 6, nextOn: '2020-07-10' });
  });

  it('judges no day before an agreement was recorded by its rhythm, whatever day it gives itself', async () => {
    expect(await row('open-ended', 'effective=2020-09-01')).toMatchObject({ staleness: 'not-due' });
    expect(await names('staleness=late&effective=2020-09-01')).not.toContain('open-ended');
    expect((await ask(`${base}?effective=2021-01-31`)).rhythms).toEqual([]);
    expect((await ask(base)).rhythms).toContainEqual({ organisation: gsma.id, everyMonths: 6 });
  });

  it('judges a promise at the moment since which it is asked what changed by the rhythm agreed until then', async () => {
    const since = async (moment: string) =>
      (await listed(`changedSince=${moment}`)).find(({ statement }) => statement === 'open-ended')?.[
        'byTime'
      ];
    // Late by the rhythm of everybody; silent by that agreed since.
    expect((await row('open-ended'))?.['staleness']).toBe('silent');
    expect((await row('open-ended', 'asOf=2021-01-31'))?.['staleness']).toBe('late');
    expect(await since('2021-01-31')).toEqual(['silent']);
    const { groups } = await ask(`${base}/ledger/totals?changedSince=2021-01-31`);
    const { found } = await ask(`${base}/ledger?changedSince=2021-01-31`);
    expect(groups.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBe(found);
  });

  it('counts a rhythm from the confirmation of a record, and no milestone of before', async () => {
    expect(await names('overdue=yes&effective=2021-01-31')).toContain('recorded');
    await gsma.done(on('recorded', 'confirm-attribution'));
    await served.settled();
    expect(await row('recorded')).toMatchObject({ staleness: 'not-due', reporting: { from: '2021-02-01' } });
    expect(await names('staleness=silent')).not.toContain('recorded');
    expect(await row('recorded')).toMatchObject({ milestones: { planned: 1, reached: 0, late: 0 } });
    expect(await names('overdue=yes')).not.toContain('recorded');
  });

  it('lists a milestone that was missed since a moment, also where another was missed before it', async () => {
    for (const [entry, due] of [
      ['first', '2021-03-15'],
      ['second', '2021-05-15'],
    ])
      await gsma.done(on('coming', 'plan-milestone'), { entry, title: 'M', due });
    clock.set('2021-06-01T09:00:00Z');
    await served.settled();
    const missed = async (query: string) =>
      (await listed(`${query}&commitment=${of['coming']}`)).map(({ byTime }) => byTime);
    expect(await missed('changedSince=2021-05-01')).toEqual([['overdue']]);
    expect(await missed('changedSince=2021-05-01&effective=2021-05-15')).toEqual([]);
    expect(await missed('changedSince=2021-05-16')).toEqual([]);
  });
});
