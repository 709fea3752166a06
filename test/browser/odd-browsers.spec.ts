import type { Page } from 'playwright-core';
import { goTo, openParts } from './clicking.ts';
import { settled, Visitor } from './browser.ts';
import { staged, type Staged } from './story.ts';

/** What is otherwise in some browsers, put in place before the page comes. */
const ODD = {
  'a language that is no tag': `Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix', 'en_US.UTF-8'] })`,
  'no languages': `Object.defineProperty(navigator, 'languages', { get: () => undefined });
    Object.defineProperty(navigator, 'language', { get: () => undefined })`,
  'no storage': `for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })`,
  'no words for languages': `for (const name of Object.getOwnPropertyNames(Intl)) delete Intl[name]`,
};

describe('the page in an odd browser', () => {
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
  const partnership = () => `/partnerships/${book.water}`;
  const alertsOn = (page: Page) => page.getByRole('alert').allInnerTexts();

  it.each(Object.entries(ODD))(
    'is there, and speaks the language that is chosen, with %s',
    async (_, script) => {
      const page = await visitor?.open('/', { before: script });
      if (!page) return;
      expect(await page.locator('.card').count()).toBeGreaterThan(0);
      await page.locator('.language select').selectOption('es');
      await page.locator('html[lang=es]').waitFor();
      await goTo(page, partnership());
      await openParts(page);
      expect(await page.locator('main').innerText()).toContain('USD');
      expect([await alertsOn(page), visitor?.watch.seen]).toEqual([[], []]);
      await page.context().close();
    },
    300_000,
  );

  it('says what it cannot show, in its place, and goes on', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    await page.route('**/coverage*', (route) => route.fulfill({ json: { rows: [] } }));
    await goTo(page, partnership());
    await openParts(page);
    const part = page.locator('#coverage');
    expect(await part.getByRole('alert').innerText()).toContain('could not be shown');
    expect(await page.locator('#records table').count()).toBe(1);
    await page.unroute('**/coverage*');
    await part.getByRole('button', { name: 'Ask again' }).click();
    await part.getByRole('table').first().waitFor();
    expect(await alertsOn(page)).toEqual([]);
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);

  it('keeps its frame where a whole page cannot be shown, and ways to others', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    await page.route(`**/v1${partnership()}`, (route) => route.fulfill({ json: {} }));
    await page.evaluate(
      `history.pushState(null, '', '${partnership()}'); dispatchEvent(new PopStateEvent('popstate'))`,
    );
    await page.locator('main').getByRole('alert').waitFor();
    await page.locator('main').getByRole('link', { name: 'All partnerships' }).click();
    await page.locator('.card').first().waitFor();
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);

  it('says once that the book cannot be reached, and each part where it is missing', async () => {
    const page = await visitor?.open(partnership());
    if (!page) return;
    await openParts(page);
    await page.route('**/v1/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Moment before' }).click();
    await page.getByText('Not shown, for the reason').first().waitFor();
    await settled(page);
    expect(await alertsOn(page)).toEqual([expect.stringContaining('The book cannot be reached')]);
    await page.unroute('**/v1/**');
    await page.getByRole('alert').getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await settled(page);
    expect(await page.getByText('Not shown, for the reason').count()).toBe(0);
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);

  it('asks a busy book again when it says', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    let asked = 0;
    await page.route('**/coverage*', (route) =>
      asked++ === 0 ? route.fulfill({ status: 503, headers: { 'retry-after': '1' } }) : route.continue(),
    );
    await goTo(page, partnership());
    await openParts(page);
    await page.locator('#coverage table').first().waitFor();
    expect([asked, await alertsOn(page)]).toEqual([2, []]);
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);

  it('tells what to do where its script does not come', async () => {
    const page = await visitor?.open('/', { blocked: '**/page/*.js' });
    if (!page) return;
    await page.getByText('Load the page again').first().waitFor();
    visitor?.watch.seen.splice(0);
    await page.context().close();
  }, 300_000);
});
