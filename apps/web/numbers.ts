import { decimalsOf } from './minor-units.ts';

export interface Amount {
  /** A decimal string, of any length. */
  readonly amount: string;
  readonly currency: string;
}
/** Numbers as a reader of one language has them. A decimal string is never a float in between: each digit of it is shown. */
export interface Numbers {
  readonly number: (value: string | number) => string;
  /** A whole amount goes without decimals; else as many as its currency has, and more where it has more itself. */
  readonly money: (amount: Amount) => string;
  /** The same in three digits at most, cut and not rounded up, with a word for its size: `USD 16.5m`. */
  readonly rounded: (amount: Amount) => string;
  /** A part of 1 in per cent, cut short: nearly all never looks like all, and a little never like nothing. */
  readonly percent: (part: string | number) => string;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** Intl takes decimal strings of any length, exactly; TypeScript wants to know that they are some. */
const exact = (value: string | number): number => value as number;

/** What the browser makes; nothing where it cannot, or knows nothing of what it is to be made for. */
export function made<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** So many decimals an amount has, zeros at its end left out. */
const decimalsIn = (amount: string): number => /\.(\d*?)0*$/.exec(amount)?.[1]?.length ?? 0;

function moneyIn(locale: string, number: Numbers['number']): Numbers['money'] {
  const formats = new Map<string, Intl.NumberFormat | undefined>();
  const formatOf = (currency: string, decimals: number) => {
    const key = `${currency} ${decimals}`;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const style = { style: 'currency', currency, currencyDisplay: 'code', ...digits } as const;
    if (!formats.has(key))
      formats.set(
        key,
        made(() => new Intl.NumberFormat(locale, style)),
      );
    return formats.get(key);
  };
  return ({ amount, currency }) => {
    const own = decimalsIn(amount);
    const format = formatOf(currency, own === 0 ? 0 : Math.max(own, decimalsOf(currency)));
    // What is no money's code is told behind the number.
    return format?.format(exact(amount)) ?? `${number(amount)} ${currency}`;
  };
}

function roundedIn(locale: string, money: Numbers['money']): Numbers['rounded'] {
  const short = { notation: 'compact', maximumSignificantDigits: 3, roundingMode: 'trunc' } as const;
  return ({ amount, currency }) => {
    const style = { style: 'currency', currency, currencyDisplay: 'code', ...short } as const;
    return (
      made(() => new Intl.NumberFormat(locale, style).format(exact(amount))) ?? money({ amount, currency })
    );
  };
}

/** What is less is not told to its digits, but that it is less. */
const LEAST = 0.0001;

function percentIn(locale: string): Numbers['percent'] {
  const style = { style: 'percent', roundingMode: 'trunc' } as const;
  const tenths = made(() => new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: 1 }));
  const least = made(() => new Intl.NumberFormat(locale, { ...style, maximumSignificantDigits: 1 }));
  return (part) => {
    const size = Math.abs(Number(part));
    const tiny = size > 0 && size < LEAST;
    const format = size > 0 && size < 0.001 ? least : tenths;
    const shown = tiny ? LEAST * Math.sign(Number(part)) : part;
    return `${tiny ? '< ' : ''}${format?.format(exact(shown)) ?? `${Number(shown) * 100}%`}`;
  };
}

/** @param locale how a language is written where the reader is, such as `en-GB` */
export function numbersOf(locale: string): Numbers {
  const numbers = made(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));
  const number = (value: string | number): string =>
    typeof value === 'string' && !DECIMAL.test(value)
      ? value
      : (numbers?.format(exact(value)) ?? String(value));
  const money = moneyIn(locale, number);
  return { number, money, rounded: roundedIn(locale, money), percent: percentIn(locale) };
}
