import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('a transfer, over HTTP', () => {
  const clock = new SetClock('2021-01-10T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let gsma: Party;
  let base: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    [itu, gsma] = (await Promise.all(['ITU', 'GSMA'].map((name) => served.party(name)))) as [Party, Party];
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
  });
  afterAll(() => served.close());

  async function offered(offer: object = {}): Promise<string> {
    const promise = { statement: 'Connect 120 schools', kind: 'financial', money: usd('100') };
    const { body } = await itu.done(`${base}/make-commitment`, promise);
    const commitment = body.ids.commitment as string;
    await itu.done(`${base}/commitments/${commitment}/offer-transfer`, { offer: 'o', to: gsma.id, ...offer });
    return commitment;
  }
  const accept = (commitment: string) =>
    gsma.give(`${base}/commitments/${commitment}/accept-transfer`, { offer: 'o' });
  const row = async (commitment: string, query = '') => {
    await served.settled();
    return (await itu.ask(`${base}/commitments/${commitment}${query}`)).body;
  };
  const rows = async (query: string): Promise<string[]> => {
    await served.settled();
    const { body } = await itu.ask(`${base}/ledger?limit=1000&${query}`);
    return body.rows.map(({ commitment }: { commitment: string }) => commitment);
  };

  it('shows on both sides what became of it, and when', async () => {
    const old = await offered({ money: usd('40') });
    const offer = { offer: 'o', to: gsma.id, money: usd('40'), since: '2021-01-10' };
    expect(await row(old)).toMatchObject({ status: 'open', offer });
    expect(await rows('transferred=offered')).toEqual([old]);
    await itu.done(`${base}/commitments/${old}/record-disbursement`, { entry: 'one', money: usd('60') });
    clock.set('2021-03-01T09:00:00Z');
    const answer = await accept(old);
    const taken = answer.body.ids.commitment as string;
    expect(answer.body.receipts).toHaveLength(2);
    expect(await row(old)).toMatchObject({
      status: 'superseded',
      supersededBy: taken,
      transferredTo: gsma.id,
      money: { promised: usd('100'), disbursed: [usd('60')] },
    });
    expect(await row(old)).not.toHaveProperty('offer');
    expect(await row(old, '?effective=2021-02-01')).toMatchObject({ status: 'open', offer });
    expect(await row(taken)).toMatchObject({
      organisation: gsma.id,
      recordedBy: gsma.id,
      voice: 'self-reported',
      statement: 'Connect 120 schools',
      transferOf: { commitment: old, organisation: itu.id },
      money: { promised: usd('40'), disbursed: [] },
    });
    expect([await rows('transferred=offered'), await rows('transferred=given')]).toEqual([[], [old]]);
    expect(await rows('transferred=taken')).toEqual([taken]);
    expect((await accept(old)).body).toMatchObject({ ids: { commitment: taken }, receipts: [] });
  });

  it('counts what goes on once', async () => {
    const { body } = await itu.ask(`${base}/ledger/totals?status=open`);
    expect(body.groups).toMatchObject([{ rows: 1, promised: [usd('40')] }]);
  });

  /** Which of the two went through, and what the other was told. */
  async function race(order: 'accept first' | 'amend first'): Promise<{ commitment: string; told: object }> {
    const commitment = await offered();
    const amend = () =>
      itu.give(`${base}/commitments/${commitment}/amend-commitment`, { money: usd('900'), reason: 'More' });
    const both = [() => accept(commitment), amend];
    const answers = await Promise.all(
      (order === 'accept first' ? both : both.toReversed()).map((give) => give()),
    );
    const [accepted, amended] = order === 'accept first' ? answers : answers.toReversed();
    return {
      commitment,
      told: { accepted: accepted?.body.code ?? 'yes', amended: amended?.body.code ?? 'yes' },
    };
  }

  it('racing an amendment stands on the terms offered, or is refused: never something in between', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 16; i++) {
      const { commitment, told } = await race(i % 2 === 0 ? 'accept first' : 'amend first');
      const { status, supersededBy, money } = await row(commitment);
      const taken = supersededBy ? (await row(supersededBy)).money.promised : undefined;
      const asOffered = {
        told: { accepted: 'yes', amended: 'commitment-ended' },
        status: 'superseded',
        promised: usd('100'),
        taken: usd('100'),
      };
      const asAmended = {
        told: { accepted: 'transfer-outdated', amended: 'yes' },
        status: 'open',
        promised: usd('900'),
        taken: undefined,
      };
      const outcome = { told, status, promised: money.promised, taken };
      expect([asOffered, asAmended]).toContainEqual(outcome);
      seen.add(status);
    }
    expect([...seen].sort()).toEqual(['open', 'superseded']);
  });

  it('may race itself: it is taken over once', async () => {
    const commitment = await offered();
    const answers = await Promise.all(Array.from({ length: 12 }, () => accept(commitment)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.ids.commitment)).size).toBe(1);
  });

  it('is in the table of records, sums and all, with a line for each group and currency', async () => {
    const commitment = await offered();
    await accept(commitment);
    await served.settled();
    const { text } = await itu.ask(`${base}/records`, { accept: 'text/csv' });
    const [head = ''] = text.split(/\r?\n/);
    expect(head.split(',')).toEqual(
      expect.arrayContaining([
        'counts.endedOtherwise',
        'group.status',
        'currency',
        'group.promised',
        'organisationName',
      ]),
    );
    expect(text).not.toContain('{');
  });
});
