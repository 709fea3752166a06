import type { Page } from 'playwright-core';
import { settled, Visitor } from './browser.ts';
import { openParts } from './clicking.ts';
import type { Party } from '../support/served-book.ts';
import { partyWith, staged, type Staged } from './story.ts';

const PARTNERSHIP = 'Clean water for the three lakes';
const PLANTS = 'Build two treatment plants';
const YEAR_EARLIER = /As it stood a year earlier/;

describe('the fictional story, followed on the page', () => {
  let book: Staged;
  let visitor: Visitor | undefined;
  const visiting = async (path: string, follow: (page: Page) => Promise<void>) => {
    const page = await visitor?.open(path);
    if (page) await openParts(page);
    if (page) await follow(page);
    expect(visitor?.watch.seen ?? []).toEqual([]);
  };
  beforeAll(async () => {
    book = await staged();
    visitor = await Visitor.of(book.origin);
  }, 300_000);
  afterAll(async () => {
    await visitor?.close();
    await book.served.close();
  });

  const click = async (page: Page, name: string | RegExp) => {
    await page.getByRole('link', { name }).first().click();
    await settled(page);
    await openParts(page);
  };
  /** As a reader sees it, the spaces of numbers like any other. */
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const cellsOf = async (page: Page, name: string | RegExp) =>
    (await page.getByRole('row', { name }).first().getByRole('cell').allInnerTexts()).map(plain);
  const lookAt = async (page: Page, moment: string) => {
    await page.goto(`${page.url().split('?')[0]}?asOf=${moment}`);
    await settled(page);
    await openParts(page);
  };
  /** What is paid of the plants, as the table of the partnership tells it at the moment looked at. */
  const paid = async (page: Page) => (await cellsOf(page, new RegExp(PLANTS)))[2];

  it(
    'is read by clicking alone, at three moments',
    () =>
      visiting('/', async (page) => {
        await click(page, PARTNERSHIP);
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(PARTNERSHIP);
        expect(await paid(page)).toContain('USD 6,000,000');
        await click(page, PLANTS);
        expect(await cellsOf(page, /^Money USD 12/)).toEqual([
          'USD 12,000,000',
          expect.stringMatching(/^USD 15,000,000 .*changed$/),
          expect.stringContaining('2019'),
          'The second plant is to serve one town more',
        ]);
        await click(page, YEAR_EARLIER);
        expect(page.url()).toContain('asOf=2020-03-15');
        await click(page, YEAR_EARLIER);
        expect(page.url()).toContain('asOf=2019-03-15');
        expect(await page.getByText('USD 12,000,000').first().isVisible()).toBe(true);
        expect(await page.getByText('USD 15,000,000').count()).toBe(0);
        await page.getByRole('button', { name: 'Back to now' }).click();
        await settled(page);
        expect(page.url()).not.toContain('asOf');
        expect(await page.getByText('USD 15,000,000').first().isVisible()).toBe(true);
      }),
    300_000,
  );

  it(
    'stands at an address of its own for each moment, however one comes there',
    () =>
      visiting(`/partnerships/${book.water}`, async (page) => {
        await lookAt(page, '2019-12-31');
        expect(await paid(page)).toContain('USD 33,000,000');
        await lookAt(page, '2018-12-31');
        expect(await page.getByRole('link', { name: PLANTS }).count()).toBe(0);
        await page.goBack();
        await settled(page);
        await openParts(page);
        expect(await paid(page)).toContain('USD 33,000,000');
      }),
    300_000,
  );

  /** Goes on by Tab until what has the focus is called so. */
  const tabTo = async (page: Page, name: RegExp) => {
    for (let pressed = 0; pressed < 200; pressed++) {
      await page.keyboard.press('Tab');
      const focused = await page.locator(':focus').all();
      const text = (await focused[0]?.innerText()) ?? '';
      if (name.test(plain(text))) return;
    }
    throw new Error(`${String(name)} is not reached by keyboard`);
  };

  it(
    'is read with the keyboard alone, at three moments',
    () =>
      visiting('/', async (page) => {
        await tabTo(page, new RegExp(`^${PARTNERSHIP}$`));
        await page.keyboard.press('Enter');
        await settled(page);
        expect(await page.locator('main:focus').count()).toBe(1);
        await tabTo(page, new RegExp(`^${PLANTS}$`));
        await page.keyboard.press('Enter');
        await settled(page);
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(PLANTS);
        for (const moment of ['2020-03-15', '2019-03-15']) {
          await tabTo(page, YEAR_EARLIER);
          await page.keyboard.press('Enter');
          await settled(page);
          expect(page.url()).toContain(`asOf=${moment}`);
        }
      }),
    300_000,
  );

  it(
    'is looked at as of any moment, by the slider and its keys',
    () =>
      visiting(`/partnerships/${book.water}`, async (page) => {
        const slider = page.getByRole('slider');
        await slider.focus();
        await page.keyboard.press('Home');
        await page.waitForURL(/asOf=2018-09-03T09/);
        await settled(page);
        expect(await page.getByText('The problem').first().isVisible()).toBe(true);
        await page.keyboard.press('ArrowRight');
        await page.waitForURL(/asOf=2018-09-05T09/);
        await settled(page);
        await page.keyboard.press('End');
        await page.waitForURL((url) => !url.search.includes('asOf'));
      }),
    300_000,
  );

  it(
    'answers who promised the most and paid the least, from the page alone',
    () =>
      visiting(`/partnerships/${book.water}`, async (page) => {
        const said = page.getByRole('region', { name: 'Who did how much' }).getByRole('listitem');
        expect((await said.allInnerTexts()).map(plain)).toEqual([
          expect.stringMatching(/^Promised the most: Aguaclara.*USD 15,900,000/),
          expect.stringMatching(
            /^Paid the smallest share.* in USD: Southern Lakes.*but 93\.2% .* in EUR\), 0%/,
          ),
        ]);
      }),
    300_000,
  );

  /** A book of its own, in which two measured the same years while they were not over: where it is looked at. */
  async function measuredEarly(): Promise<string> {
    const indicator = {
      id: 'wells',
      name: 'Wells',
      level: 'output',
      unit: 'wells',
      direction: 'increase',
      aggregation: 'sum',
      target: { value: '100' },
    };
    const [one = '', other = ''] = [...book.told.organisations.keys()];
    const [first, second] = [await book.tokenOf(one), await book.tokenOf(other)].map((token) =>
      partyWith(book, token),
    ) as [Party, Party];
    const says = { title: 'Wells', problem: 'P', scope: { places: ['CO'], sdgTargets: [] } };
    const path = `/partnerships/${(await first.done('/v1/partnerships', says)).body.ids.partnership}`;
    const give = (by: Party, command: string, body: object) => by.done(`/v1${path}/${command}`, body);
    const proposed = { proposal: 'i', subject: 'collective-indicator', text: 'Count', indicator };
    await give(first, 'propose', proposed);
    await give(first, 'consent', { proposal: 'i' });
    await give(first, 'open-call', { call: 'c', text: 'Come' });
    await give(second, 'join-partnership', { priorities: ['Wells'] });
    const period = { from: '2021-01-01', to: '2199-12-31' };
    const measured = { indicator: 'wells', period, method: 'Counted', source: 'Us' };
    await give(first, 'measure-collective-indicator', { ...measured, measurement: 'a', value: '30' });
    await give(second, 'measure-collective-indicator', { ...measured, measurement: 'b', value: '40' });
    await book.served.settled();
    return path;
  }

  it('says of what was measured before its period was over that it is interim, wherever it stands', async () => {
    const path = await measuredEarly();
    await visiting(path, async (page) => {
      const together = page.getByRole('article').filter({ hasText: 'Wells' }).first();
      await together.getByText('As a table').click();
      const interim = 'interim: the period was not over';
      const fact = async (name: string) =>
        plain(await together.locator('dl div', { hasText: name }).innerText());
      expect(await fact('So far')).toContain(`40 wells; ${interim}`);
      expect(await fact('Still missing for the target')).toContain(`60 wells; ${interim}`);
      // Under the chart and in its table; of the latest, and of what another measured.
      expect(await together.getByText(interim, { exact: true }).count()).toBe(4);
      expect(await together.locator('circle.interim').count()).toBe(1);
    });
  }, 300_000);

  it(
    'opens every statement to its event, with a receipt that the browser works out itself',
    () =>
      visiting(`/partnerships/${book.water}`, async (page) => {
        await click(page, PLANTS);
        await page.getByRole('link', { name: 'The second plant is to serve one town more' }).first().click();
        await settled(page);
        const event = page.url().split('/').at(-1)?.split('?')[0] ?? '';
        const stored = (await book.served.anybody().ask(`/v1/stored-events/${event}`)).body;
        expect(stored).toMatchObject({ type: 'CommitmentAmended' });
        const { receiptOf } = await import('#event-store');
        const { sha256 } = receiptOf({ ...stored, position: '' });
        await page.getByText(sha256).first().waitFor();
      }),
    300_000,
  );

  /** How far below the top of the window the list of promises begins, in pixels, and how many it lists. */
  const landed = async (page: Page): Promise<readonly [top: number, rows: number]> => {
    await settled(page);
    const top = (await page.evaluate(
      'Math.round(document.getElementById("promises").getBoundingClientRect().top)',
    )) as number;
    return [top, await page.locator('#promises .stacks tbody tr').count()];
  };

  it('leads to the rows that it counts, from the start page as by an address opened afresh', async () => {
    const page = await visitor?.open('/');
    if (!page) return;
    const figure = page.locator(`.card a[href*="${book.water}?"]`).first();
    const [href = '', said] = [await figure.getAttribute('href'), Number(await figure.innerText())];
    await figure.click();
    await page.locator('#promises .stacks').waitFor();
    const [top, rows] = await landed(page);
    expect([rows, page.url().endsWith(href ?? '')]).toEqual([said, true]);
    expect(top).toBeLessThan(250);
    expect(top).toBeGreaterThanOrEqual(0);
    const afresh = await visitor?.open(href ?? '');
    if (!afresh) return;
    const [topAfresh, rowsAfresh] = await landed(afresh);
    expect(rowsAfresh).toBe(said);
    expect(topAfresh).toBeLessThan(250);
    expect(topAfresh).toBeGreaterThanOrEqual(0);
    await page.context().close();
    await afresh.context().close();
  }, 300_000);
});
