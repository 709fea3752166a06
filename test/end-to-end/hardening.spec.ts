import { answerTo, commandWith, problemIn } from '../support/raw-http.ts';
import { ServedBook, type Answer } from '../support/served-book.ts';

describe('A server towards callers that mean no good', () => {
  let served: ServedBook;
  afterEach(() => served.close());
  const open = async (environment: Readonly<Record<string, string>> = {}) =>
    (served = await ServedBook.open(undefined, { environment }));
  const convene = { title: 'T', problem: 'P', scope: { places: ['global'], sdgTargets: [] } };
  const headersOf = ({ headers }: Answer) => Object.fromEntries(headers);

  describe('what browsers are told', () => {
    it.each([
      ['an answer', '/v1/partnerships', 200],
      ['health', '/healthz', 200],
      ['a problem', '/v1/partnerships/ptn_x', 400],
      ['what is not there', '/nowhere', 404],
    ])('of %s: nothing inline, nothing from elsewhere, in nobody’s frame', async (_, path, status) => {
      await open();
      const answer = await served.anybody().ask(path);
      expect(answer.status).toBe(status);
      expect(headersOf(answer)).toMatchObject({
        'content-security-policy':
          "default-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'strict-transport-security': expect.stringContaining('max-age='),
      });
      expect(headersOf(answer)).not.toHaveProperty('access-control-allow-origin');
      expect(headersOf(answer)).not.toHaveProperty('x-powered-by');
    });

    it('of the documentation: styles in its page, and no script in it', async () => {
      await open();
      const page = await served.anybody().ask('/docs');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self';");
      expect(policy).toContain("style-src 'self' 'unsafe-inline'");
      expect(policy).not.toContain('script-src');
      expect(page.text.match(/<script(?![^>]*src=)/g)).toBeNull();
      const other = await served.anybody().ask('/docsify');
      expect(other.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    });

    it('of other origins: none may ask, where nobody names one', async () => {
      await open();
      const answer = await served.anybody().ask('/v1/partnerships', { origin: 'https://map.example' });
      const told = Object.keys(headersOf(answer));
      expect(told.filter((name) => name.startsWith('access-control-'))).toEqual([]);
    });

    it('of other origins: only those that are named may ask', async () => {
      await open({ PLEDGEBOOK_CORS_ORIGINS: 'https://map.example' });
      const from = (origin: string) => served.anybody().ask('/v1/partnerships', { origin });
      expect(headersOf(await from('https://map.example'))).toMatchObject({
        'access-control-allow-origin': 'https://map.example',
        'access-control-expose-headers': expect.stringContaining('etag'),
        vary: expect.stringMatching(/origin/i),
      });
      expect(headersOf(await from('https://other.example'))).not.toHaveProperty(
        'access-control-allow-origin',
      );
    });
  });

  describe('how much a caller may ask', () => {
    it('is counted by token, or by address, and said beforehand; health is exempt', async () => {
      await open({ PLEDGEBOOK_RATE_PER_ADDRESS: '3', PLEDGEBOOK_RATE_PER_TOKEN: '2' });
      const anybody = served.anybody();
      const one = await served.party('One');
      const other = await served.party('Other');
      expect(headersOf(await anybody.ask('/v1/partnerships'))).toMatchObject({
        'ratelimit-limit': '3',
        'ratelimit-remaining': '2',
      });
      // A token is not known before it is first seen: that is counted by the address.
      for (const party of [one, other]) await party.done('/v1/partnerships', convene);
      const refused = await anybody.ask('/v1/partnerships');
      expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', status: 429 } });
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const statuses = async (times: readonly (typeof one)[]) => {
        const found: number[] = [];
        for (const party of times) found.push((await party.ask('/v1/partnerships')).status);
        return found;
      };
      expect(await statuses([one, one, one, other])).toEqual([200, 200, 429, 200]);
      expect((await anybody.ask('/healthz')).status).toBe(200);
      expect((await anybody.ask('/readyz')).status).toBe(200);
    });

    it('is counted where there is nothing, too, and where another method is meant', async () => {
      await open({ PLEDGEBOOK_RATE_PER_ADDRESS: '3' });
      const anybody = served.anybody();
      const answers = [];
      for (const path of ['/nowhere', '/v1/partnerships', '/v1/nothing', '/elsewhere'])
        answers.push(await anybody.ask(path));
      expect(answers.map(({ status }) => status)).toEqual([404, 200, 404, 429]);
      expect(headersOf(answers[2] as Answer)).toMatchObject({ 'ratelimit-remaining': '0' });
      expect(answers[3]?.body).toMatchObject({ code: 'too-many-requests' });
      expect((await anybody.give('/v1/events')).status).toBe(429);
    });

    it('is not more for whoever spells the signature of one token otherwise', async () => {
      await open({ PLEDGEBOOK_RATE_PER_TOKEN: '2' });
      const { token = '' } = await served.party('One');
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      // 64 bytes leave four bits of the last digit without meaning.
      const other = token.slice(0, -1) + digits[digits.indexOf(token.at(-1) ?? '') ^ 1];
      const ask = async (spelt: string) => (await served.withToken(spelt).ask('/v1/partnerships')).status;
      // Once each by its address, as what was not seen before.
      const spellings = [token, other, `${token}==`];
      for (const spelt of spellings) expect(await ask(spelt)).toBe(200);
      expect([await ask(token), await ask(other), await ask(`${token}==`), await ask(token)]).toEqual([
        200, 200, 429, 429,
      ]);
    });

    it('is not more for whoever makes up tokens', async () => {
      await open({ PLEDGEBOOK_RATE_PER_ADDRESS: '2' });
      const statuses: number[] = [];
      for (const token of ['a', 'b', 'c'])
        statuses.push((await served.withToken(token).ask('/v1/partnerships')).status);
      expect(statuses).toEqual([401, 401, 429]);
    });

    it('is counted by who stands behind a proxy that is trusted, and by the proxy else', async () => {
      const from = (address: string) =>
        served.anybody().ask('/v1/partnerships', { 'x-forwarded-for': address });
      const statuses = async () => [(await from('192.0.2.1')).status, (await from('192.0.2.2')).status];
      await open({ PLEDGEBOOK_RATE_PER_ADDRESS: '1', PLEDGEBOOK_TRUSTED_PROXIES: 'loopback' });
      expect(await statuses()).toEqual([200, 200]);
      await served.close();
      await open({ PLEDGEBOOK_RATE_PER_ADDRESS: '1' });
      expect(await statuses()).toEqual([200, 429]);
    });
  });

  describe('what is more than a request may be', () => {
    it('is a body that is deep', async () => {
      await open();
      const body = `{"title":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
      const party = await served.party('One');
      const response = await fetch(`${served.server.url}/v1/partnerships`, {
        method: 'POST',
        headers: { authorization: `Bearer ${party.token}`, 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'body-too-deep' });
    });

    it('is a body larger than is set', async () => {
      await open({ PLEDGEBOOK_BODY_LIMIT: '1024' });
      const party = await served.party('One');
      const answer = await party.give('/v1/partnerships', { ...convene, problem: 'x'.repeat(1024) });
      expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    });

    it('is a page of more than a thousand rows, or of none, of any list', async () => {
      await open();
      const { paths } = (await served.anybody().ask('/openapi.json')).body as {
        paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
      };
      const lists = Object.entries(paths).filter(([, { get }]) =>
        get?.parameters?.some(({ name }) => name === 'limit'),
      );
      expect(lists.length).toBeGreaterThan(10);
      for (const [path] of lists)
        for (const limit of ['1001', '0', '-1', '1e3']) {
          const { status, body } = await served
            .anybody()
            .ask(`${path.replace(/{\w+}/g, 'x')}?limit=${limit}`);
          const fields = (body.errors ?? []).map(({ field }: { field: string }) => field);
          expect([path, status, fields.includes('/limit')]).toEqual([path, 400, true]);
        }
    });

    it('is an address that cannot be decoded', async () => {
      await open();
      expect(await served.anybody().ask('/v1/partnerships/%zz')).toMatchObject({ status: 400 });
    });

    it.each([
      [
        'headers that are large',
        `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
        'headers-too-large',
      ],
      ['no HTTP', 'HELO\r\n\r\n', 'invalid-request'],
      ['headers that never end', 'GET / HTTP/1.1\r\nhost: x\r\n', 'request-too-slow'],
    ])('is %s: a problem, and the caller is let go', async (_, bytes, code) => {
      await open({ PLEDGEBOOK_ARRIVAL_SECONDS: '1' });
      const said = await answerTo(served.server.url, bytes);
      expect(said).toMatch(/^HTTP\/1\.1 4/);
      expect(problemIn(said).code).toBe(code);
    });

    it('is a body that never comes: a problem, and the caller is let go', async () => {
      await open({ PLEDGEBOOK_ARRIVAL_SECONDS: '1' });
      const { token } = await served.party('One');
      const said = await answerTo(
        served.server.url,
        commandWith(`authorization: Bearer ${token}\r\ncontent-length: 9`, '{'),
      );
      expect(said).toMatch(/^HTTP\/1\.1 408/);
      expect(problemIn(said).code).toBe('request-too-slow');
    });
  });

  describe('another method than an address takes', () => {
    it('is refused with those that it takes', async () => {
      await open();
      for (const [method, path, allow] of [
        ['DELETE', '/v1/partnerships', 'GET, HEAD, POST'],
        ['PUT', '/v1/partnerships/ptn_x/open-pause?by=me', 'POST'],
        ['GET', '/v1/partnerships/ptn_x/open-pause', 'POST'],
        ['PATCH', '/v1/organisations/org_x/record', 'GET, HEAD'],
        ['OPTIONS', '/v1/partnerships', 'GET, HEAD, POST'],
        ['POST', '/healthz', 'GET, HEAD'],
      ] as const) {
        const response = await fetch(served.server.url + path, { method });
        expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allow]);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
        expect(await response.json()).toMatchObject({ code: 'method-not-allowed', status: 405 });
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      }
    });
  });

  describe('where callers reach this server', () => {
    it('is what is set, whatever they say', async () => {
      await open({ PLEDGEBOOK_PUBLIC_URL: 'https://book.example' });
      await (await served.party('One')).done('/v1/partnerships', convene);
      await served.settled();
      const { body } = await served.anybody().ask('/v1/events');
      expect(body.events[0].dataschema ?? body.events[0].source).toMatch(/^https:\/\/book\.example\//);
    });
  });

  describe('a server that is told to end', () => {
    it('answers what is under way, and lets go of who waits for news', async () => {
      await open({ PLEDGEBOOK_GRACE_SECONDS: '1' });
      const party = await served.party('One');
      const { runner } = served.book;
      const run = runner.run.bind(runner);
      const arrived = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      runner.run = async (...given) => {
        arrived.resolve();
        await goOn.promise;
        return run(...given);
      };
      const waiting = served
        .anybody()
        .ask('/v1/events?wait=30&type=pledgebook.goal-adopted.v1')
        .catch(() => 'let go');
      const answer = party.give('/v1/partnerships', convene);
      await arrived.promise;
      const closed = served.server.close();
      goOn.resolve();
      expect((await answer).status).toBe(201);
      await closed;
      expect(await waiting).toBe('let go');
    });
  });
});
