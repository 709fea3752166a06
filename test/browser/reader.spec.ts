import type { Page } from 'playwright-core';
import { settled, Visitor } from './browser.ts';
import { openParts } from './clicking.ts';
import { everyPage, staged, type Staged } from './story.ts';

const MINISTRY = 'Ministry of Water of Montavira (fictional)';
const UTILITIES = 'Aguaclara Utilities (fictional)';
const MARKER = 'zebra-quiet-words';

describe('a reader of the page', () => {
  let book: Staged;
  let visitor: Visitor | undefined;
  beforeAll(async () => {
    book = await staged();
    visitor = await Visitor.of(book.origin);
  }, 300_000);
  afterAll(async () => {
    await visitor?.close();
    await book.served.close();
  });
  const use = async (page: Page, token: string) => {
    await page.getByText('See what a participant sees').click();
    await page.getByLabel('Token').fill(token);
    await page.getByRole('button', { name: 'Use it' }).click();
    await settled(page);
  };
  /** To another address of the page without loading it anew: a token is kept in memory alone. */
  const goTo = async (page: Page, path: string) => {
    await page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await settled(page);
  };

  /** Everything that reaches a reader of every page: answers with their headers, and what is shown. */
  async function reaching(token: string | undefined): Promise<string> {
    const told: string[] = [];
    const page = await visitor?.open('/');
    if (!page) return '';
    const reading: Promise<unknown>[] = [];
    page.on('response', (response) => {
      told.push(response.url(), JSON.stringify(response.headers()));
      // A stream has no end; what streams tell is asked over HTTP.
      if (response.headers()['content-type']?.startsWith('text/event-stream')) return;
      // Of an answer that the browser has let go of there is no text.
      reading.push(
        response.text().then(
          (text) => told.push(text),
          () => undefined,
        ),
      );
    });
    if (token !== undefined) await use(page, token);
    for (const path of await everyPage(book)) {
      await goTo(page, path);
      await page.evaluate(
        'for (const folded of document.querySelectorAll("main details")) folded.open = true',
      );
      const unread = page.getByRole('button', { name: 'Read it' });
      // Each is gone once it is read.
      for (let left = await unread.count(); left > 0; left = await unread.count())
        await unread.first().click();
      await settled(page);
      told.push(await page.content());
    }
    await Promise.all(reading);
    await page.context().close();
    return told.join('\n');
  }

  it('is told what is wrong with an address, and given a way on', async () => {
    const page = await visitor?.open('/nonsense');
    if (!page) return;
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('There is no such page');
    await page.getByRole('link', { name: 'All partnerships' }).click();
    await page.locator('.card').first().waitFor();
    for (const [moment, said] of [
      ['3000-01-01', 'This moment has not passed.'],
      ['bogus', 'The address names no moment.'],
    ]) {
      await goTo(page, `/?asOf=${moment}`);
      expect((await page.getByRole('alert').allInnerTexts()).join('\n')).toContain(said);
      expect(await page.locator('body').innerText()).not.toContain('You look at the past');
      await page.getByRole('button', { name: 'Back to now' }).click();
      await page.locator('.card').first().waitFor();
      expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
    }
    // That nothing is there is told on the console, too.
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);

  it('finds no trace of a disclosure that is not for it; whom it is for reads it', async () => {
    const [owner, other] = [await book.tokenOf(MINISTRY), await book.tokenOf(UTILITIES)];
    const reader = book.told.organisations.get('Southern Lakes Fund (fictional)')?.organisation;
    const base = `/v1/partnerships/${book.water}`;
    await book.served.withToken(owner).done(`${base}/disclose-constraint`, {
      text: MARKER,
      audience: { to: 'named', organisations: [reader] },
    });
    expect((await reaching(undefined)).includes(MARKER)).toBe(false);
    expect((await reaching(other)).includes(MARKER)).toBe(false);
    const told = await reaching(await book.tokenOf('Southern Lakes Fund (fictional)'));
    expect(told.includes(MARKER)).toBe(true);
  }, 300_000);

  it.each([
    ['by a stream', true],
    ['by polling, where something on the way lets no stream through', false],
  ])(
    'is told that something new was recorded, %s, and shown it when it asks',
    async (way, streams) => {
      const page = await visitor?.open('/');
      if (!page) return;
      const isStream = (accept = '') => accept === 'text/event-stream';
      const heard = page.waitForResponse(async (response) => {
        const { pathname } = new URL(response.url());
        return (
          pathname === '/v1/events' &&
          isStream((await response.request().headerValue('accept')) ?? '') === streams
        );
      });
      if (!streams)
        await page.route('**/v1/events?*', (route) =>
          isStream(route.request().headers()['accept']) ? route.abort() : route.continue(),
        );
      await goTo(page, `/partnerships/${book.water}`);
      // It knows where it is.
      await heard;
      const owner = book.served.withToken(await book.tokenOf(MINISTRY));
      await owner.done(`/v1/partnerships/${book.water}/make-commitment`, {
        statement: `A promise of this minute, told ${way}`,
        kind: 'policy',
      });
      await openParts(page);
      await page.getByRole('button', { name: 'Show what stands now' }).click();
      await page
        .getByRole('link', { name: `A promise of this minute, told ${way}` })
        .first()
        .waitFor();
      visitor?.watch.seen.splice(0);
      await page.context().close();
    },
    300_000,
  );

  it('keeps its token in memory alone, and is told of one that is no good', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    await use(page, 'no.good.token');
    await page.getByRole('alert').first().waitFor();
    await page.reload();
    await settled(page);
    expect(await page.getByRole('alert').count()).toBe(0);
    const kept = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    );
    expect(kept).not.toContain('no.good.token');
    await page.context().close();
  }, 300_000);

  it('is told what is slow, what failed and what is not there, and may ask again', async () => {
    const other = await visitor?.open('/');
    if (!other) return;
    let letGo: () => void = () => undefined;
    await other.route('**/v1/partnerships?*', async (route) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      await route.abort();
    });
    await openParts(other);
    await other.getByRole('button', { name: 'Moment before' }).click();
    await other.getByText('This takes longer than usual').first().waitFor();
    letGo();
    await other.getByText('The book cannot be reached').first().waitFor();
    await other.unroute('**/v1/partnerships?*');
    await other.getByRole('button', { name: 'Ask again' }).first().click();
    await settled(other);
    expect(await other.getByRole('alert').count()).toBe(0);
    await goTo(other, `/partnerships/ptn_${'0'.repeat(26)}`);
    await other.getByText('No such thing stands in the book').first().waitFor();
    await other.context().close();
  }, 300_000);

  it('takes a list along as CSV, of the moment it looks at', async () => {
    const page = await visitor?.open('/?asOf=2019-12-31');
    if (!page) return;
    const coming = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /Download as CSV/ })
      .first()
      .click();
    const file = await coming;
    expect(file.suggestedFilename()).toContain('2019-12-31');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain('Clean water for the three lakes');
    await page.context().close();
  }, 300_000);

  it('is told why a list cannot be taken along, and keeps the file until it is taken', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    await page.evaluate(`
      globalThis.revoked = [];
      URL.revokeObjectURL = (url) => globalThis.revoked.push(url);
    `);
    const button = page.locator('button.csv').first();
    const detail = 'That moment is too large to be looked at.';
    const problem = { code: 'past-too-large', detail, status: 503 };
    const isTable = (url: URL) => url.pathname.startsWith('/v1/');
    await page.route(isTable, (route) =>
      route.request().headers()['accept'] === 'text/csv'
        ? route.fulfill({
            status: 503,
            contentType: 'application/problem+json',
            body: JSON.stringify(problem),
          })
        : route.continue(),
    );
    await button.click();
    await page.getByRole('alert').getByText(detail).waitFor();
    await page.unroute(isTable);
    const coming = page.waitForEvent('download');
    await button.click();
    expect(await (await coming).failure()).toBeNull();
    expect(await page.evaluate('globalThis.revoked')).toEqual([]);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  }, 300_000);

  it('reads its own language, and may choose another for good', async () => {
    const page = await visitor?.open('/', { locale: 'es-CO' });
    if (!page) return;
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    const asked = new Map<string, string>();
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      const { 'accept-language': language = '' } = request.headers();
      if (pathname.startsWith('/v1/') && pathname !== '/v1/events') asked.set(pathname, language);
    });
    await page.locator('select').first().selectOption('fr');
    await page.locator('html[lang=fr]').waitFor();
    await settled(page);
    expect(asked.size).toBeGreaterThan(0);
    expect(new Set(asked.values())).toEqual(new Set(['fr']));
    await page.reload();
    await settled(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.context().close();
  }, 300_000);
});
