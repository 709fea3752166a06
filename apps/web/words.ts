import { made, numbersOf, type Amount, type Numbers } from './numbers.ts';
import { isolated } from './texts/filled.ts';
import type { Texts } from './texts/index.ts';

export type { Amount } from './numbers.ts';
/** Texts, numbers, days and places as a reader of one language has them. */
export interface Words extends Numbers {
  readonly texts: Texts;
  /** The language with its country, such as `en-GB`: what the book is asked in, too, so that it sorts alike. */
  readonly locale: string;
  /** Several currencies beside each other: nothing is converted. */
  readonly sums: (sums: readonly Amount[]) => string;
  /** A day of the calendar; as it is written where it is none, such as a year alone. */
  readonly day: (day: string) => string;
  /** The month of a day, with its year. */
  readonly month: (day: string) => string;
  readonly instant: (instant: string) => string;
  /** A country, a region of the UN's M49, a subdivision, or the whole world. */
  readonly place: (code: string) => string;
  /** Names beside each other, each of its own direction. */
  readonly list: (parts: readonly string[]) => string;
  /** Of two texts that people read, as their language sorts; what is alike there, as everywhere. */
  readonly order: (a: string, b: string) => number;
  /** How many of something: `{ one: '{n} pledge', other: '{n} pledges' }`. */
  readonly count: (n: number, forms: Counted) => string;
}
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** A year or a month alone is no day, though a browser would take the first of it. */
const IS_WHOLE = /^\d{4}-\d{2}-\d{2}T/;

/** Days and instants of UTC, as the reader's language writes them. */
function timesOf(locale: string): Pick<Words, 'day' | 'month' | 'instant'> {
  const [style, timeZone] = ['medium', 'UTC'] as const;
  const days = made(() => new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone }));
  const months = made(() => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone }));
  const instants = made(
    () => new Intl.DateTimeFormat(locale, { dateStyle: style, timeStyle: style, timeZone }),
  );
  const written = (format: Intl.DateTimeFormat | undefined, time: string) =>
    format && IS_WHOLE.test(time) ? made(() => format.format(new Date(time))) : undefined;
  return {
    day: (day) => written(days, `${day}T00:00:00Z`) ?? day,
    month: (day) => written(months, `${day}T00:00:00Z`) ?? day.slice(0, 7),
    instant: (instant) => {
      const said = written(instants, instant);
      return said === undefined ? instant : `${said} UTC`;
    },
  };
}

/**
 * Every word the page has. It says all of it in any browser: what Intl lacks there, or does not know of the language, is
 * told as the book has it.
 *
 * @param locale how a language is written where the reader is, such as `en-GB`
 */
export function wordsOf(locale: string, texts: Texts): Words {
  const numbers = numbersOf(locale);
  const regions = made(() => new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }));
  const lists = made(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const collator = made(() => new Intl.Collator(locale));
  const plurals = made(() => new Intl.PluralRules(locale));
  const nameOf = (region: string) =>
    (texts.regions as Readonly<Record<string, string>>)[region] ?? made(() => regions?.of(region)) ?? region;
  return {
    texts,
    locale,
    ...numbers,
    ...timesOf(locale),
    sums: (sums) => sums.map(numbers.money).join(' + '),
    place: (code) => {
      if (code === 'global') return texts.everywhere;
      const [region = '', part] = code.split('-');
      return part === undefined ? nameOf(region) : `${nameOf(region)} (${code})`;
    },
    list: (parts) => {
      const each = parts.map(isolated);
      return lists?.format(each) ?? each.join(', ');
    },
    order: (a, b) => (collator?.compare(a, b) ?? 0) || (a < b ? -1 : a > b ? 1 : 0),
    count: (n, forms) =>
      forms[(plurals?.select(n) ?? (n === 1 ? 'one' : 'other')) === 'one' ? 'one' : 'other'].replace(
        '{n}',
        numbers.number(n),
      ),
  };
}
