import type { Page } from 'playwright-core';
import type { Texts } from '../../apps/web/texts/index.ts';
import { en } from '../../apps/web/texts/en/index.ts';
import { es } from '../../apps/web/texts/es/index.ts';
import { fr } from '../../apps/web/texts/fr/index.ts';
import { Visitor } from './browser.ts';
import { chooseOfEveryList, clickEveryButton, followEveryLink } from './clicking.ts';
import { everyPage, staged, type Staged } from './story.ts';

/** Whether links that differ by an id alone are all followed. */
const EVERY_LINK = process.env['PLEDGEBOOK_LANGUAGES'] === 'all';
const MINISTRY = 'Ministry of Water of Montavira (fictional)';
/** Who reads, and in which language; and whether in a language whose links are those of another. */
interface Reader {
  readonly who: string;
  readonly locale: string;
  readonly texts: Texts;
  readonly again: boolean;
  readonly speaksFor?: string;
}
export const READERS = {
  anybody: { who: 'anybody, in English', locale: 'en-GB', texts: en, again: false },
  inFrench: { who: 'a participant, in French', locale: 'fr-FR', texts: fr, again: true, speaksFor: MINISTRY },
  inSpanish: {
    who: 'a participant, in Spanish',
    locale: 'es-CO',
    texts: es,
    again: true,
    speaksFor: MINISTRY,
  },
} as const satisfies Readonly<Record<string, Reader>>;
/** Each kind of page, and what is special about some: chosen rows of a past moment, and two moments beside each other. */
const PAGES = {
  'the list of partnerships': 0,
  'a partnership': 1,
  'chosen rows of a past moment': 1,
  'what changed in a partnership': 1,
  'a commitment': 2,
  'a commitment at two moments': 2,
  'an organisation': 3,
  'an event': 4,
} as const;
const ASKED: Readonly<Partial<Record<keyof typeof PAGES, string>>> = {
  'chosen rows of a past moment': '?asOf=2020-06-30&status=open&kind=financial&sort=-promised',
  'what changed in a partnership': '?since=2019-12-31',
  'a commitment at two moments': '?since=2019-06-30',
};

/** Those on which a participant finds more than anybody does. */
const FOR_SOME: ReadonlySet<keyof typeof PAGES> = new Set(['a partnership', 'a commitment']);

/** Clicks every button and follows every link of each kind of page, as a reader sees it. */
export function everyButtonAndLink({ who, locale, texts, again, speaksFor }: Reader): void {
  describe(`every button and every link, for ${who}`, () => {
    let book: Staged;
    let visitor: Visitor | undefined;
    beforeAll(async () => {
      book = await staged();
      visitor = await Visitor.of(book.origin);
    }, 60_000);
    afterAll(async () => {
      await visitor?.close();
      await book.served.close();
    });

    const followed = new Set<string>();
    let page: Page | undefined;
    beforeAll(async () => {
      page = await visitor?.open('/', { locale });
      if (!page || speaksFor === undefined) return;
      await page.locator('.sign-in summary').click();
      await page.locator('.sign-in input').fill(await book.tokenOf(speaksFor));
      await page.locator('.sign-in form button').click();
    }, 60_000);
    afterAll(() => page?.context().close());

    const all = Object.keys(PAGES) as (keyof typeof PAGES)[];
    const kinds = EVERY_LINK
      ? all
      : all.filter((kind) => (again ? FOR_SOME.has(kind) : ASKED[kind] === undefined));
    describe.each(kinds)('on %s', (kind) => {
      const pathOf = async () => `${(await everyPage(book))[PAGES[kind]] ?? ''}${ASKED[kind] ?? ''}`;
      // One of those that are called alike is enough where time is short, and always of what is special about a page.
      const once = !EVERY_LINK || again || ASKED[kind] !== undefined;
      // And of links elsewhere, too, where time is short.
      const whole = EVERY_LINK && !once;
      const expectNoFaults = (faults: readonly string[]) => {
        // Of what was not there at another moment the console tells too; that the page says so was looked at.
        const seen = visitor?.watch.seen.splice(0).filter((line) => !line.includes('404 (Not Found)'));
        expect([faults, seen]).toEqual([[], []]);
      };

      it('has buttons that do what they say', async () => {
        if (page) expectNoFaults(await clickEveryButton(page, await pathOf(), { texts, once }));
      }, 120_000);

      it('has lists of which anything can be chosen', async () => {
        if (page) expectNoFaults(await chooseOfEveryList(page, await pathOf(), texts));
      }, 120_000);

      if (!again || EVERY_LINK)
        it('has links that lead somewhere', async () => {
          if (page) expectNoFaults(await followEveryLink(page, await pathOf(), { texts, followed, whole }));
        }, 120_000);
    });
  });
}
