import type { Texts } from './texts/index.ts';

export interface Amount {
  readonly amount: string;
  readonly currency: string;
}
/** Texts, numbers, days and places as a reader of one language has them. */
export interface Words {
  readonly texts: Texts;
  readonly number: (value: string | number) => string;
  readonly money: (amount: Amount) => string;
  /** Several currencies beside each other: nothing is converted. */
  readonly sums: (sums: readonly Amount[]) => string;
  /** A part of 1 in per cent: what is short of the whole never looks like all of it. */
  readonly percent: (part: number) => string;
  readonly day: (day: string) => string;
  readonly instant: (instant: string) => string;
  /** A country, a region of the UN's M49, a subdivision, or the whole world. */
  readonly place: (code: string) => string;
  readonly list: (parts: readonly string[]) => string;
  /** How many of something: `{ one: '{n} pledge', other: '{n} pledges' }`. */
  readonly count: (n: number, forms: Counted) => string;
}
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** What no money's code is shown by a number with its code behind. */
function moneyIn(locale: string, { amount, currency }: Amount): string {
  const style = { maximumFractionDigits: Number(amount) % 1 === 0 ? 0 : 2 };
  try {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'code',
      ...style,
    });
    return format.format(amount as `${number}`);
  } catch {
    return `${new Intl.NumberFormat(locale, style).format(amount as `${number}`)} ${currency}`;
  }
}

/** @param locale how a language is written where the reader is, such as `en-GB` */
export function wordsOf(locale: string, texts: Texts): Words {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instants = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(locale);
  const number = (value: string | number) => numbers.format(value as `${number}`);
  const money = (amount: Amount) => moneyIn(locale, amount);
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    roundingMode: 'floor',
  });
  return {
    texts,
    number,
    money,
    sums: (sums) => sums.map(money).join(' + '),
    percent: (part) => percents.format(part),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    instant: (instant) => `${instants.format(new Date(instant))} UTC`,
    place: (code) => {
      if (code === 'global') return texts.everywhere;
      const [region = '', part] = code.split('-');
      const known = (texts.regions as Readonly<Record<string, string>>)[region];
      const name = known ?? (/^[A-Z]{2}$/.test(region) ? (regions.of(region) ?? region) : region);
      return part === undefined ? name : `${name} (${code})`;
    },
    list: (parts) => lists.format(parts),
    count: (n, forms) => forms[plurals.select(n) === 'one' ? 'one' : 'other'].replace('{n}', number(n)),
  };
}
