import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

interface PartnershipStanding {
  readonly participants: readonly {
    readonly type: string;
    readonly organisations: number;
    readonly who: readonly string[];
  }[];
  readonly promises: readonly {
    readonly standing: string;
    readonly pledges: { readonly rows: number; readonly ledger: string };
    readonly commitments: { readonly rows: number; readonly ledger: string };
  }[];
}

describe('how a partnership stands, in a few numbers', () => {
  const clock = new SetClock('2021-01-01T09:00:00Z');
  let served: ServedBook;
  let base: string;
  let ids: readonly string[];
  const programme = 'Forum';

  const promise = async (by: Party, command: string, more: object = {}): Promise<string> => {
    const said = { statement: 'A well', kind: 'programme', ...more };
    return (await by.done(`${base}/${command}`, said)).body.ids.commitment as string;
  };
  const ask = async (query = '', path = base): Promise<PartnershipStanding> =>
    (await served.anybody().ask(`${path}/standing${query}`)).body as PartnershipStanding;
  const counted = ({ promises }: PartnershipStanding) =>
    Object.fromEntries(
      promises.map(({ standing, pledges, commitments }) => [standing, [pledges.rows, commitments.rows]]),
    );

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    const [itu, gsma] = [await served.party('ITU'), await served.party('GSMA')];
    ids = [itu.id, gsma.id];
    await gsma.done(`/v1/organisations/${gsma.id}/change-organisation`, {
      change: 'detailed',
      type: '70',
    });
    const scope = { places: ['global'], sdgTargets: [] };
    const said = { title: 'T', problem: 'P', scope, programme };
    base = `/v1/partnerships/${(await itu.done('/v1/partnerships', said)).body.ids.partnership}`;
    await itu.admitted(programme, [base.split('/').at(-1) ?? '']);
    await itu.done(`${base}/open-call`, { call: 'call-1', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Wells'] });
    await promise(itu, 'make-commitment', { reportEveryMonths: 3 });
    await promise(gsma, 'make-pledge');
    clock.set('2021-06-01T09:00:00Z');
    const ended = await promise(gsma, 'make-commitment');
    await gsma.done(`${base}/commitments/${ended}/withdraw-commitment`, { reason: 'No money' });
    await served.settled();
    clock.set('2021-06-02T09:00:00Z');
  });
  afterAll(() => served.close());

  it('counts who takes part by type of organisation; whose type is not listed is counted, too', async () => {
    expect((await ask()).participants).toEqual([
      { type: '70', organisations: 1, who: [ids[1]] },
      { type: 'unsaid', organisations: 1, who: [ids[0]] },
    ]);
  });

  it('counts pledges and commitments by how they stand', async () => {
    expect(counted(await ask())).toEqual({
      open: [1, 1],
      ahead: [0, 0],
      running: [0, 0],
      over: [0, 0],
      undated: [1, 1],
      'not-due': [1, 0],
      current: [0, 0],
      late: [0, 1],
      silent: [0, 0],
      ended: [0, 1],
    });
  });

  it('names with each number the ledger that lists its rows', async () => {
    for (const { pledges, commitments } of (await ask()).promises)
      for (const { rows, ledger } of [pledges, commitments])
        expect((await served.anybody().ask(ledger)).body.rows).toHaveLength(rows);
  });

  it('can be asked of a past moment, of a programme, and as a table', async () => {
    expect(counted(await ask('?asOf=2021-01-01'))).toMatchObject({
      open: [1, 1],
      late: [0, 0],
      ended: [0, 0],
    });
    expect(counted(await ask('', `/v1/programmes/${programme}`))).toEqual(counted(await ask()));
    const { text } = await served.anybody().ask(`${base}/standing`, { accept: 'text/csv' });
    expect(text.trim().split(/\r?\n/)[0]).toBe('standing,pledges,commitments');
  });
});
