import { connect } from 'node:net';
import { once } from 'node:events';
import type { PublicEvent } from '#contracts';
import { PublicFeed, type OutboxReader } from '#outbox';
import { EventStream } from '../support/event-stream.ts';
import { tellBroadHistory, type BroadHistory } from '../support/broad-history.ts';
import { ServedBook } from '../support/served-book.ts';

const ELSEWHERE = 'https://map.example';

describe('public events as they come, over HTTP', () => {
  let served: ServedBook;
  let history: BroadHistory;
  let polled: readonly PublicEvent[];
  /** How often the outbox was read. */
  let reads = 0;

  beforeAll(async () => {
    const counting = ({ outbox }: ServedBook['book']): Pick<OutboxReader, 'read' | 'last' | 'changes'> => ({
      changes: outbox.changes,
      last: () => outbox.last(),
      read: (...asked) => (reads++, outbox.read(...asked)),
    });
    served = await ServedBook.open(undefined, {
      environment: { PLEDGEBOOK_CORS_ORIGINS: ELSEWHERE },
      altered: (book) => ({ parts: { publicFeed: new PublicFeed(counting(book)) } }),
    });
    history = await tellBroadHistory(served);
    await served.settled();
    polled = (await served.anybody().ask('/v1/events?limit=1000')).body.events;
  });
  afterAll(() => served.close());

  const stream = (query = '', headers: Record<string, string> = {}, bytes?: number): Promise<EventStream> =>
    EventStream.open(`${served.server.url}/v1/events?${query}`, headers, bytes);
  const refused = async (query: string, headers: Record<string, string> = {}) =>
    (await served.anybody().ask(`/v1/events?${query}`, { accept: 'text/event-stream', ...headers })).body;
  const dataOf = ({ events }: Pick<EventStream, 'events'>): string[] => events.map(({ data }) => data);
  const promise = (n: number) =>
    history.gsma.done(`/v1/partnerships/${history.other}/make-commitment`, {
      statement: `Promise ${n}`,
      kind: 'policy',
    });

  it('are the bytes that polling gives, each with its id and type, and nothing is kept on the way', async () => {
    const all = await (await stream('', { origin: ELSEWHERE })).upToDate();
    all.cut();
    const { text } = await served.anybody().ask('/v1/events?limit=1000');
    expect(text).toContain(`[${dataOf(all).join(',')}]`);
    expect(all.events.map(({ event }) => event)).toEqual(polled.map(({ type }) => type));
    expect(new Set(all.events.map(({ id }) => id)).size).toBe(polled.length);
    expect({ errors: all.errors, retry: all.retry }).toEqual({ errors: [], retry: 3000 });
    expect(Object.fromEntries(all.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': ELSEWHERE,
      vary: expect.stringContaining('accept'),
      'x-content-type-options': 'nosniff',
    });
  });

  it('are filtered as polling is', async () => {
    const types = 'type=pledgebook.goal-adopted.v1&type=pledgebook.commitment-made.v1';
    for (const query of [`partnership=${history.other}`, `organisation=${history.unicef.id}`, types]) {
      const some = await (await stream(query)).upToDate();
      const { events } = (await served.anybody().ask(`/v1/events?limit=1000&${query}`)).body;
      expect(dataOf(some)).toEqual(events.map((event: object) => JSON.stringify(event)));
      expect(some.events.length).toBeGreaterThan(0);
      some.cut();
    }
  });

  it.each([1_000, 10_007])(
    'go on without gap or repeat where they were cut every %d bytes',
    async (bytes) => {
      const found: string[] = [];
      let cuts = 0;
      for (let last = '', end = false; !end;) {
        // As much as there may be of what was asked before, so that it comes on.
        const part = await (
          await stream('', last === '' ? {} : { 'last-event-id': last }, bytes * ++cuts)
        ).upToDate();
        found.push(...dataOf(part));
        [last, end] = [part.lastId, part.comments.includes('up to date')];
        part.cut();
      }
      expect(cuts).toBeGreaterThan(1);
      expect(found).toEqual(polled.map((event) => JSON.stringify(event)));
    },
  );

  it('go on where polling was and the other way round, and where both are said, after Last-Event-ID', async () => {
    const { next } = (await served.anybody().ask('/v1/events?limit=7')).body;
    const rest = await (await stream(`after=${next}`)).upToDate();
    expect(dataOf(rest)).toHaveLength(polled.length - 7);
    const last = rest.events.at(-3)?.id ?? '';
    expect((await served.anybody().ask(`/v1/events?after=${last}`)).body.events).toHaveLength(2);
    const both = await (await stream(`after=${next}`, { 'last-event-id': last })).upToDate();
    expect(dataOf(both)).toEqual(dataOf(rest).slice(-2));
    const latest = await (await stream('after=latest')).upToDate();
    expect(dataOf(latest)).toEqual([]);
    // It knows where it was before anything came.
    expect((await served.anybody().ask(`/v1/events?after=${latest.lastId}`)).body.events).toEqual([]);
    for (const one of [rest, both, latest]) one.cut();
  });

  it('come to all who are there while commands are given, and are read once for all', async () => {
    const { next } = (await served.anybody().ask('/v1/events?after=latest')).body;
    const query = (n: number) => `after=${next}${n % 2 ? `&partnership=${history.other}` : ''}`;
    const opened = Array.from({ length: 64 }, (_, n) => stream(query(n)));
    const streams = await Promise.all(opened);
    await Promise.all(streams.map((one) => one.upToDate()));
    const before = reads;
    // Some come while commands are given, and have to be told what the others were.
    const late: Promise<EventStream>[] = [];
    for (let n = 0; n < 30; n += 5) {
      const given = [0, 1, 2, 3, 4].map((k) => promise(n + k));
      late.push(
        stream(query(n)),
        Promise.race(given).then(() => stream(query(n))),
      );
      await Promise.all(given);
    }
    streams.push(...(await Promise.all(late)));
    await Promise.all(streams.map((one) => one.told(30)));
    // At the most two for each command, and some of each that came late, to catch up; none of the 64.
    expect(reads - before).toBeLessThanOrEqual(60 + 8 * late.length);
    const { events } = (await served.anybody().ask(`/v1/events?limit=1000`)).body;
    const expected = events.slice(-30).map((event: object) => JSON.stringify(event));
    for (const one of streams) {
      expect(dataOf(one)).toEqual(expected);
      one.cut();
    }
  }, 30_000);

  it('are refused before they begin, as problems', async () => {
    expect(await refused('', { 'last-event-id': 'nonsense' })).toMatchObject({
      status: 400,
      code: 'invalid-token',
    });
    expect(await refused('wait=3')).toMatchObject({ status: 400, errors: [{ field: '/wait' }] });
    expect(await refused('type=no')).toMatchObject({ status: 400, code: 'invalid-type' });
    const place = served.book.tokens.seal('events', '1 evt_of_another');
    expect(await refused('', { 'last-event-id': place })).toMatchObject({
      status: 409,
      code: 'position-not-in-log',
    });
    expect(await refused('', { accept: 'text/csv' })).toMatchObject({ status: 406 });
    const head = await served
      .anybody()
      .send('HEAD', '/v1/events', { headers: { accept: 'text/event-stream' } });
    expect([head.status, head.text]).toEqual([200, '']);
  });
});

describe('streams of events, of which there are not too many', () => {
  /** So large that it does not fit between two sockets twenty times. */
  const LARGE = 'x'.repeat(900_000);
  let served: ServedBook;
  let handedOut = 0;

  /** An outbox without an end, of large messages of one type; all of it is of another type. */
  const endless = ({ outbox }: ServedBook['book']): Pick<OutboxReader, 'read' | 'last' | 'changes'> => ({
    changes: outbox.changes,
    last: async () => ({ number: 1_000_000, id: '1000000' }),
    read: async (after, { limit, filter }) => {
      const number = after.number + 1;
      const data = { partnership: 'ptn_1', change: LARGE };
      const text = JSON.stringify({ type: 'large', dataschema: '/v1/schemas/large', data });
      const last = { number: 1_000_000, id: '1000000' };
      if (after.number >= 1_000_000 || limit === 1 || filter?.types) return { messages: [], last, end: true };
      handedOut++;
      const place = { number, id: String(number) };
      return {
        messages: [{ place, source: '/v1/partnerships/ptn_1', type: 'large', text }],
        last: place,
        end: false,
      };
    },
  });
  beforeAll(async () => {
    served = await ServedBook.open(undefined, {
      environment: {
        PLEDGEBOOK_RATE_PER_ADDRESS: '0',
        PLEDGEBOOK_STREAMS: '3',
        PLEDGEBOOK_STREAMS_PER_CALLER: '2',
        PLEDGEBOOK_STREAM_HEARTBEAT_SECONDS: '1',
        PLEDGEBOOK_STREAM_PATIENCE_SECONDS: '1',
      },
      altered: (book) => ({ parts: { publicFeed: new PublicFeed(endless(book)) } }),
    });
  });
  afterAll(() => served.close());
  const QUIET = '/v1/events?type=pledgebook.goal-adopted.v1';
  const open = (headers: Record<string, string> = {}) => EventStream.open(served.server.url + QUIET, headers);
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  const ask = () => served.anybody().ask(QUIET, { accept: 'text/event-stream' });
  /** The server lets go of one that is open. */
  async function aPlaceIsFree(): Promise<void> {
    for (let one: EventStream | undefined; !one; one?.cut()) one = await open().catch(() => undefined);
  }

  it('are a bounded number, of one caller and of all', async () => {
    const streams = [await open(), await open()];
    const third = await ask();
    expect(third.body).toMatchObject({ status: 429, code: 'too-many-streams' });
    expect(third.headers.get('retry-after')).toBe('5');
    const other = await served.party('Other');
    streams.push(await open(bearer(other.token ?? '')));
    const fourth = await other.ask(QUIET, { accept: 'text/event-stream' });
    expect(fourth.body).toMatchObject({ status: 503, code: 'too-busy' });
    expect(fourth.headers.get('retry-after')).toBe('5');
    for (const one of streams) one.cut();
    await aPlaceIsFree();
  });

  it('show that they are there, and end when the token of their caller does', async () => {
    const actor = { person: 'per_1', organisation: 'org_1', roles: ['participant'] };
    const one = await open(bearer(await served.book.issuer.issue(actor, 3)));
    await one.until(({ ended }) => ended);
    expect(one.comments.filter((comment) => comment === '').length).toBeGreaterThan(0);
  }, 20_000);

  it('are cut where their reader takes nothing, and nothing is kept for it', async () => {
    const { hostname, port } = new URL(served.server.url);
    const other = await open();
    const socket = connect(Number(port), hostname);
    socket.write('GET /v1/events HTTP/1.1\r\nhost: here\r\naccept: text/event-stream\r\n\r\n');
    await once(socket, 'readable');
    expect((await ask()).status).toBe(429);
    // While the other goes on.
    await aPlaceIsFree();
    expect(other.ended).toBe(false);
    other.cut();
    expect(handedOut).toBeGreaterThan(0);
    expect(handedOut).toBeLessThan(60);
    socket.on('error', () => undefined).resume();
    if (!socket.closed) await once(socket, 'close');
  }, 30_000);

  it('end with the server', async () => {
    const one = await open();
    await served.server.close();
    await one.until(({ ended }) => ended);
    await expect(open()).rejects.toThrow('fetch failed');
  });
});
