import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const clock = new SetClock('2021-02-01T09:00:00Z');
describe('The day of the present', () => {
  let served: ServedBook;
  let owner: Party;
  let base: string;
  const promise = { statement: 'A well', kind: 'programme' };

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    owner = await served.party('Owner');
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title: 'Water', problem: 'P', scope });
    base = `/v1/partnerships/${body.ids.partnership}`;
  });
  afterAll(() => served.close());

  const promised = (effectiveOn: string) =>
    owner.give(`${base}/make-commitment`, { ...promise, effectiveOn });
  async function rowsNow(query = ''): Promise<{ effective: string; days: string[] }> {
    await served.settled();
    const { body } = await owner.ask(`${base}/ledger${query}`);
    const days = body.rows.map(({ effectiveOn }: { effectiveOn: string }) => effectiveOn);
    return { effective: body.asOf.effective, days };
  }

  describe('today, at nine in the morning (UTC)', () => {
    it('is the same day everywhere, and tomorrow is refused', async () => {
      clock.set('2021-02-01T09:00:00Z');
      expect(await promised('2021-02-02')).toMatchObject({
        status: 422,
        body: { code: 'effective-in-future' },
      });
      const asked = await owner.ask(`${base}/ledger?effective=2021-02-02`);
      expect(asked).toMatchObject({ status: 422, body: { code: 'effective-in-future' } });
      expect(await rowsNow()).toEqual({ effective: '2021-02-01', days: [] });
    });
  });

  describe('today, once it is tomorrow in Kiribati', () => {
    it('is either day, and what is said of the later one is seen at once', async () => {
      clock.set('2021-02-01T11:00:00Z');
      expect(await rowsNow()).toEqual({ effective: '2021-02-01', days: [] });
      expect(await promised('2021-02-02')).toMatchObject({ status: 201 });
      expect(await promised('2021-02-03')).toMatchObject({ status: 422 });
      expect(await rowsNow()).toEqual({ effective: '2021-02-02', days: ['2021-02-02'] });
      expect(await rowsNow('?effective=2021-02-01')).toEqual({ effective: '2021-02-01', days: [] });
      // Who says no day means that of UTC, and a partnership of which nothing is said so has that day.
      const scope = { places: ['global'], sdgTargets: [] };
      const other = await owner.done('/v1/partnerships', { title: 'Wells', problem: 'P', scope });
      await served.settled();
      const shown = await owner.ask(`/v1/partnerships/${other.body.ids.partnership}`);
      expect(shown.body).toMatchObject({ convenedOn: '2021-02-01', asOf: { effective: '2021-02-01' } });
    });

    it('is that of a mended milestone, too', async () => {
      const { body } = await owner.done(`${base}/make-commitment`, promise);
      const about = `${base}/commitments/${body.ids.commitment}`;
      await owner.done(`${about}/plan-milestone`, { entry: 'one', title: 'Dug', due: '2021-03-01' });
      await owner.done(`${about}/reach-milestone`, { entry: 'one' });
      const mend = (reachedOn: string) =>
        owner.give(`${about}/correct-entry`, { entry: 'one', reachedOn, reason: 'Wrong day' });
      expect(await mend('2021-02-03')).toMatchObject({ status: 422, body: { code: 'effective-in-future' } });
      expect(await mend('2021-02-02')).toMatchObject({ status: 200 });
    });
  });

  describe('a moment', () => {
    it.each([
      ['2021-02-01T12:00:00+00:00'],
      ['2021-02-01T12:00:00.123456%2B00:00'],
      ['2021-02-01T13:00:00+01:00'],
      ['2021-02-01T06:30:00.5-05:30'],
      ['2021-02-01%2012:00:00Z'],
      ['2021-02-01t12:00:00z'],
    ])('is taken as %s', async (moment) => {
      clock.set('2021-02-10T09:00:00Z');
      await served.settled();
      for (const question of [
        `${base}/ledger?asOf=${moment}`,
        `${base}/ledger?changedSince=${moment}`,
        `${base}/timeline?since=${moment}`,
        `${base}/history?asOf=${moment}`,
      ]) {
        const { status, body } = await owner.ask(question);
        expect([question, status, body.code]).toEqual([question, 200, undefined]);
      }
    });

    it.each(['2021-02-30T12:00:00Z', '2021-02-01T12:00:00', '2021-02-01T24:00:00Z', 'yesterday'])(
      'is none as %s',
      async (moment) => {
        const answer = await owner.ask(`${base}/ledger?asOf=${moment}`);
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-moment', field: 'asOf' } });
      },
    );

    it('is taken for its day where a day is meant, where it was said', async () => {
      const { body } = await owner.done(`${base}/make-commitment`, {
        ...promise,
        effectiveOn: '2021-02-05T23:30:00.000001-05:00',
      });
      await served.settled();
      const { body: shown } = await owner.ask(
        `${base}/commitments/${body.ids.commitment}?effective=2021-02-09T00:00:00Z`,
      );
      expect(shown).toMatchObject({ effectiveOn: '2021-02-05', asOf: { effective: '2021-02-09' } });
    });
  });
});
