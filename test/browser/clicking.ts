import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Texts } from '../../apps/web/texts/index.ts';
import { settled as settledWithin } from './browser.ts';

/** A page that cannot be clicked through in so many clicks makes new buttons for ever. */
const MOST_CLICKS = 300;

/** Whoever clicks everything looks at many moments, each of which the book reads anew. */
const settled = (page: Page): Promise<void> => settledWithin(page, 20_000);

/** To another address of the page without loading it anew: a token is kept in memory alone. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await settled(page);
}

/** Opens the parts of a page, and what can be done with time; what is folded within them stays so. */
export async function openParts(page: Page): Promise<void> {
  await page.evaluate(
    'for (const one of document.querySelectorAll(".folded > details, .more-time")) one.open = true',
  );
  await settled(page);
}

/** Where it is, without which parts are open. */
const placeOf = (page: Page): string => {
  const { pathname, searchParams } = new URL(page.url());
  searchParams.delete('open');
  return `${pathname}${searchParams.size > 0 ? `?${searchParams}` : ''}`;
};

/** Opens whatever is folded, also what is folded within. */
export async function unfold(page: Page): Promise<void> {
  const OPEN =
    '{ const folded = [...document.querySelectorAll("details:not([open])")]; for (const one of folded) one.open = true; folded.length }';
  while (((await page.evaluate(OPEN)) as number) > 0) await settled(page);
}

/** What tells a reader, or whoever looks over a reader's shoulder, that something went wrong. */
export async function faultsOn(page: Page, { csv }: Pick<Texts, 'csv'>): Promise<string[]> {
  const shown = (await page.locator('body').innerText()).trim();
  const alerts = await page.locator('[role=alert], .refused').allInnerTexts();
  const unfilled = shown.match(/\{\w+\}|\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/g) ?? [];
  return [
    ...alerts.map((text) => `is told: ${text}`),
    ...(shown.includes(csv.failed) ? [csv.failed] : []),
    ...unfilled,
    ...((await page.locator('main h1').count()) === 1 && shown.length > 100 ? [] : ['is blank']),
  ];
}

/** Something that can be clicked, by what it is called and which of those that are called so. */
interface Clickable {
  readonly nth: number;
  readonly text: string;
}
const BUTTONS = 'button:not(:disabled)';
const listed = async (page: Page, selector: string): Promise<Clickable[]> =>
  (await page.locator(selector).allTextContents()).map((text, nth) => ({ nth, text: text.trim() }));

/** The next that was not clicked as often as it is there; or, of those that are called alike, once. */
async function nextButton(
  page: Page,
  clicked: ReadonlyMap<string, number>,
  { most, once }: { most: Map<string, number>; once: boolean },
): Promise<Clickable | undefined> {
  const all = await listed(page, BUTTONS);
  for (const [text, some] of Map.groupBy(all, (one) => one.text))
    most.set(text, Math.max(most.get(text) ?? 0, once ? 1 : some.length));
  return all.find(({ text }) => (clicked.get(text) ?? 0) < (most.get(text) ?? 0));
}

/** A file with a line of heads at least, marked as UTF-8 for whatever opens it. */
async function isTable(page: Page, click: () => Promise<void>): Promise<string[]> {
  const coming = page.waitForEvent('download', { timeout: 5000 }).catch(() => undefined);
  await click();
  const path = await (await coming)?.path();
  if (path === undefined) return ['gives no file'];
  const text = readFileSync(path, 'utf8');
  return /^\uFEFF[\w"]/.test(text)
    ? []
    : [`gives a file that begins with ${JSON.stringify(text.slice(0, 20))}`];
}

/**
 * Clicks every button of a page, also those that come up meanwhile.
 *
 * @param once of buttons that are called alike, one is enough
 * @returns what went wrong, in a line each
 */
export async function clickEveryButton(
  page: Page,
  path: string,
  { texts, once }: { texts: Texts; once: boolean },
): Promise<string[]> {
  const faults: string[] = [];
  const [clicked, most] = [new Map<string, number>(), new Map<string, number>()];
  for (let clicks = 0; clicks < MOST_CLICKS; clicks++) {
    if (placeOf(page) !== path) await goTo(page, path);
    await unfold(page);
    const next = await nextButton(page, clicked, { most, once });
    if (!next) return faults;
    clicked.set(next.text, (clicked.get(next.text) ?? 0) + 1);
    const button = page.locator(BUTTONS).nth(next.nth);
    const isCsv = next.text.startsWith(texts.csv.ready);
    const click = () => button.evaluate((one: { click(): void }) => one.click());
    const found = isCsv ? await isTable(page, click) : (await click(), []);
    await settled(page);
    found.push(...(await faultsOn(page, texts)));
    faults.push(...found.map((fault) => `${path}: "${next.text}": ${fault}`));
  }
  return [...faults, `${path}: buttons without end`];
}

/** Chooses the last of what each list of choices offers, but for the language. */
export async function chooseOfEveryList(page: Page, path: string, texts: Texts): Promise<string[]> {
  const faults: string[] = [];
  await goTo(page, path);
  await unfold(page);
  const lists = page.locator('main select, .moment select');
  for (let nth = 0; nth < (await lists.count()); nth++) {
    const last = lists.nth(nth).locator('option').last();
    await lists.nth(nth).selectOption((await last.getAttribute('value')) ?? (await last.innerText()));
    await settled(page);
    const found = await faultsOn(page, texts);
    faults.push(...found.map((fault) => `${path}: list ${nth}: ${fault}`));
    await unfold(page);
  }
  return faults;
}

/** Links of one kind differ in ids, in the rows that they choose, and in the part of a page alone. */
const kindOf = (href: string): string =>
  href
    .replace(/_[0-9a-z]{26}/g, '_')
    .replace(/\?(?!asOf|since)[^#]*/, '?rows')
    .replace(/[=&][^#]*/, '')
    .replace(/#.+/, '#part');

interface Following {
  readonly texts: Texts;
  /** Addresses, and kinds of them, that were followed so far. */
  readonly followed: Set<string>;
  /** Whether each address is to be followed; else one of each kind is, and each part of the page is looked for. */
  readonly whole: boolean;
}

/**
 * Follows the links of a page: the first of each kind by a click, what is like it by its address alone.
 *
 * @returns what went wrong, in a line each
 */
export async function followEveryLink(
  page: Page,
  path: string,
  { texts, followed, whole }: Following,
): Promise<string[]> {
  await goTo(page, path);
  await unfold(page);
  const hrefs = (await page.evaluate(
    '[...document.querySelectorAll("a[href]:not([rel~=external])")].map((a) => a.getAttribute("href"))',
  )) as string[];
  const faults = await partsMissing(page, path, hrefs);
  for (const href of new Set(hrefs)) {
    // A part of a page is another on each.
    const address = href.startsWith('#') ? `${path}${href}` : href;
    const isNew = !followed.has(kindOf(address));
    if (!isNew && (!whole || followed.has(address))) continue;
    followed.add(address).add(kindOf(address));
    const found = isNew ? await click(page, path, { href, texts }) : await visit(page, address, texts);
    faults.push(...found.map((fault) => `${path}: ${href}: ${fault}`));
  }
  return faults;
}

/** The links to parts of this page that are not there. */
async function partsMissing(page: Page, path: string, hrefs: readonly string[]): Promise<string[]> {
  const parts = hrefs.filter((href) => /^#./.test(href)).map((href) => href.slice(1));
  const missing = (await page.evaluate(
    `${JSON.stringify(parts)}.filter((id) => document.getElementById(id) === null)`,
  )) as string[];
  return missing.map((part) => `${path}: #${part}: leads to no part of the page`);
}

async function visit(page: Page, path: string, texts: Texts): Promise<string[]> {
  await goTo(page, path);
  return faultsOn(page, texts);
}

async function click(
  page: Page,
  path: string,
  { href, texts }: { href: string; texts: Texts },
): Promise<string[]> {
  // What is not of the page would take it away, and a token with it.
  if (/^\/(docs|v1)\b/.test(href)) {
    const { status } = (await page.evaluate(
      `fetch(${JSON.stringify(href)}).then(({ status }) => ({ status }))`,
    )) as { status: number };
    return status === 200 ? [] : [`answers ${status}`];
  }
  await goTo(page, path);
  await unfold(page);
  await page
    .locator(`a[href=${JSON.stringify(href)}]`)
    .first()
    .evaluate((one: { click(): void }) => one.click());
  await settled(page);
  const part = new URL(page.url()).hash.slice(1);
  const isThere = part === '' || (await page.locator(`[id=${JSON.stringify(part)}]`).count()) > 0;
  return [...(await faultsOn(page, texts)), ...(isThere ? [] : ['leads to no part of the page'])];
}
