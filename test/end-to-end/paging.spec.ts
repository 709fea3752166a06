import { ServedBook, SetClock, type Party } from '../support/served-book.ts';

const clock = new SetClock('2021-02-01T09:00:00Z');
describe('Lists that come by pages', () => {
  let served: ServedBook;
  let owner: Party;
  let base: string;
  const ids: Record<string, string> = {};

  const convened = async (title: string, more: object = {}): Promise<string> => {
    const scope = { places: ['global'], sdgTargets: [] };
    const { body } = await owner.done('/v1/partnerships', { title, problem: 'P', scope, ...more });
    return `/v1/partnerships/${body.ids.partnership}`;
  };
  const promised = async (of: string, more: object = {}) =>
    (await owner.done(`${of}/make-commitment`, { statement: 'A well', kind: 'policy', ...more })).body.ids
      .commitment;

  beforeAll(async () => {
    served = await ServedBook.open(clock);
    owner = await served.party('Owner');
    base = await convened('One', { programme: 'Water' });
    for (const name of ['first', 'second', 'third']) ids[name] = await promised(base);
    for (const due of ['2021-02-03', '2021-02-05', '2021-02-10'])
      for (const one of Object.values(ids))
        await owner.done(`${base}/commitments/${one}/plan-milestone`, { entry: due, title: due, due });
    await served.settled();
  });
  afterAll(() => served.close());

  describe('a list goes on where its page ended', () => {
    it('over midnight, though what is late is told by dates', async () => {
      clock.set('2021-02-04T23:59:00Z');
      const first = (await owner.ask(`${base}/ledger?overdue=yes&limit=2`)).body;
      expect(first.rows).toHaveLength(2);
      clock.set('2021-02-05T00:01:00Z');
      const rest = await owner.ask(`${base}/ledger?overdue=yes&limit=2&cursor=${first.next}`);
      expect(rest).toMatchObject({ status: 200, body: { asOf: { effective: '2021-02-05' } } });
      expect(
        [...first.rows, ...rest.body.rows].map(({ commitment }: { commitment: string }) => commitment),
      ).toEqual(Object.values(ids).sort());
    });

    it('though a book was convened in the meantime', async () => {
      const programme = await owner.admitted('Water', [base.split('/').at(-1) ?? '']);
      await served.settled();
      const first = (await owner.ask('/v1/programmes/Water/ledger?limit=2')).body;
      const other = await convened('Two', { programme: 'Water' });
      await owner.done(`${other}/admit-partnership`, { programme });
      const more = await promised(other);
      await served.settled();
      const rest = await owner.ask(`/v1/programmes/Water/ledger?limit=2&cursor=${first.next}`);
      expect(rest.status).toBe(200);
      const found = [...first.rows, ...rest.body.rows].map(
        ({ commitment }: { commitment: string }) => commitment,
      );
      expect(found.sort()).toEqual([...Object.values(ids), more].sort());
    });

    it('by the address of its next page as of the same moment, in a table, too', async () => {
      const statements = async () => {
        const found: string[] = [];
        for (let next: string | undefined = `${base}/ledger?limit=2&sort=effectiveOn`; next;) {
          const { text, headers: said } = await owner.ask(next, { accept: 'text/csv' });
          found.push(...(text.match(/A well|Another word|Said since/g) ?? []));
          const [, address] = /^<([^>]+)>; rel="next"$/.exec(said.get('link') ?? '') ?? [];
          // Between two pages of three promises the last is said otherwise, and a fourth is made.
          if (found.length === 2) await meanwhile();
          next = address;
        }
        return found;
      };
      const meanwhile = async () => {
        const amended = { statement: 'Another word', reason: 'R' };
        await owner.done(`${base}/commitments/${ids['third']}/amend-commitment`, amended);
        await promised(base, { statement: 'Said since' });
        await served.settled();
      };
      expect(await statements()).toEqual(['A well', 'A well', 'A well']);
      expect((await owner.ask(`${base}/ledger`)).text).toContain('Said since');
    });

    it('and nowhere else: of other filters, another order, another book or another list', async () => {
      const { next } = (await owner.ask(`${base}/ledger?limit=1`)).body;
      const other = await convened('Three');
      await served.settled();
      for (const path of [
        `${base}/ledger?kind=policy&`,
        `${base}/ledger?sort=kind&`,
        `${other}/ledger?`,
        '/v1/programmes/Water/ledger?',
        `/v1/organisations/${owner.id}/ledger?`,
        `${base}/progress?`,
        '/v1/organisations?',
      ])
        expect(await owner.ask(`${path}cursor=${next}`)).toMatchObject({
          status: 400,
          body: { code: 'invalid-cursor', field: 'cursor' },
        });
      expect((await owner.ask(`${base}/ledger?limit=2&cursor=${next}`)).status).toBe(200);
    });
  });

  describe('names', () => {
    const namesIn = async (language: string, query = '') => {
      const found: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const { body } = await owner.ask(`/v1/organisations?sort=name&limit=2${query}${cursor}`, {
          'accept-language': language,
        });
        found.push(...body.rows.map(({ name }: { name: string }) => name));
        cursor = body.next && `&cursor=${body.next}`;
      }
      return found.filter((name) => name.length <= 3);
    };

    it('are sorted as the language of the reader has them, live and as of a moment, page by page', async () => {
      clock.set('2021-02-06T09:00:00Z');
      for (const name of ['z', 'ä', 'B', 'a', 'ñ', 'nz', 'Å'])
        await owner.done('/v1/organisations/register-organisation', { name });
      await served.settled();
      clock.set('2021-02-08T09:00:00Z');
      const [english, swedish] = [
        ['a', 'Å', 'ä', 'B', 'ñ', 'nz', 'z'],
        ['a', 'B', 'ñ', 'nz', 'z', 'Å', 'ä'],
      ];
      for (const query of ['', '&asOf=2021-02-07']) {
        expect(await namesIn('en-GB', query)).toEqual(english);
        expect(await namesIn('en-US@posix', query)).toEqual(english);
        expect(await namesIn('sv, en;q=0.5', query)).toEqual(swedish);
        expect((await namesIn('es', query)).slice(-3)).toEqual(['nz', 'ñ', 'z']);
      }
      const first = (await owner.ask('/v1/organisations?limit=2', { 'accept-language': 'sv' })).body;
      const other = await owner.ask(`/v1/organisations?limit=2&cursor=${first.next}`, {
        'accept-language': 'es',
      });
      expect(other).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } });
      const { headers } = await owner.ask('/v1/organisations');
      expect(headers.get('vary')).toContain('accept-language');
    });

    it('backwards, too, and titles and programmes likewise', async () => {
      for (const title of ['öl', 'zoo', 'oak']) await convened(title, { programme: title });
      await served.settled();
      const titlesIn = async (query: string) =>
        (await owner.ask(`/v1/partnerships?${query}`, { 'accept-language': 'sv' })).body.rows
          .map(({ title }: { title: string }) => title)
          .filter((title: string) => ['öl', 'zoo', 'oak'].includes(title));
      expect(await titlesIn('sort=title')).toEqual(['oak', 'zoo', 'öl']);
      expect(await titlesIn('sort=-title')).toEqual(['öl', 'zoo', 'oak']);
      expect(await titlesIn('sort=programme')).toEqual(['oak', 'zoo', 'öl']);
      const { body } = await owner.ask('/v1/programmes', { 'accept-language': 'sv' });
      expect(body.rows.map(({ programme }: { programme: string }) => programme)).toEqual([
        'oak',
        'Water',
        'zoo',
        'öl',
      ]);
    });
  });

  describe('where an id stands for a name that people read, a list', () => {
    let book: string;
    const swedish = ['oak', 'Zoo', 'öl'];
    const english = ['oak', 'öl', 'Zoo'];
    beforeAll(async () => {
      clock.set('2021-02-11T09:00:00Z');
      book = await convened('By name', { programme: 'By name' });
      await owner.done(`${book}/open-call`, { call: 'c', text: 'Come' });
      const commitment = await promised(book, { theme: 'Owner' });
      await owner.done(`${book}/commitments/${commitment}/report-progress`, { entry: 'r', narrative: 'N' });
      for (const name of ['öl', 'Zoo', 'oak']) {
        const party = await served.party(name);
        await party.done(`${book}/join-partnership`, { priorities: ['P'] });
        for (const statement of ['One', 'Two']) {
          const made = { statement, kind: 'policy', theme: name };
          await party.done(`${book}/make-commitment`, made);
        }
        const claim = { about: 'entry', commitment, entry: 'r' };
        await party.done(`${book}/corroborate-claim`, { claim });
      }
      await served.settled();
      clock.set('2021-02-13T09:00:00Z');
    });
    type Row = Readonly<Record<'organisation' | 'observer', string>>;
    const listed = async (path: string, language: string, by: keyof Row = 'organisation') => {
      const found: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const { body } = await owner.ask(`${book}${path}${cursor}`, { 'accept-language': language });
        found.push(...body.rows.map((row: Row) => body.names[row[by]]));
        cursor = body.next && `&cursor=${body.next}`;
      }
      return [...new Set(found)].filter((name) => name !== 'Owner');
    };

    it.each(['', '&asOf=2021-02-12'])(
      'is sorted by the name, as the language of the reader has it%s',
      async (moment) => {
        const ledger = (sort: string) => `/ledger?sort=${sort}&limit=2${moment}`;
        expect(await listed(ledger('organisation'), 'sv')).toEqual(swedish);
        expect(await listed(ledger('organisation'), 'en')).toEqual(english);
        expect(await listed(ledger('-organisation'), 'sv')).toEqual(swedish.toReversed());
        expect(await listed(`/observations?sort=observer&limit=1${moment}`, 'sv', 'observer')).toEqual(
          swedish,
        );
        expect(await listed(`/records?${moment}`, 'sv')).toEqual(swedish);
      },
    );

    it('of themes in what is covered, too', async () => {
      const themes = async (language: string) =>
        (await owner.ask(`${book}/coverage`, { 'accept-language': language })).body.themes.map(
          ({ of }: { of: string }) => of,
        );
      expect(await themes('sv')).toEqual(['oak', 'Owner', 'Zoo', 'öl']);
      expect(await themes('en')).toEqual(['oak', 'öl', 'Owner', 'Zoo']);
    });
  });

  describe('who only reads', () => {
    const etagOf = async (path: string) => (await owner.ask(path)).headers.get('etag') ?? '';

    it('is told the revision of a partnership, a commitment and an organisation, and can expect it', async () => {
      const about = `${base}/commitments/${ids['first']}`;
      const read = { partnership: await etagOf(base), commitment: await etagOf(about) };
      expect(await etagOf(`/v1/organisations/${owner.id}`)).toBe('"0"');
      const suspend = (revision: string) =>
        owner.give(`${about}/suspend-commitment`, { reason: 'R' }, { 'if-match': revision });
      const done = await suspend(read.commitment);
      expect(done.status).toBe(200);
      expect(await suspend(read.commitment)).toMatchObject({
        status: 412,
        body: { code: 'stale-expectation' },
      });
      await served.settled();
      expect(await etagOf(about)).toBe(done.headers.get('etag'));
      const refine = { problem: 'Q', reason: 'R' };
      const refined = await owner.give(`${base}/refine-problem`, refine, { 'if-match': read.partnership });
      expect(refined.status).toBe(200);
    });

    it('is told that of what is observed, and can expect it', async () => {
      const observer = await served.party('Observer');
      const book = await convened('Observed');
      await owner.done(`${book}/open-call`, { call: 'c', text: 'Come' });
      await observer.done(`${book}/join-partnership`, { priorities: ['P'] });
      const claim = { about: 'entry', commitment: await promised(book), entry: 'r' };
      await owner.done(`${book}/commitments/${claim.commitment}/report-progress`, {
        entry: 'r',
        narrative: 'N',
      });
      const { body } = await observer.done(`${book}/corroborate-claim`, { claim });
      await served.settled();
      const about = `${book}/observations/${body.ids.observation}`;
      expect((await owner.ask(about)).body).toMatchObject({
        observation: body.ids.observation,
        verdict: 'corroborated',
        names: { [observer.id]: 'Observer' },
      });
      const respond = async (revision: string, text: string) =>
        owner.give(
          `${book}/respond-to-observation`,
          { claim, observer: observer.id, text },
          { 'if-match': revision },
        );
      const read = await etagOf(about);
      expect((await respond(read, 'Thank you')).status).toBe(200);
      expect(await respond(read, 'Thanks')).toMatchObject({
        status: 412,
        body: { code: 'stale-expectation' },
      });
      await served.settled();
      expect((await respond(await etagOf(about), 'Thanks')).status).toBe(200);
      const never = `${book}/observations/${'0'.repeat(64)}`;
      expect(await owner.ask(never)).toMatchObject({ status: 404, body: { code: 'observation-unknown' } });
      expect(await owner.ask(`${base}/observations/${body.ids.observation}`)).toMatchObject({ status: 404 });
    });

    it('is told none of what is observed of a meeting that it did not attend', async () => {
      const book = await convened('Met');
      const attendee = await served.party('Attendee');
      await owner.done(`${book}/open-call`, { call: 'c', text: 'Come' });
      await attendee.done(`${book}/join-partnership`, { priorities: ['P'] });
      const attendees = [owner.id, attendee.id];
      await owner.done(`${book}/hold-meeting`, { meeting: 'm', kind: 'scoping', attendees, agreed: [] });
      const claim = { about: 'meeting', meeting: 'm' };
      const { body } = await attendee.done(`${book}/dispute-claim`, { claim, text: 'Not so' });
      await served.settled();
      const about = `${book}/observations/${body.ids.observation}`;
      expect((await owner.ask(about)).headers.get('etag')).toBe('"0"');
      const [told, never] = await Promise.all(
        [about, `${book}/observations/${'0'.repeat(64)}`].map((path) => served.anybody().ask(path)),
      );
      expect([told?.status, told?.headers.get('etag')]).toEqual([404, null]);
      expect(told?.text).toBe(never?.text);
    });

    it('is told none of a past moment, nor in a table', async () => {
      clock.set('2021-02-20T09:00:00Z');
      expect(await etagOf(`${base}?asOf=2021-02-02`)).toBe('');
      expect((await owner.ask(base, { accept: 'text/csv' })).headers.get('etag')).toBeNull();
    });
  });
});
