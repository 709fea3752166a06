import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Visitor } from './browser.ts';
import { everyPage, staged, type Staged } from './story.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Of what passes nobody asks where it stands, which takes longer to tell than to find. */
const OPTIONS = JSON.stringify({ runOnly: RULES, resultTypes: ['violations'] });

interface Found {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}
/** How a reader may come. */
const DESK = { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' } as const;
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: 'dark', locale: 'fr-FR' } as const;
const WAYS = [
  { name: 'at a desk', way: DESK, moment: undefined },
  { name: 'at night, by phone, as of a past moment', way: PHONE, moment: '2020-06-30T12:00:00Z' },
];

describe('every page', () => {
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

  it.each(WAYS)(
    'is for everybody, $name: nothing that axe finds, nothing wider than the screen, no request elsewhere',
    async ({ way, moment }) => {
      const found: string[] = [];
      for (const path of await everyPage(book, moment)) {
        // Only here: axe is put into the page, which the page itself forbids.
        const page = await visitor?.open(path, { ...way, bypassCSP: true });
        if (!page) return;
        await page.evaluate(AXE);
        const { violations } = (await page.evaluate(`axe.run(${OPTIONS})`)) as {
          violations: Found[];
        };
        for (const { id, impact, nodes } of violations)
          found.push(`${path}: ${id} (${impact}): ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary}`);
        const [wide, screen] = (await page.evaluate(
          '[document.documentElement.scrollWidth, innerWidth]',
        )) as [number, number];
        if (wide > screen) found.push(`${path}: ${wide} px wide on ${screen}`);
        await page.context().close();
      }
      // Of one that is not there, the console tells too.
      const unexpected = visitor?.watch.seen.filter((line) => !line.includes('404 (Not Found)')) ?? [];
      expect([found, unexpected]).toEqual([[], []]);
    },
    300_000,
  );

  it('prints whole: no column is cut off, and each keeps its name', async () => {
    const page = await visitor?.open(`/partnerships/${book.water}`, {
      viewport: { width: 800, height: 1100 },
    });
    if (!page) return;
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const head = page.getByRole('columnheader', { name: /Promised/ });
    for (const one of await head.getByRole('button').all()) expect(await one.isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: /CSV/ }).count()).toBe(0);
    await page.context().close();
  }, 300_000);
});
