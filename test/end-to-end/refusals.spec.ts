import { setImmediate } from 'node:timers/promises';
import { ServedBook, type Party } from '../support/served-book.ts';

describe('what may not be', () => {
  let served: ServedBook;
  let itu: Party;
  let base: string;
  let commitment: string;
  beforeAll(async () => {
    served = await ServedBook.open();
    itu = await served.party('ITU');
    const scope = { places: ['global'], sdgTargets: [] };
    base = `/v1/partnerships/${(await itu.done('/v1/partnerships', { title: 'T', problem: 'P', scope })).body.ids.partnership}`;
    commitment = (await itu.done(`${base}/make-commitment`, { statement: 'S', kind: 'financial' })).body.ids
      .commitment;
  });
  afterAll(() => served.close());

  const make = (more: object) => ({ statement: 'S', kind: 'financial', ...more });
  const money = (amount: unknown, currency = 'USD') => make({ money: { amount, currency } });
  const shares = ['60', '30'].map((percentage, i) => ({ place: ['CO', 'PE'][i], percentage }));
  const meeting = () => ({ meeting: 'm', kind: 'scoping', attendees: [itu.id], agreed: [] });

  /** Each with a code of its own: of the problem, or of the rule that a field breaks. */
  it.each<[string, string, () => object, Record<string, string>, number, string]>([
    ['percentages that do not total 100', '', () => make({ places: shares }), {}, 422, 'percentages-not-100'],
    ['money as a float', '', () => money(100.5), {}, 400, '/money/amount isAmount'],
    ['an unknown currency', '', () => money('1', 'XYZ'), {}, 400, '/money/currency isCurrency'],
    ['an unknown place', '', () => make({ places: [{ place: 'XX' }] }), {}, 400, '/places/0/place isPlace'],
    [
      'a meeting to come',
      'hold-meeting',
      () => ({ ...meeting(), effectiveOn: '2999-01-01' }),
      {},
      422,
      'effective-in-future',
    ],
    ['an unknown field', '', () => make({ colour: 'red' }), {}, 400, '/colour unknownField'],
    ['an oversized body', '', () => make({ statement: 'x'.repeat(300_000) }), {}, 413, 'body-too-large'],
    ['a stale expectation', 'open-pause', () => ({}), { 'if-match': '"0"' }, 412, 'stale-expectation'],
  ])(
    '%s is refused by its own name, and leaves no trace',
    async (_, command, body, headers, status, code) => {
      const before = await served.book.store.head();
      const answer = await itu.give(`${base}/${command || 'make-commitment'}`, body(), headers);
      expect(answer.status).toBe(status);
      const { code: own, errors = [] } = answer.body as {
        code: string;
        errors?: { field: string; rule: string }[];
      };
      expect([own, ...errors.map(({ field, rule }) => `${field} ${rule}`)]).toContain(code);
      expect(await served.book.store.head()).toBe(before);
    },
  );

  interface Problem {
    readonly code: string;
    readonly field?: string;
    readonly errors?: readonly { readonly field: string; readonly rule: string }[];
  }
  /** What a question is refused for: a code and its field, or each field and the rule that it breaks. */
  const refusalOf = async (path: string): Promise<(string | number | undefined)[]> => {
    const { status, body } = await served.anybody().ask(path);
    const { code, field, errors } = body as Problem;
    return [status, ...(errors?.map((one) => `${one.field} ${one.rule}`) ?? [code, field])];
  };

  it.each([
    ['/timeline?type=bogus', 400, '/type/0 isIn'],
    ['/timeline?type=CommitmentMade&type=bogus', 400, '/type/1 isIn'],
    ['/ledger?tag=bogus', 400, '/tag/0 isTag'],
    ['/ledger?organisation=bogus', 400, '/organisation matches'],
    ['/progress?organisation=bogus', 400, '/organisation matches'],
    ['/observations?organisation=bogus', 400, '/organisation matches'],
    ['/v1/events?organisation=bogus', 400, '/organisation matches'],
    ['/v1/organisations?type=bogus', 400, '/type isIn'],
    ['/v1/organisations?country=XX', 400, '/country isCountry'],
    ['/v1/organisations?identifier=bogus', 400, '/identifier isIdentifier'],
    ['/v1/organisations?proven=bogus', 400, '/proven isIdentifier'],
    ['/v1/moments?within=9999-12-31', 422, 'as-of-in-future', 'within'],
    ['/ledger?changedSince=9999-12-31', 422, 'as-of-in-future', 'changedSince'],
    ['/ledger/totals?changedSince=9999-12-31', 422, 'as-of-in-future', 'changedSince'],
    ['/coverage?changedSince=9999-12-31', 422, 'as-of-in-future', 'changedSince'],
  ])('a question for what can never be, as %s, is refused, not answered empty', async (path, ...refusal) => {
    expect(await refusalOf(path.startsWith('/v1') ? path : base + path)).toEqual(refusal);
  });

  it('a filter by moments names what it takes, and no more', async () => {
    const { body } = await served.anybody().ask(`${base}/ledger?changedSince=bogus`);
    expect(body).toMatchObject({ code: 'invalid-moment', detail: expect.not.stringContaining('position') });
  });

  it('a change since a later moment than the position that is asked of is refused', async () => {
    const { asOf } = (await served.anybody().ask(`${base}/ledger`)).body;
    await itu.done(`${base}/make-commitment`, make({}));
    const since = new Date().toISOString();
    while (Date.now() <= Date.parse(since)) await setImmediate();
    expect(await refusalOf(`${base}/ledger?changedSince=${since}&asOf=${asOf.position}`)).toEqual([
      422,
      'moments-reversed',
      'changedSince',
    ]);
  });

  it('no question says again what its path says', async () => {
    const { paths } = (await served.anybody().ask('/openapi.json')).body as {
      paths: Record<string, { get?: { parameters?: readonly { name: string; in: string }[] } }>;
    };
    const twice = Object.entries(paths).flatMap(([path, { get }]) =>
      (get?.parameters ?? [])
        .filter((one) => one.in === 'path')
        .map(({ name }) => [`${path.replaceAll(/[{}]/g, '')}?${name}=x`, name]),
    );
    expect(twice.length).toBeGreaterThan(20);
    for (const [path = '', name] of twice)
      expect([path, ...(await refusalOf(path))]).toEqual([path, 400, `/${name} unknownField`]);
  });

  it("another's commitment is changed by nobody else, the convener included", async () => {
    const gsma = await served.party('GSMA');
    await itu.done(`${base}/open-call`, { call: 'all', text: 'Come' });
    await gsma.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    const own = (await gsma.done(`${base}/make-commitment`, make({}))).body.ids.commitment;
    for (const [by, id] of [
      [itu, own],
      [gsma, commitment],
    ] as const)
      expect((await by.give(`${base}/commitments/${id}/withdraw-commitment`)).body).toMatchObject({
        status: 403,
        code: 'not-the-owner',
      });
    expect((await served.anybody().give(`${base}/make-commitment`, make({}))).body).toMatchObject({
      status: 401,
      code: 'token-missing',
    });
  });

  it("another's word is given by nobody else: forbidden, and not only impossible", async () => {
    const who = await served.party('UNHCR');
    await itu.done(`${base}/open-call`, { call: 'of-words', text: 'Come' });
    await who.done(`${base}/join-partnership`, { priorities: ['Reach'] });
    await itu.done(`${base}/take-next-step`, { step: 's', text: 'A map', due: '2999-01-01' });
    await itu.done(`${base}/form-working-group`, { group: 'g', purpose: 'P' });
    const shares = ['GSMA', 'ITU'].map(async (name) => ({ organisation: (await served.party(name)).id }));
    const whole = { ...make({}), shares: await Promise.all(shares) };
    const joint = (await itu.done(`${base}/propose-joint-commitment`, whole)).body.ids.jointCommitment;
    for (const [command, body, code] of [
      ['finish-next-step', { step: 's' }, 'not-the-taker'],
      ['close-working-group', { group: 'g' }, 'not-a-member'],
      [`joint-commitments/${joint}/accept-share`, {}, 'not-a-party'],
      [`commitments/${commitment}/confirm-attribution`, {}, 'not-attributed-to-you'],
    ] as const)
      expect((await who.give(`${base}/${command}`, body)).body).toMatchObject({ status: 403, code });
  });
});
