import type { Page } from 'playwright-core';
import { Visitor } from './browser.ts';
import { openParts, unfold } from './clicking.ts';
import { ARABIC, BRACES, hardWords, WORD } from './hard-words.ts';
import { staged, type Staged } from './story.ts';

const WIDTHS = [1200, 360];

describe('what is long, large or written the other way', () => {
  let book: Staged;
  let visitor: Visitor | undefined;
  let paths: Awaited<ReturnType<typeof hardWords>>;
  beforeAll(async () => {
    book = await staged();
    paths = await hardWords(book);
    visitor = await Visitor.of(book.origin);
  }, 300_000);
  afterAll(async () => {
    await visitor?.close();
    await book.served.close();
  });
  const visiting = async (path: string, width: number, look: (page: Page) => Promise<void>) => {
    const page = await visitor?.open(path, { viewport: { width, height: 900 } });
    if (!page) return;
    await openParts(page);
    await look(page);
    await page.context().close();
  };
  /** As a reader sees it, the spaces of numbers like any other. */
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

  it.each(WIDTHS)(
    'pushes nothing out of sight at %i pixels',
    async (width) => {
      for (const path of Object.values(paths))
        await visiting(path, width, async (page) => {
          await unfold(page);
          const cut = await page.evaluate(
            `[...document.querySelectorAll('body, bdi, h1, h3, p, caption, button, dd, select')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.scrolls, .code, .aside'))
            .map((one) => one.outerHTML.slice(0, 200))`,
          );
          expect(cut).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        });
    },
    300_000,
  );

  it(
    'leaves columns beside one endless word',
    () =>
      visiting(paths.partnership, 1200, async (page) => {
        const row = page.locator('#participants').getByRole('row', { name: WORD }).first();
        for (const cell of await row.locator('th, td').all()) {
          const box = await cell.boundingBox();
          expect(box && box.x + box.width).toBeLessThanOrEqual(1200);
        }
      }),
    300_000,
  );

  it(
    'turns nothing around it: each name has its own direction',
    () =>
      visiting(paths.partnership, 1200, async (page) => {
        const outside = await page.evaluate(
          `(() => {
          const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let one; (one = words.nextNode()); )
            if (one.data.includes(${JSON.stringify(ARABIC)}) && !one.parentElement.closest('bdi, [dir=auto]') && !/\u2068[^\u2069]*${ARABIC}/.test(one.data))
              found.push(one.parentElement.outerHTML.slice(0, 200));
          return found;
        })()`,
        );
        expect(outside).toEqual([]);
      }),
    300_000,
  );

  it(
    'is called by its beginning in headings, names of tables and of the tab; all of it stands below',
    () =>
      visiting(paths.commitment, 1200, async (page) => {
        const called = (await page.evaluate(
          `[
            ...[...document.querySelectorAll('h1, h2, h3, h4, caption, title, option, summary')].map((one) => one.textContent),
            ...[...document.querySelectorAll('[aria-label]')].map((one) => one.ariaLabel),
          ]`,
        )) as string[];
        expect(called.filter((one) => one.length > 300)).toEqual([]);
        expect((await page.locator('h1').innerText()).length).toBeLessThan(130);
        expect((await page.locator('h1 + p').innerText()).length).toBeGreaterThan(1800);
      }),
    300_000,
  );

  it(
    'fills no text of the page',
    () =>
      visiting(paths.partnership, 1200, async (page) => {
        expect(plain(await page.locator('#needs').innerText())).toContain(BRACES);
      }),
    300_000,
  );

  it(
    'is told to its last digit',
    () =>
      visiting(paths.commitment, 1200, async (page) => {
        await unfold(page);
        const shown = plain(await page.locator('main').innerText());
        for (const figure of [
          'EUR 999,999,999,999,999,999.999999',
          'KWD 0.001',
          '900,719,925,474,099,312.000001',
          '999,999,999,999,999,999.999999',
        ])
          expect(shown).toContain(figure);
      }),
    300_000,
  );

  it('leads from every sum to the promises that it is told from', async () => {
    for (const path of [paths.partnership, paths.organisation])
      await visiting(path, 1200, async (page) => {
        const sums = await page.evaluate(
          `[...document.querySelectorAll('.amount')]
            .filter((one) => /[1-9]/.test(one.textContent))
            .map((one) => [one.textContent, one.querySelector('a') !== null])`,
        );
        expect(sums).toEqual((sums as [string, boolean][]).map(([sum]) => [sum, true]));
        await page.locator('a[href*="disbursed=EUR"]').first().click();
        await page.locator('#promises').getByText('Paid out in').first().waitFor();
      });
  }, 300_000);

  it.each([1200, 970, 700, 360])(
    'hides no column of a table with sums at %i pixels',
    async (width) => {
      for (const path of [paths.partnership, `${paths.partnership}?recordsIn=EUR`, paths.organisation])
        await visiting(path, width, async (page) => {
          const wide = await page.evaluate(
            `[...document.querySelectorAll('#records .scrolls, #money .scrolls, #minute .scrolls, #altogether .scrolls, #partnerships .scrolls')]
            .filter((one) => one.scrollWidth > one.clientWidth + 1) // What is said to be heard alone takes a pixel.
            .map((one) => one.ariaLabel + ' ' + one.scrollWidth + ' > ' + one.clientWidth)`,
          );
          expect(wide).toEqual([]);
        });
    },
    300_000,
  );
});
