import { isPublic, type AnyPublicEvent } from '#contracts';
import type { Views, ViewStore } from '#projection';
import { readFeed } from '../../apps/api/queries/feed.ts';
import { queryContextOf } from '../../apps/api/queries/index.ts';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { ServedBook, type Answer } from '../support/served-book.ts';

interface Page {
  readonly events: readonly (AnyPublicEvent & { readonly data: { readonly organisation?: string } })[];
  readonly next: string;
  readonly end: boolean;
}

describe('the public feed, over HTTP', () => {
  let served: ServedBook;
  let history: BroadHistory;
  let all: Page;
  beforeAll(async () => {
    served = await ServedBook.open();
    history = await tellBroadHistory(served);
    all = await page('limit=1000');
  });
  afterAll(() => served.close());

  const ask = (query: string): Promise<Answer> => served.anybody().ask(`/v1/events?${query}`);
  const page = async (query: string): Promise<Page> => {
    const { status, body, text } = await ask(query);
    if (status !== 200) throw new Error(text);
    return body as Page;
  };
  const stored = async () => (await served.book.store.readAll({ limit: 10_000 })).events;
  const promise = (command: string, statement = 'Elsewhere, too') =>
    history.gsma.done(`/v1/partnerships/${history.other}/${command}`, { statement, kind: 'policy' });

  it('tells the public events from the first, in the order of the book', async () => {
    const ids = (await stored()).filter(isPublic).map(({ id }) => id);
    expect(all.events.map(({ id }) => id)).toEqual(ids);
    expect(all.end).toBe(true);
  });

  it.each([1, 7, 1000])('says everything once, page after page of %d', async (limit) => {
    const found: unknown[] = [];
    for (let query = `limit=${limit}`, end = false; !end;) {
      const { events, next, end: last } = await page(query);
      expect(events.length).toBeLessThanOrEqual(limit);
      found.push(...events);
      [query, end] = [`limit=${limit}&after=${next}`, last];
    }
    expect(found).toEqual(all.events);
  });

  it('is filtered by partnership, by organisation, and by any of several types', async () => {
    const { full, other, unicef } = history;
    const types = ['pledgebook.goal-adopted.v1', 'pledgebook.entry-corrected.v1'];
    const expectations: [string, (event: Page['events'][number]) => boolean][] = [
      [`partnership=${full}`, ({ data }) => data.partnership === full],
      [`partnership=${other}`, ({ data }) => data.partnership === other],
      [`organisation=${unicef.id}`, ({ data }) => data.organisation === unicef.id],
      ['organisation=not-stated', ({ data }) => data.organisation === 'not-stated'],
      [types.map((type) => `type=${type}`).join('&'), ({ type }) => types.includes(type)],
    ];
    for (const [query, told] of expectations) {
      const expected = all.events.filter(told);
      expect((await page(`limit=1000&${query}`)).events).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
    }
    expect((await page(`type=${types[0]}&partnership=${other}`)).events).toEqual([]);
  });

  it('moves on past what a filter leaves out', async () => {
    const { events, next, end } = await page('type=pledgebook.partnership-convened.v1');
    expect({ told: events.length, end }).toEqual({ told: 2, end: true });
    expect(await page(`after=${next}`)).toMatchObject({ events: [] });
  });

  it('is followed from now on, by whoever needs nothing of before', async () => {
    const latest = await page('after=latest');
    expect(latest).toMatchObject({ events: [], end: true });
    await promise('make-pledge', 'From now on');
    await served.settled();
    expect((await page(`after=${latest.next}`)).events).toMatchObject([
      { type: 'pledgebook.pledge-made.v1' },
    ]);
    expect((await page('after=latest')).events).toEqual([]);
  });

  it('counts the events of each partnership without a gap', () => {
    for (const partnership of [history.full, history.other]) {
      const counted = all.events.filter(({ data }) => data.partnership === partnership);
      const numbers = counted.map((_, i) => String(i + 1).padStart(10, '0'));
      expect(counted.map(({ sequence }) => sequence)).toEqual(numbers);
    }
  });

  it('never shows what is for participants, or for nobody', async () => {
    const kept = ['ProposalMade', 'Objected', 'ParticipantInvited', 'MeetingHeld', 'MembershipOpened'];
    const events = await stored();
    const markers = events.filter(({ stream }) => stream.startsWith('command-'));
    const hidden = [...events.filter(({ type }) => kept.includes(type)), ...markers];
    expect(new Set(hidden.map(({ type }) => type)).size).toBe(kept.length + 1);
    const { text } = await ask('limit=1000');
    const shown = [...hidden.map(({ id }) => id), 'canActOn', 'attendees', 'per_', 'cmd_'];
    expect(shown.filter((word) => text.includes(word))).toEqual([]);
  });

  it('lets no position out in clear', async () => {
    const { text, body } = await ask('limit=5');
    const clear = Buffer.from(body.next, 'base64url').toString('latin1');
    const positions = (await stored()).map(({ position }) => position);
    expect(positions.filter((one) => text.includes(one) || clear.includes(one))).toEqual([]);
    expect(text.includes('position')).toBe(false);
  });

  describe('with a wait', () => {
    /** Asks, and makes sure that it is not answered before others, who came later, are. */
    async function waiting(query: string): Promise<{ readonly answer: Promise<Page> }> {
      let answered = false;
      const answer = page(`${query}&wait=30`).finally(() => (answered = true));
      for (let others = 0; others < 3; others++) await ask('limit=1');
      expect(answered).toBe(false);
      return { answer };
    }

    it('answers as soon as something comes', async () => {
      const { next } = await page('limit=1000');
      const { answer } = await waiting(`after=${next}`);
      await promise('make-commitment');
      expect((await answer).events).toMatchObject([{ type: 'pledgebook.commitment-made.v1' }]);
    }, 20_000);

    it('goes on waiting while something else comes', async () => {
      const { next } = await page('limit=1000');
      const { answer } = await waiting(`after=${next}&type=pledgebook.pledge-made.v1`);
      await promise('make-commitment');
      await served.settled();
      await promise('make-pledge');
      expect((await answer).events).toMatchObject([{ type: 'pledgebook.pledge-made.v1' }]);
    }, 20_000);

    it('comes back empty in time where nothing comes, and can be gone on from', async () => {
      const { next } = await page('limit=1000');
      const begun = performance.now();
      const empty = await page(`after=${next}&wait=1`);
      const took = performance.now() - begun;
      expect(empty).toMatchObject({ events: [], end: true });
      expect(took).toBeGreaterThan(900);
      expect(took).toBeLessThan(10_000);
      await promise('make-commitment');
      await served.settled();
      expect((await page(`after=${empty.next}`)).events).toHaveLength(1);
    });

    it('is read once for all who go on from the same event, and each is given the same page', async () => {
      const { next } = await page('limit=1000');
      const { views } = served.book;
      let read = 0;
      const counting = Object.assign(Object.create(views) as ViewStore, {
        atOneMoment: <A>(asking: (seen: Views) => Promise<A>) =>
          views.atOneMoment((seen) => (read++, asking(seen))),
      });
      const { answer } = readFeed(queryContextOf({ ...served.book, views: counting }));
      const answers = Array.from({ length: 500 }, () => answer({ after: next, wait: '30' }, {}));
      await promise('make-commitment');
      const [first, ...others] = (await Promise.all(answers)) as Page[];
      expect(first?.events).toHaveLength(1);
      expect(others.every((other) => other === first)).toBe(true);
      // Before and after it came, and perhaps once more in between.
      expect(read).toBeLessThan(5);
    }, 20_000);

    it('ends when its caller goes away', async () => {
      const { next } = await page('limit=1000');
      const gone = new AbortController();
      const { answer } = readFeed(queryContextOf(served.book));
      const answered = answer({ after: next, wait: '30' }, { signal: gone.signal });
      gone.abort();
      expect(await answered).toMatchObject({ events: [] });
    }, 10_000);
  });

  it.each([
    ['type=pledgebook.proposal-made.v1', 'invalid-type'],
    ['after=nonsense', 'invalid-token'],
    ['limit=0', 'invalid-input'],
    ['wait=31', 'invalid-input'],
    ['partnership=x', 'invalid-input'],
  ])('refuses %s', async (query, code) => {
    expect((await ask(query)).body).toMatchObject({ status: 400, code });
  });
});
