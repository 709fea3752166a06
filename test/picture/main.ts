import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { unpackedBrowser } from '../browser/unpacked.ts';
import { staged } from '../browser/story.ts';

/** Where the README looks for it. */
const PICTURE = 'apps/web/page.png';

/** `npm run picture`: draws the page of the demo's fictional partnership, as a reader at a desk sees it first. */
const book = await staged();
const browser = await chromium.launch({
  executablePath: await unpackedBrowser(),
  args: ['--headless=shell', '--no-sandbox', '--no-zygote', '--disable-gpu', '--hide-scrollbars'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await page.goto(`${book.origin}/partnerships/${book.water}`);
  await page.locator('body:has(h1):not(:has([aria-busy=true]))').waitFor({ state: 'attached' });
  writeFileSync(PICTURE, await page.screenshot());
} finally {
  await browser.close();
  await book.served.close();
}
