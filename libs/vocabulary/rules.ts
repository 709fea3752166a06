import { isISO31661Alpha2, isISO4217CurrencyCode, ValidateBy, type ValidationOptions } from 'class-validator';
import { idPattern } from '#kernel';
import { M49_REGIONS, NO_CURRENCIES, OTHER_CURRENCIES, SDG_TARGETS } from './codes.ts';
import { instantOf } from './instants.ts';

/** A decorator for class-validator from a test and a sentence; `schema` is what OpenAPI says of such a value. */
export function rule(name: string, test: (value: unknown) => boolean, says: string, schema: object) {
  SCHEMAS[name] = schema;
  return (options?: ValidationOptions): PropertyDecorator =>
    ValidateBy({ name, validator: { validate: test, defaultMessage: () => `$property ${says}` } }, options);
}
/** JSON Schemas of our own rules, by rule name. */
export const SCHEMAS: Record<string, object> = {};
/**
 * By rule name: the form in which a value is tested and kept, where it may be said in several. What is no such value
 * comes back as it is, for the rule to refuse.
 */
export const FORMS: Record<string, (value: unknown) => unknown> = {};

const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A day that exists, `YYYY-MM-DD` (ISO 8601). */
export const isDay = (value: unknown): value is string => {
  if (typeof value !== 'string' || !DAY.test(value) || value < '1900') return false;
  // Every month has these.
  if (value.slice(8) <= '28') return true;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};
export const IsDay = rule('isDay', isDay, 'must be a day that exists, YYYY-MM-DD', {
  type: 'string',
  format: 'date',
});
/** An instant is taken for its day, where it was said: `2020-09-21T23:30:00-05:00` is on 2020-09-21. */
FORMS['isDay'] = (value) =>
  typeof value === 'string' && value.length > 10 && instantOf(value) ? value.slice(0, 10) : value;

const AMOUNT = /^(0|[1-9]\d{0,17})(\.\d{1,6})?$/;
/** A decimal string, zero or more: at most 18 digits before the point and 6 after it. Never a float. */
export const IsAmount = rule(
  'isAmount',
  matches(AMOUNT),
  'must be a decimal string such as "1500.25", zero or more, never a JSON number',
  { type: 'string', pattern: AMOUNT.source },
);

const QUANTITY = /^-?(0|[1-9]\d{0,17})(\.\d{1,6})?$/;
/** A decimal string, negative allowed: an indicator's value. */
export const IsQuantity = rule(
  'isQuantity',
  matches(QUANTITY),
  'must be a decimal string such as "-1.5", never a JSON number',
  { type: 'string', pattern: QUANTITY.source },
);

/** ISO 4217, as validator.js lists it, and a few more; without the codes for no currency (XXX) and for tests (XTS). */
export const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^[A-Z]{3}$/.test(value) &&
  (isISO4217CurrencyCode(value) || OTHER_CURRENCIES.has(value)) &&
  !NO_CURRENCIES.has(value);
export const IsCurrency = rule(
  'isCurrency',
  isCurrency,
  'must be a currency code of ISO 4217 in capitals, such as "USD"',
  { type: 'string', pattern: '^[A-Z]{3}$' },
);

/** ISO 3166-1 in capitals, and Kosovo by the letters that IATI and others use for it. */
export const isCountry = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value) && (isISO31661Alpha2(value) || value === 'XK');
export const IsCountry = rule(
  'isCountry',
  isCountry,
  'must be a country of ISO 3166-1 in capitals, such as "CO"',
  { type: 'string', pattern: '^[A-Z]{2}$' },
);

/** `global`, an M49 region's three digits, or a country's two letters of ISO 3166-1. */
export const isPlace = (value: unknown): value is string =>
  typeof value === 'string' && (value === 'global' || Object.hasOwn(M49_REGIONS, value) || isCountry(value));
export const IsPlace = rule(
  'isPlace',
  isPlace,
  'must be "global", a UN M49 region such as "145", or a country of ISO 3166-1 such as "CO"',
  { type: 'string', pattern: '^(global|[0-9]{3}|[A-Z]{2})$' },
);

export const IsSdgTarget = rule(
  'isSdgTarget',
  (value) => typeof value === 'string' && SDG_TARGETS.has(value),
  'must be a target of the Sustainable Development Goals, such as "9.c"',
  { type: 'string', enum: [...SDG_TARGETS] },
);
/** Lists of the United Nations write the letter of a target in either case: `1.A` is `1.a`. */
FORMS['isSdgTarget'] = (value) => (typeof value === 'string' ? value.toLowerCase() : value);

/** Each text of a list once, whether in capitals or not. */
export const IsEachOnce = rule(
  'isEachOnce',
  (value) =>
    !Array.isArray(value) || new Set(value.map((one) => String(one).toUpperCase())).size === value.length,
  'must name each once',
  { uniqueItems: true },
);

const ENTRY_ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
/** The caller's own id for something it says: 1 to 64 letters, digits, `_ . : -`. Never part of a stream's name as it is. */
export const IsEntryId = rule(
  'isEntryId',
  matches(ENTRY_ID),
  'must be an id of your own: 1 to 64 letters, digits, "_", ".", ":" or "-"',
  { type: 'string', pattern: ENTRY_ID.source },
);

const SHA256 = /^[0-9a-f]{64}$/;
export const IsSha256 = rule(
  'isSha256',
  matches(SHA256),
  'must be a SHA-256 in 64 lower-case hexadecimal digits',
  {
    type: 'string',
    pattern: SHA256.source,
  },
);

/** An id of this prefix, such as `org`. */
export const IsIdOf = (prefix: string, options?: ValidationOptions): PropertyDecorator =>
  rule(`isIdOf_${prefix}`, matches(idPattern(prefix)), `must be an id such as ${prefix}_01k…`, {
    type: 'string',
    pattern: idPattern(prefix).source,
  })(options);
