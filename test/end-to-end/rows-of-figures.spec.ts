import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

/** The rows that a figure is told from, where no column of their own says so. */
describe('the rows of a figure', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  const eur = { currency: 'EUR', amount: '7' };
  let served: ServedBook;
  let owner: Party;
  let base: string;
  const names = new Map<string, string>();

  const say = (name: string, command: string, body: object) =>
    owner.done(`${base}/commitments/${[...names].find(([, one]) => one === name)?.[0]}/${command}`, body);
  const planned = (name: string, due: string) =>
    say(name, 'plan-milestone', { entry: 'm', title: 'M', due, effectiveOn: '2020-12-20' });
  const listed = async (query: string): Promise<unknown[]> => {
    const { body } = await owner.ask(`${base}/ledger?${query}`);
    return body.rows.map(({ commitment }: { commitment: string }) => names.get(commitment)).sort();
  };

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    owner = await served.party('Owner');
    const scope = { places: ['CO'], sdgTargets: [] };
    const convened = { title: 'T', problem: 'P', scope, effectiveOn: '2020-12-01' };
    const { body } = await owner.done('/v1/partnerships', convened);
    base = `/v1/partnerships/${body.ids.partnership}`;
    for (const name of ['paid', 'spent', 'overdue', 'reached late', 'missed', 'ahead']) {
      const said = { statement: name, kind: 'financial', money: { currency: 'USD', amount: '10' } };
      const made = await owner.done(`${base}/make-commitment`, { ...said, effectiveOn: '2020-12-15' });
      names.set(made.body.ids.commitment, name);
    }
    await say('paid', 'record-disbursement', { entry: 'd', money: eur, effectiveOn: '2021-01-05' });
    await say('spent', 'record-expenditure', { entry: 'e', money: eur, effectiveOn: '2021-01-06' });
    for (const name of ['overdue', 'reached late', 'missed']) await planned(name, '2021-01-05');
    await planned('ahead', '2021-02-05');
    await say('reached late', 'reach-milestone', { entry: 'm', effectiveOn: '2021-01-08' });
    await say('missed', 'withdraw-commitment', { reason: 'R', effectiveOn: '2021-01-09' });
    await served.settled();
  });
  afterAll(() => served.close());

  it.each([
    ['disbursed=EUR', ['paid']],
    ['disbursed=EUR&effective=2021-01-04', []],
    ['disbursed=USD', []],
    ['spent=EUR', ['spent']],
    ['lateMilestones=yes', ['missed', 'overdue', 'reached late']],
    ['lateMilestones=yes&status=withdrawn', ['missed']],
    ['lateMilestones=yes&effective=2021-01-05', []],
    ['lateMilestones=yes&effective=2021-01-06', ['missed', 'overdue', 'reached late']],
    ['overdue=yes', ['overdue']],
  ])('are listed by %s', async (query, rows) => {
    expect(await listed(query)).toEqual(rows);
  });

  it('are as many as it counts', async () => {
    const { body } = await owner.ask(`${base}/records`);
    expect(body.rows[0].milestones.late).toBe((await listed('lateMilestones=yes')).length);
  });
});
