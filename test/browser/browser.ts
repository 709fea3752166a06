import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { unpackedBrowser } from './unpacked.ts';

/** Our own, for the packed browser's switch off what keeps pages apart and safe. */
const SWITCHES = ['--headless=shell', '--no-sandbox', '--no-zygote', '--disable-gpu', '--hide-scrollbars'];
const BUILT = join(import.meta.dirname, '../../dist/page/index.html');

/** The browser from npm, where it runs; else one that is installed; undefined, with a line of why, where there is none. */
async function launched(): Promise<Browser | undefined> {
  if (process.platform === 'linux' && process.arch === 'x64')
    return chromium.launch({ executablePath: await unpackedBrowser(), args: SWITCHES });
  try {
    return await chromium.launch({ channel: 'chrome' });
  } catch {
    if (process.env['CI'] === 'true') throw new Error('no browser: Chrome is missing');
    process.stderr.write('Skipped, no browser is here: install Google Chrome to test the page in one.\n');
    return undefined;
  }
}

/** What went wrong on pages while nobody looked: messages on the console, failures, and requests to elsewhere. */
export class Watch {
  readonly seen: string[] = [];

  of(page: Page, origin: string): void {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        this.seen.push(`console: ${message.text()} ${message.location().url}`.trim());
    });
    page.on('pageerror', (error) => this.seen.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) this.seen.push(`request: ${url}`);
    });
  }
}

/** How a page is opened: by which kind of browser, with what is run before, and what does not come. */
interface Opening extends BrowserContextOptions {
  readonly before?: string;
  readonly blocked?: string;
}

/** A browser, and the pages that are opened in it. */
export class Visitor {
  readonly watch = new Watch();

  private constructor(
    private readonly browser: Browser,
    private readonly origin: string,
  ) {}

  /** @param origin of the server whose page is visited */
  static async of(origin: string): Promise<Visitor | undefined> {
    if (!existsSync(BUILT)) throw new Error('the page is not built: npm run build');
    const browser = await launched();
    return browser && new Visitor(browser, origin);
  }

  /** A page of its own, with nothing kept from others. */
  async open(path: string, { before, blocked, ...options }: Opening = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    if (blocked !== undefined) await page.route(blocked, (route) => route.abort());
    this.watch.of(page, this.origin);
    await page.goto(this.origin + path);
    if (blocked === undefined) await settled(page);
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/**
 * Waits until a page has its heading, and nothing on it is being asked.
 *
 * @param most so many milliseconds; what takes longer is taken for hanging
 */
export async function settled(page: Page, most = 5000): Promise<void> {
  // What was just done shows with the next frame.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page
    .locator('body:has(h1):not(:has([aria-busy=true]))')
    .waitFor({ state: 'attached', timeout: most });
}
