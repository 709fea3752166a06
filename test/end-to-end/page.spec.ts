import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES } from '../../apps/api/http/page.ts';
import { loggerOf } from '../../apps/api/logging.ts';
import { ServedBook, type Answer } from '../support/served-book.ts';

const MADE = join(import.meta.dirname, '../../dist/page');
const ID = '01e8kg5rm0jp8pftn01rmgcpmc';
const IDS: Readonly<Record<string, string>> = {
  partnership: `ptn_${ID}`,
  commitment: `cmt_${ID}`,
  organisation: `org_${ID}`,
  event: `evt_${ID}`,
};
const addressOf = (pattern: string): string =>
  pattern.replace(/:(\w+)/g, (_, name: string) => IDS[name] ?? '');

/** Of what has an id nothing is in an empty book. */
const statusOf = (path: string): number => (path.includes(ID) ? 404 : 200);

describe('the page for people', () => {
  const lines: { route?: string; status?: number }[] = [];
  const logger = loggerOf('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  let served: ServedBook;
  beforeAll(async () => {
    served = await ServedBook.open(undefined, { logger });
  });
  afterAll(() => served.close());

  const ask = (path: string): Promise<Answer> => served.anybody().ask(path);
  const namedIn = ({ text }: Answer): string[] =>
    [...text.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, path]) => path ?? '');

  it('was built: the other tests here are of what the build makes', () => {
    expect(existsSync(join(MADE, 'index.html'))).toBe(true);
  });

  it.each(PAGES.map((pattern) => [pattern, addressOf(pattern)]))('is at %s', async (pattern, path) => {
    const { status, headers, text } = await ask(`${path}?asOf=2021-01-01`);
    expect([status, headers.get('content-type')]).toEqual([statusOf(path), 'text/html; charset=utf-8']);
    expect(text).toMatch(/^<!doctype html>/);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|https?:|\*/);
    const head = await fetch(new URL(path, served.server.url), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([statusOf(path), '']);
    const asked = lines.filter(({ route = '' }) => !/^\/(v1|page)\//.test(route));
    expect(asked.slice(-2).map(({ route }) => route)).toEqual([pattern, pattern]);
  });

  it('says where feeds and calendars are, to whoever runs no script, and of what is an id alone', async () => {
    const linked = async (path: string) =>
      [
        ...(await ask(path)).text.matchAll(
          /<link rel="alternate" type="([^"]+)" href="([^"]+)" \/>(?=.*<\/head>)/gs,
        ),
      ].map(([, type, href]) => [type, href]);
    const [partnership, organisation] = [
      `/partnerships/${IDS['partnership']}`,
      `/organisations/${IDS['organisation']}`,
    ];
    const both = (path: string) => [
      ['application/atom+xml', `/v1${path}/events.atom`],
      ['text/calendar', `/v1${path}/calendar.ics`],
    ];
    expect(await linked(`${partnership}?asOf=2021-01-01`)).toEqual(both(partnership));
    expect(await linked(`${organisation}/`)).toEqual(both(organisation));
    const promise = `${partnership}/commitments/${IDS['commitment']}`;
    expect(await linked(promise)).toEqual(both(promise).slice(0, 1));
    for (const path of ['/', `/events/${IDS['event']}`, '/partnerships/%22%3E%3Cscript%3E'])
      expect(await linked(path)).toEqual([]);
  });

  it('is where one more slash leads, too', async () => {
    for (const pattern of PAGES.slice(1))
      expect([pattern, (await ask(`${addressOf(pattern)}/?asOf=2021-01-01`)).text]).toEqual([
        pattern,
        expect.stringMatching(/^<!doctype html>/),
      ]);
  });

  it('has nothing inline: its script and its style are files, kept for ever by their names', async () => {
    const page = await ask('/');
    // What is no script runs nowhere: answers that are sent along.
    const scripts = page.text.replaceAll('<script type="application/json"', '');
    expect(scripts).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    const kept = await Promise.all(
      namedIn(page).map(async (path) => {
        const { status, headers } = await ask(path);
        return [path.replace(/-\w{8}/, ''), status, headers.get('cache-control')];
      }),
    );
    const forEver = 'public, max-age=31536000, immutable';
    expect(kept).toEqual([
      ['/page/book.svg', 200, 'no-cache'],
      ['/page/main.css', 200, forEver],
      ['/page/main.js', 200, forEver],
    ]);
  });

  it('speaks of no other host than that which names what XML is made of', () => {
    const files = readdirSync(MADE).filter((name) => /\.(js|css|html|svg)$/.test(name));
    expect(files.length).toBeGreaterThan(3);
    const hosts = files.flatMap((name) =>
      [
        ...readFileSync(join(MADE, name), 'utf8').matchAll(/(?:https?:)?\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})/gi),
      ].map(([, host]) => `${name.replace(/-\w{8}\./, '.')}: ${host}`),
    );
    expect([...new Set(hosts)].filter((host) => !host.endsWith(': www.w3.org'))).toEqual([]);
  });

  it.each([
    '/nowhere',
    '/partnerships',
    '/partnerships/x/y',
    '/page/nothing.js',
    '/page/index.html',
    '/page/',
  ])('is not at %s', async (path) => {
    const { status, headers, body } = await ask(path);
    expect([status, body?.code]).toEqual([404, expect.any(String)]);
    expect(headers.get('content-type')).toMatch('application/problem+json');
  });

  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

  it.each(['/nowhere', '/nonsense?asOf=2021-01-01', '/partnerships', '/partnerships/x/y'])(
    'says to a browser that nothing is at %s, and stands there for it',
    async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const options = { method, headers: { accept: BROWSER } };
        const { status, headers } = await fetch(new URL(path, served.server.url), options);
        expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
        expect(headers.get('vary')).toMatch(/accept/i);
        expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
      }
      for (const accept of ['*/*', 'application/json, text/html;q=0.9', 'application/problem+json'])
        expect((await served.anybody().ask(path, { accept })).body).toMatchObject({ code: 'not-found' });
    },
  );

  it.each(['/v1/nowhere', '/page/nothing.js'])('is in nobody’s way where programs ask: %s', async (path) => {
    const { status, body } = await served.anybody().ask(path, { accept: BROWSER });
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('is told that nobody signs in where no provider is named', async () => {
    expect((await ask('/page/sign-in.json')).body).toEqual({});
  });
});

describe('the page where people sign in', () => {
  let served: ServedBook;
  afterEach(() => served.close());

  it('may ask the provider, and is told by what name', async () => {
    const oidc = {
      issuer: 'https://login.example.org/realms/un75',
      audience: 'https://book.example.org',
      organisationClaim: 'organisation',
      rolesClaim: 'roles',
      rolePrefix: '',
      tokenType: 'any',
      clockSkew: 30,
      client: { id: 'the-page', scope: 'openid' },
    };
    served = await ServedBook.open(undefined, { oidc });
    const { headers } = await served.anybody().ask('/signed-in?code=x');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self' https://login.example.org");
    const elsewhere = await served.anybody().ask('/v1/partnerships');
    expect(elsewhere.headers.get('content-security-policy')).not.toContain('login.example.org');
    expect((await served.anybody().ask('/page/sign-in.json')).body).toEqual({
      issuer: oidc.issuer,
      client: 'the-page',
      scope: 'openid',
      resource: oidc.audience,
      organisationClaim: 'organisation',
      rolesClaim: 'roles',
      rolePrefix: '',
    });
  });
});
