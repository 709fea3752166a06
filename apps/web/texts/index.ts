import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';

/** Every text of the page, in one language. English is written first; another that lacks a text is a type error. */
export type Texts = typeof en;
export const TEXTS = { en, fr, es } as const satisfies Record<string, Texts>;
export type Language = keyof typeof TEXTS;
/** What each language calls itself. */
export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
};

const KEPT = 'pledgebook language';
const isLanguage = (text: string | null | undefined): text is Language =>
  text != null && Object.hasOwn(TEXTS, text);

/** The language the reader chose here before, else the first of the browser's that is written here, else English. */
export function languageOf(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}
export const keepLanguage = (language: Language): void => localStorage.setItem(KEPT, language);
