import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';
const BY_THE_ASKER = 'private, no-cache';

describe('for how long an answer may be kept', () => {
  const clock = new SetClock('2021-01-01T09:00:00Z');
  let served: ServedBook;
  let itu: Party;
  let anybody: Party;
  let base: string;
  let position: string;
  let freshness: string;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    itu = await served.party('ITU');
    anybody = served.anybody();
    const scope = { places: ['global'], sdgTargets: [] };
    const convened = await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope });
    base = `/v1/partnerships/${convened.body.ids.partnership}`;
    await served.settled();
    position = (await anybody.ask(`${base}/ledger`)).body.asOf.position;
    clock.set('2021-01-02T09:00:00Z');
    const statement = 'Ten schools, as promised';
    const made = await itu.done(`${base}/make-commitment`, { statement, kind: 'programme' });
    freshness = made.body.freshness;
    const audience = { to: 'public' };
    await itu.done(`${base}/disclose-constraint`, { text: 'We cannot pay before March', audience });
    await served.settled();
    clock.set('2021-01-03T09:00:00Z');
  });
  afterAll(() => served.close());

  const keptFor = async (by: Party, path: string, status = 200) => {
    const answer = await by.ask(path);
    expect([path, answer.status]).toEqual([path, status]);
    return answer.headers.get('cache-control');
  };
  /** The moments that have passed, however they are said. */
  const past = () => ['2021-01-02T12:00:00Z', '2021-01-02', encodeURIComponent(position)];

  it('as of a past instant, a past day or a position: for ever', async () => {
    for (const asOf of past()) expect(await keptFor(anybody, `${base}/ledger?asOf=${asOf}`)).toBe(FOR_EVER);
    for (const path of ['', '/coverage', '/timeline', '/records', '/ledger/totals'])
      expect(await keptFor(anybody, `${base}${path}?asOf=2021-01-02`)).toBe(FOR_EVER);
    const [first, again] = [await anybody.ask(`${base}/ledger?asOf=2021-01-02`), itu];
    await again.done(`${base}/make-commitment`, { statement: 'And ten more', kind: 'programme' });
    await served.settled();
    expect((await anybody.ask(`${base}/ledger?asOf=2021-01-02`)).text).toBe(first.text);
  });

  it('with a token: by whom it is told to alone, and asked anew', async () => {
    for (const asOf of past()) expect(await keptFor(itu, `${base}/ledger?asOf=${asOf}`)).toBe(BY_THE_ASKER);
    expect(await keptFor(itu, `${base}/ledger`)).toBe(BY_THE_ASKER);
  });

  it('as things stand: asked anew, also as they stood in the world on a past day', async () => {
    for (const path of ['/v1/partnerships', `${base}/ledger`, `${base}/ledger?effective=2021-01-01`])
      expect(await keptFor(anybody, path)).toBe('no-cache');
    expect(await keptFor(anybody, '/v1/events?after=latest')).toBe('no-cache');
  });

  it('today has not passed: refused, and the refusal is kept nowhere', async () => {
    const answer = await anybody.ask(`${base}/ledger?asOf=2021-01-03`);
    expect(answer.body.code).toBe('as-of-in-future');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    clock.set('2021-01-04T00:00:01Z');
    expect(await keptFor(anybody, `${base}/ledger?asOf=2021-01-03`)).toBe(FOR_EVER);
  });

  it('how fresh it has to be spoils neither: the present is asked anew, and a past moment stays', async () => {
    const fresh = encodeURIComponent(freshness);
    expect(await keptFor(anybody, `${base}/ledger?atLeast=${fresh}`)).toBe('no-cache');
    const plain = await anybody.ask(`${base}/ledger?asOf=2021-01-01`);
    const waited = await anybody.ask(`${base}/ledger?asOf=2021-01-01&atLeast=${fresh}`);
    expect(waited.headers.get('cache-control')).toBe(FOR_EVER);
    expect(waited.text).toBe(plain.text);
    expect(await keptFor(anybody, `${base}/ledger?asOf=2021-01-01&atLeast=never`, 400)).toBe('no-store');
  });

  it('what is for an audience of its own: nowhere, whoever asks', async () => {
    for (const by of [anybody, itu])
      for (const query of ['', '?asOf=2021-01-03'])
        expect(await keptFor(by, `${base}/disclosures${query}`)).toBe('no-store');
  });

  it.each([
    ['/v1/partnerships/ptn_x', 400],
    ['/v1/partnerships/ptn_01e8kg5rm0jp8pftn01rmgcpmc?asOf=2021-01-02', 404],
    ['/nowhere', 404],
    ['/v1/partnerships?asOf=yesterday', 400],
    ['/%', 400],
  ])('a problem: nowhere (%s)', async (path, status) => {
    expect(await keptFor(anybody, path, status)).toBe('no-store');
  });

  it('a copy is for those alone who ask as it was asked for', async () => {
    for (const accept of ['application/json', 'text/csv']) {
      const { headers } = await anybody.ask(`${base}/ledger?asOf=2021-01-02`, { accept });
      expect(headers.get('vary')?.split(', ')).toEqual(expect.arrayContaining(['accept', 'authorization']));
      expect(headers.get('cache-control')).toBe(FOR_EVER);
    }
  });
});
