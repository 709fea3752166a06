import { queryContextOf, queriesOf } from '../../apps/api/queries/index.ts';
import { ServedBook, type Answer, type Party } from '../support/served-book.ts';

const CSV = { accept: 'text/csv' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
describe('Answers as tables', () => {
  let served: ServedBook;
  let owner: Party;
  /** A book of which nothing is said, and one of which much is. */
  let [empty, full] = ['', ''];

  const convened = async (title: string): Promise<string> => {
    const scope = { places: ['CO', 'PE'], sdgTargets: ['6.1'] };
    const { body } = await owner.done('/v1/partnerships', { title, problem: 'P', scope });
    return `/v1/partnerships/${body.ids.partnership}`;
  };

  async function fill(base: string): Promise<void> {
    await owner.done(`${base}/grant-mandate`, { organisation: owner.id, source: 'fts' });
    const places = [
      { place: 'CO', percentage: '60' },
      { place: 'PE', percentage: '40' },
    ];
    const { body } = await owner.done(`${base}/make-commitment`, {
      statement: '-1+1',
      kind: 'financial',
      money: usd('100'),
      places,
      sdgTargets: ['6.1'],
      theme: 'Water',
      window: { to: '2099-12-31' },
      outcomes: ['One', 'Two'],
    });
    const about = `${base}/commitments/${body.ids.commitment}`;
    for (const [entry, money] of [
      ['one', usd('40.5')],
      ['two', { amount: '7', currency: 'EUR' }],
    ] as const)
      await owner.done(`${about}/record-disbursement`, { entry, money });
    for (const entry of ['first', 'second'])
      await owner.done(`${about}/plan-milestone`, { entry, title: entry, due: '2099-01-01' });
    await owner.done(`${base}/make-pledge`, { statement: 'Another', kind: 'policy' });
  }

  beforeAll(async () => {
    served = await ServedBook.open();
    owner = await served.party('Owner');
    [empty, full] = [await convened('Empty'), await convened('Full')];
    await fill(full);
    await served.settled();
  }, 300_000);
  afterAll(() => served.close());

  const rowsOf = ({ text }: Answer): string[][] => {
    const [head = '', ...lines] = text
      .replace(/^\ufeff/, '')
      .split('\r\n')
      .slice(0, -1);
    const cells = (line: string) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .map(([, cell = '']) => cell)
        .slice(0, head.split(',').length);
    return [head.split(','), ...lines.map(cells)];
  };
  const tellerOf = ([head = [], ...lines]: string[][]) =>
    lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ''])));

  describe('every table of a partnership', () => {
    it('has the same columns whatever the book holds, none of them JSON, in lines as RFC 4180 has them', async () => {
      const tables = queriesOf(queryContextOf(served.book)).filter(
        ({ path, rows }) => rows && /^\/v1\/partnerships\/:partnership(\/[a-z-]+)*$/.test(path),
      );
      expect(tables.length).toBeGreaterThan(8);
      for (const { path } of tables) {
        const [one, other] = [empty, full].map((base) => path.replace('/v1/partnerships/:partnership', base));
        const answers = [await owner.ask(one ?? '', CSV), await owner.ask(other ?? '', CSV)] as const;
        expect([path, ...answers.map(({ status }) => status)]).toEqual([path, 200, 200]);
        const heads = answers.map(({ text }) => text.slice(0, text.indexOf('\r\n')));
        expect([path, heads[0]]).toEqual([path, heads[1]]);
        expect([path, /[{}]|\[object/.exec(answers[1].text)]).toEqual([path, null]);
        expect(answers[1].text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }
    });

    it('keeps numbers numbers, and takes a line for each currency', async () => {
      const ledger = tellerOf(rowsOf(await owner.ask(`${full}/ledger?sort=effectiveOn`, CSV)));
      const paid = ledger.filter(({ promise }) => promise === 'commitment');
      expect(paid).toMatchObject([
        { currency: 'EUR', 'money.disbursed': '7', 'money.promised.amount': '100' },
        {
          currency: 'USD',
          'money.disbursed': '40.5',
          statement: "'-1+1",
          organisationName: 'Owner',
          'places.place': 'CO; PE',
          'places.percentage': '60; 40',
          outcomes: 'One; Two',
          'milestones.list.entry': 'first; second',
        },
      ]);
      const totals = tellerOf(rowsOf(await owner.ask(`${full}/ledger/totals`, CSV)));
      expect(
        totals.map(({ promise, currency, promised, disbursed }) => [promise, currency, promised, disbursed]),
      ).toEqual(
        expect.arrayContaining([
          ['commitment', 'EUR', '', '7'],
          ['commitment', 'USD', '100', '40.5'],
          ['pledge', '', '', ''],
        ]),
      );
    });

    it('tells of each promise how it stands to its rhythm, and when its next report is due, as its row does', async () => {
      const { rows } = (await owner.ask(`${full}/ledger`)).body;
      const told = tellerOf(rowsOf(await owner.ask(`${full}/ledger`, CSV)));
      for (const { commitment, staleness, reporting } of rows)
        expect(told.find((line) => line['commitment'] === commitment)).toMatchObject({
          staleness,
          'reporting.nextOn': reporting.nextOn,
          'reporting.everyMonths': String(reporting.everyMonths),
        });
    });

    it('begins with a byte order mark for who asks so, on the next page, too', async () => {
      const response = await fetch(`${served.server.url}${full}/ledger?bom=1&limit=1`, { headers: CSV });
      expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
      expect(next).toContain('bom=1');
      expect((await owner.ask(next, CSV)).status).toBe(200);
      for (const query of ['', '?bom=0'])
        expect((await owner.ask(`${full}/ledger${query}`, CSV)).text).toMatch(/^commitment,/);
      expect(await owner.ask(`${full}/ledger?bom=yes`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: '/bom' }] },
      });
    });

    it('is documented: its columns, its next page, its byte order mark', async () => {
      const { paths } = (await owner.ask('/openapi.json')).body;
      const told = paths['/v1/partnerships/{partnership}/ledger'].get;
      expect(told.parameters.map(({ name }: { name: string }) => name)).toContain('bom');
      expect(told.responses['200'].content['text/csv'].schema.description).toContain('money.disbursed');
      expect(told.responses['200'].headers.Link.description).toContain('next');
      expect(told.responses).toHaveProperty('406');
    });
  });

  describe('what is accepted', () => {
    it.each([
      ['TEXT/CSV', 200, 'text/csv'],
      ['text/csv;q=0, application/json', 200, 'application/json'],
      ['text/csv;q=0.2, application/json;q=0.1', 200, 'text/csv'],
      ['*/*', 200, 'application/json'],
      ['text/csv;q=0', 406, 'application/problem+json'],
      ['text/csv;header=absent', 406, 'application/problem+json'],
      ['text/csv;header=present', 200, 'text/csv'],
      ['image/png', 406, 'application/problem+json'],
    ])('as %s is answered %d, in %s', async (accept, status, type) => {
      const answer = await owner.ask(`${full}/ledger`, { accept });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain(type);
      expect(answer.headers.get('vary')?.toLowerCase() ?? 'accept').toContain('accept');
    });

    it('decides of a command before it is carried out', async () => {
      const before = await served.book.store.head();
      const answer = await owner.give(`${full}/make-pledge`, { statement: 'A', kind: 'policy' }, CSV);
      expect(answer).toMatchObject({ status: 406, body: { code: 'not-acceptable', field: 'Accept' } });
      expect(await served.book.store.head()).toBe(before);
    });

    it('of a question that is no table is JSON alone', async () => {
      expect((await owner.ask('/v1/events', CSV)).status).toBe(406);
      expect((await owner.ask('/v1/schemas', { accept: 'application/json' })).status).toBe(200);
    });
  });
});
