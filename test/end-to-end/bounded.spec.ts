import type { Checkpoints } from '#projection';
import { pino } from 'pino';
import { answerTo, commandWith, problemIn } from '../support/raw-http.ts';
import { ServedBook } from '../support/served-book.ts';

describe('What one asks for is bounded', () => {
  let served: ServedBook;
  afterEach(() => served.close());
  const open = async () => (served = await ServedBook.open());
  const convene = { title: 'T', problem: 'P', scope: { places: ['global'], sdgTargets: [] } };

  describe('a body', () => {
    it.each([
      ['has no token', '', 'token-missing'],
      ['has a token that is none', 'authorization: Bearer none\r\n', 'token-invalid'],
      ['speaks otherwise', 'authorization: Basic none\r\n', 'token-invalid'],
    ])('whose sender %s is not awaited, and not read', async (_, headers, code) => {
      await open();
      // It will never be whole: whoever waits for it, or reads it, answers otherwise.
      const said = await answerTo(
        served.server.url,
        commandWith(`${headers}content-length: 200000\r\nconnection: close`, '{]'),
      );
      expect(said).toMatch(/^HTTP\/1\.1 401/);
      expect(said).toMatch(/www-authenticate: Bearer/);
      expect(problemIn(said).code).toBe(code);
    });

    it('with ten thousand faults is refused with the first of them, and how many more there are', async () => {
      await open();
      const faults = Array.from({ length: 10_000 }, () => '99.99');
      const party = await served.party('One');
      const answer = await party.give('/v1/partnerships', {
        ...convene,
        scope: { places: ['global'], sdgTargets: faults },
      });
      expect(answer.body).toMatchObject({ status: 400, code: 'invalid-input' });
      expect(answer.body.errors.at(0).field).toMatch('/scope/sdgTargets');
      expect(answer.body.errors.at(-1)).toMatchObject({ field: '', rule: 'more' });
      const more = Number(/^and (\d+) more$/.exec(answer.body.errors.at(-1).message)?.[1]);
      expect(more + answer.body.errors.length - 1).toBeGreaterThanOrEqual(faults.length);
      expect(answer.text.length).toBeLessThan(20_000);
    });

    it('with long names of fields is refused with the beginnings of them', async () => {
      await open();
      const party = await served.party('One');
      const names = Array.from({ length: 20 }, (_, i) => `${i}${'😀'.repeat(2_000)}`);
      const answer = await party.give('/v1/partnerships', {
        ...convene,
        ...Object.fromEntries(names.map((name) => [name, 1])),
      });
      expect(answer.body).toMatchObject({ status: 400, code: 'invalid-input' });
      expect(answer.body.errors.map(({ rule }: { rule: string }) => rule)).toContain('unknownField');
      expect(answer.text.length).toBeLessThan(50_000);
      expect(answer.text.isWellFormed()).toBe(true);
      expect(answer.text).not.toContain('\uFFFD');
    });
  });

  describe('a text', () => {
    it('with more marks in a row than any script writes is refused by its field, before they are put in order', async () => {
      await open();
      const party = await served.party('One');
      const marks = '\u0301'.repeat(60_000) + '\u0323'.repeat(60_000);
      const answer = await party.give('/v1/partnerships', { ...convene, problem: `a${marks}` });
      expect(answer.body).toMatchObject({
        status: 400,
        code: 'invalid-input',
        errors: [{ field: '/problem', message: expect.stringContaining('30 marks') }],
      });
      const most = await party.give('/v1/partnerships', { ...convene, problem: `a${'\u0323'.repeat(30)}` });
      expect(most.status).toBe(201);
    });
  });

  describe('a question', () => {
    it('that says the same often is the question that says it once', async () => {
      await open();
      const party = await served.party('One');
      const ledger = `/v1/partnerships/${(await party.done('/v1/partnerships', convene)).body.ids.partnership}/ledger`;
      const often = Array.from({ length: 200 }, () => 'goal=1&goal=2&goal=3&goal=4&goal=5&goal=6').join('&');
      expect(await party.ask(`${ledger}?${often}`)).toMatchObject({
        status: 200,
        body: { rows: [], found: 0 },
      });
    });
  });

  describe('what is costly to make', () => {
    it('is not made for each who asks: the document of the API in one form, and in no other', async () => {
      await open();
      const [first, again] = [await served.anybody().ask('/openapi.json'), served.anybody()];
      expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect((await again.ask('/openapi.json')).text).toBe(first.text);
      for (const path of ['/docs-yaml', '/docs-json']) expect((await again.ask(path)).status).toBe(404);
    });

    it('is not looked at for each who asks whether the server is ready', async () => {
      let looks = 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      served = await ServedBook.open(undefined, {
        altered: ({ checkpoints }) => {
          const status = async () => {
            looks++;
            await promise;
            return checkpoints.status();
          };
          return {
            parts: { checkpoints: Object.assign(Object.create(checkpoints) as Checkpoints, { status }) },
          };
        },
      });
      const asked = Array.from({ length: 50 }, () => served.anybody().ask('/readyz'));
      // All of them have come by then, on connections that were opened before this one.
      await Promise.race([...asked, served.anybody().ask('/healthz')]);
      resolve();
      expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(looks).toBeLessThan(50);
    });
  });

  describe('an odd address', () => {
    const odd = [
      '..',
      '../',
      '%2e%2e',
      '..%2f..%2fetc',
      '%00',
      'a%00b',
      '%5c',
      './x',
      '/',
      'x'.repeat(5_000),
    ];

    it('is not found, and nothing went wrong', async () => {
      const lines: string[] = [];
      const logger = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
      served = await ServedBook.open(undefined, { logger });
      const wrong: string[] = [];
      for (const path of ['/docs/', '/page/'].flatMap((under) => odd.map((one) => under + one))) {
        // As it is: `fetch` would walk the path itself.
        const said = await answerTo(
          served.server.url,
          `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
        );
        if (!said.startsWith('HTTP/1.1 404') || problemIn(said).code !== 'not-found')
          wrong.push(`${path.slice(0, 20)}: ${said.slice(0, 12)}`);
      }
      expect(wrong).toEqual([]);
      expect(lines.filter((line) => line.includes('"err"'))).toEqual([]);
    });
  });
});
