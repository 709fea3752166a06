import { once } from 'node:events';
import { defineQuery } from '#cqrs';
import { Unavailable } from '#event-store';
import { loggerOf } from '../../apps/api/logging.ts';
import { ServedBook } from '../support/served-book.ts';

/** In everything that a caller sends and nobody else may read. */
const MARK = 'hush4711';
const convene = { title: MARK, problem: MARK, scope: { places: ['global'], sdgTargets: [] } };

describe('the log', () => {
  let served: ServedBook;
  let lines: Record<string, unknown>[];
  beforeEach(async () => {
    lines = [];
    const logger = loggerOf('debug', { write: (line) => void lines.push(JSON.parse(line)) });
    served = await ServedBook.open(undefined, { logger });
  });
  afterEach(() => served.close());
  const last = () => lines.at(-1);

  it('has a line for each answer: its route and never its address', async () => {
    await served.anybody().ask(`/v1/partnerships?programme=${MARK}`, { 'x-request-id': 'mine-1' });
    expect(last()).toEqual({
      level: 30,
      time: expect.any(Number),
      correlationId: 'mine-1',
      method: 'GET',
      route: '/v1/partnerships',
      status: 200,
      ms: expect.any(Number),
    });
    await served.anybody().ask(`/v1/stored-events/${MARK}`);
    expect(last()).toMatchObject({ route: '/v1/stored-events/:event' });
    await served.anybody().ask(`/${MARK}`);
    expect(last()).toMatchObject({ status: 404 });
    expect(JSON.stringify(lines)).not.toContain(MARK);
  });

  it.each([
    ['its own id', { 'x-request-id': 'a.b-c_1' }, /^a\.b-c_1$/],
    ['its trace', { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` }, /^(ab){16}$/],
    ['one of ours instead of what is not well-formed', { 'x-request-id': 'a b"' }, /^[0-9a-f-]{36}$/],
    ['one of ours instead of no trace', { traceparent: `00-${'00'.repeat(16)}-x-01` }, /^[0-9a-f-]{36}$/],
    ['one of ours where it says none', {}, /^[0-9a-f-]{36}$/],
  ])('names a request by %s, as the answer does', async (_, headers: Record<string, string>, id) => {
    const answer = await served.anybody().ask('/v1/partnerships', headers);
    expect(answer.headers.get('x-request-id')).toMatch(id);
    expect(last()).toMatchObject({ correlationId: answer.headers.get('x-request-id') });
  });

  it('has nothing of tokens, bodies, keys or cookies, whatever becomes of them', async () => {
    const party = await served.party('One');
    const secret = { 'idempotency-key': MARK, cookie: `session=${MARK}`, 'x-other': MARK };
    const bad = { ...secret, authorization: `Bearer ${MARK}` };
    await party.done('/v1/partnerships', convene, secret);
    await party.give('/v1/partnerships', { ...convene, [MARK]: 1 }, secret);
    await party.give('/v1/partnerships', convene, bad);
    await party.give(`/v1/partnerships/${MARK}/open-pause`, {}, secret);
    await party.give('/v1/partnerships', MARK, { ...secret, 'if-match': MARK });
    expect(lines.map(({ status }) => status)).toEqual([201, 400, 401, 400, 400]);
    const text = JSON.stringify(lines);
    expect(text).not.toContain(MARK);
    expect(text).not.toContain(party.token?.slice(-20));
  });

  it.each<[string, (cause: Error) => Error, number, string]>([
    ['that the store knows', (cause) => new Unavailable('not now', { cause }), 503, 'unavailable'],
    ['that nobody expects', (cause) => cause, 500, 'internal'],
  ])('says more than the caller is told of a failure %s', async (_, failure, status, code) => {
    const party = await served.party('One');
    const { store } = served.book;
    // As a driver's error may be: with what it was given beside it.
    const driver = Object.assign(new Error('SQLITE_IOERR at /var/data'), {
      parameters: [MARK],
      code: 'ERR_X',
    });
    Object.assign(store, {
      append: () => Promise.reject(failure(driver)),
      readStream: () => Promise.reject(failure(driver)),
    });
    const answer = await party.give('/v1/partnerships', convene, { 'x-request-id': 'r1' });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.text).not.toMatch(/SQLITE|var\/data|at .*:\d+|hush|ERR_X/);
    const told = lines.find(({ err }) => err) as { correlationId: string; err: unknown };
    expect(told.correlationId).toBe('r1');
    expect(JSON.stringify(told.err)).toMatch(/SQLITE_IOERR.*ERR_X/);
    expect(JSON.stringify(lines)).not.toContain(MARK);
  });
});

describe('a reader that gives up', () => {
  class Nothing {}
  /** One page for everybody, as of the feed, which takes its time to be put into bytes. */
  const page = { rows: Array.from({ length: 150_000 }, (_, row) => ({ row })) };
  const readers: { gone: Promise<unknown> }[] = [];
  const readPage = defineQuery({
    name: 'ReadPage',
    path: '/v1/page',
    summary: 'A page.',
    input: Nothing,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: async (_, { signal }) => {
      readers.push({ gone: once(signal as AbortSignal, 'abort') });
      return page;
    },
  });

  let served: ServedBook;
  afterEach(() => served.close());

  it('is no failure, and takes nothing from who reads the same', async () => {
    const lines: { level: number; status?: number }[] = [];
    const logger = loggerOf('info', { write: (line) => void lines.push(JSON.parse(line)) });
    served = await ServedBook.open(undefined, { logger, altered: () => ({ queries: [readPage] }) });
    const giving = new AbortController();
    const first = fetch(new URL('/v1/page', served.server.url), { signal: giving.signal });
    while (readers.length === 0) await new Promise(setImmediate);
    giving.abort();
    await expect(first).rejects.toThrow('aborted');
    await readers[0]?.gone;
    const { status, body } = await served.anybody().ask('/v1/page');
    expect([status, body.rows?.length]).toEqual([200, page.rows.length]);
    expect(lines.filter(({ level }) => level > 30)).toEqual([]);
  });
});
