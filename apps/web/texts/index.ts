import { keep, kept, languageOfTag, takenFor } from './browser.ts';
import { en } from './en/index.ts';
import type { Texts } from './texts.ts';

export type { Texts } from './texts.ts';

/** English comes with the page; of the others only the one that is spoken is fetched. */
const FETCH = {
  en: () => Promise.resolve(en),
  fr: async () => (await import('./fr/index.ts')).fr,
  es: async () => (await import('./es/index.ts')).es,
} as const satisfies Record<string, () => Promise<Texts>>;
export type Language = keyof typeof FETCH;
/** What each language calls itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
};

/** A language, and all that the page says in it. */
export interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
}
export const ENGLISH: Spoken = { language: 'en', texts: en };
/** @throws Error where its texts cannot be fetched */
export const spokenIn = async (language: Language): Promise<Spoken> => ({
  language,
  texts: await FETCH[language](),
});

const KEPT = 'pledgebook language';
const isLanguage = (text: string | null | undefined): text is Language =>
  text != null && Object.hasOwn(FETCH, text);

/** The first of these languages that is written here, else English. */
export const languageIn = (tags: readonly string[]): Language =>
  tags.map(languageOfTag).find(isLanguage) ?? 'en';
/** The language the reader chose here before, else the first of the browser's that is written here, else English. */
export function languageOf(tags: readonly string[]): Language {
  const chosen = kept(KEPT);
  return isLanguage(chosen) ? chosen : languageIn(tags);
}
export const keepLanguage = (language: Language): void => keep(KEPT, language);
/** How a language is written where the reader is: numbers and days differ between countries. */
export const localeOf = (language: Language, tags: readonly string[]): string =>
  takenFor(tags.find((tag) => languageOfTag(tag) === language) ?? language);
