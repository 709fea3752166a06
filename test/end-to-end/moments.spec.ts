import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

interface Moments {
  readonly by: string;
  readonly rows: readonly { readonly at: string; readonly events: number }[];
}
const clock = new SetClock('2021-01-01T09:00:00Z');
const promise = { statement: 'A well', kind: 'programme' };
describe('The moments of a book', () => {
  let served: ServedBook;
  let itu: Party;
  let base: string;
  let partnership: string;

  const momentsOf = async (query = '', by = served.anybody()): Promise<Moments> => {
    const { status, body } = await by.ask(`/v1/moments${query}`);
    expect([query, status]).toEqual([query, 200]);
    return { by: body.by, rows: body.rows };
  };
  async function convene(title: string): Promise<string> {
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await itu.done('/v1/partnerships', { title, problem: 'P', scope });
    return body.ids.partnership as string;
  }

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    itu = await served.party('ITU');
    partnership = await convene('Water');
    base = `/v1/partnerships/${partnership}`;
    clock.set('2021-02-01T09:00:00Z');
    await itu.done(`${base}/make-commitment`, promise);
    await served.settled();
  });
  afterAll(() => served.close());

  describe('the moments at which something was recorded', () => {
    it('are told in order, each with how much it was; asked as of one, the book stands as it stood', async () => {
      const { by, rows } = await momentsOf(`?partnership=${partnership}`);
      expect(by).toBe('moment');
      expect(rows.map(({ at }) => at.slice(0, 10))).toEqual(['2021-01-01', '2021-02-01']);
      // Convening joins in the same moment.
      expect(rows.map(({ events }) => events)).toEqual([2, 1]);
      const promisedAt = async (asOf = '') =>
        (await served.anybody().ask(`${base}/ledger?asOf=${asOf}`)).body.rows.length;
      clock.set('2021-03-01T09:00:00Z');
      expect([await promisedAt(rows[0]?.at), await promisedAt(rows[1]?.at)]).toEqual([0, 1]);
    });

    it('are of one book, or of all', async () => {
      const other = await convene('Wells');
      await served.settled();
      expect((await momentsOf(`?partnership=${other}`)).rows).toHaveLength(1);
      expect((await momentsOf(`?partnership=${partnership}`)).rows).toHaveLength(2);
      expect((await momentsOf()).rows).toHaveLength(3);
      const nowhere = '?partnership=ptn_01e8kg5rm0jp8pftn01rmgcpmc';
      expect(await momentsOf(nowhere)).toEqual({ by: 'moment', rows: [] });
    });

    it('of what is only for participants, or for an audience, are told to nobody', async () => {
      const before = await momentsOf();
      clock.set('2021-03-02T09:00:00Z');
      await itu.done(`${base}/flag-missing-voice`, { voice: 'lakes', who: 'Fishers', why: 'They know' });
      clock.set('2021-03-03T09:00:00Z');
      const audience = { to: 'participants' };
      await itu.done(`${base}/disclose-constraint`, { text: 'No budget before May', audience });
      await served.settled();
      expect(await momentsOf('', itu)).toEqual(before);
      expect(await momentsOf()).toEqual(before);
    });

    it('are lines of a table, too', async () => {
      const { text } = await served
        .anybody()
        .ask(`/v1/moments?partnership=${partnership}`, { accept: 'text/csv' });
      expect(text.split('\n')[0]?.trim()).toBe('at,events');
    });

    it.each([
      '2021-13',
      '2021-01-01T9',
      '2021',
      '2021-01-01T09:00:00Z',
      '9999-99-99',
      '2021-02-29',
      '2021-01-01T24',
      '2021-01-01T09:60',
      '2021-01-01T09:00:61',
      '0000-01-01',
    ])('are not asked for within "%s"', async (within) => {
      const { status, body } = await served.anybody().ask(`/v1/moments?within=${within}`);
      expect([status, body.errors?.[0]?.field]).toEqual([400, '/within']);
    });
  });

  describe('where there are many', () => {
    const EACH = 520;
    beforeAll(async () => {
      clock.set('2021-04-01T10:00:00Z');
      for (let i = 0; i < EACH; i++) await itu.done(`${base}/make-commitment`, promise);
      await served.settled();
    });

    it('they are told by the day, with the last moment of each', async () => {
      const { by, rows } = await momentsOf(`?partnership=${partnership}`);
      expect(by).toBe('day');
      expect(rows.map(({ at, events }) => [at.slice(0, 10), events])).toEqual([
        ['2021-01-01', 2],
        ['2021-02-01', 1],
        ['2021-04-01', EACH],
      ]);
    });

    it('and within a day by the hour, and so on, until each moment can be had', async () => {
      const of = (within: string) => momentsOf(`?partnership=${partnership}&within=${within}`);
      const [quiet, busy] = [await of('2021-02-01'), await of('2021-04-01')];
      expect([quiet.by, quiet.rows.length]).toEqual(['moment', 1]);
      expect(busy.by).toBe('hour');
      expect(busy.rows.reduce((sum, { events }) => sum + events, 0)).toBe(EACH);
      const found = [];
      for (const { at } of busy.rows) {
        const hour = await of(at.slice(0, 13));
        // An hour of at most five hundred moments is told by them, another by its minutes.
        if (hour.by === 'moment') found.push(...hour.rows);
        else for (const row of hour.rows) found.push(...(await of(row.at.slice(0, 16))).rows);
      }
      const { rows } = (await served.anybody().ask(`${base}/timeline?since=2021-03-31&limit=1000`)).body;
      const recorded = new Set(rows.map(({ recordedAt }: { recordedAt: string }) => recordedAt));
      expect(new Set(found.map(({ at }) => at))).toEqual(recorded);
    });
  });
});
