import { dayOf } from '#kernel';
import { isCurrency, isDay, tidyLine, tidyText } from '#vocabulary';

/** What could not be understood, in words for whoever runs the import. */
export class Unreadable extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);
const refuse = (field: string, must: string, value: unknown): never => {
  throw new Unreadable(`${field} must be ${must}, not ${shown(value)}`);
};

/** A JSON object, or a reason why not. */
export const asFields = (value: unknown, field: string): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(field, 'an object', value);

/** A JSON list; none is an empty one. */
export const asList = (value: unknown, field: string): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : refuse(field, 'a list', value);

/** The text of a field, or nothing where it is absent, null or blank. What no text may hold is left out. */
export function textIn(fields: Fields, field: string): string | undefined {
  const value = fields[field] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return refuse(field, 'a text', value);
  return tidyText(value) || undefined;
}

/** Likewise, on one line: a name. */
export function lineIn(fields: Fields, field: string): string | undefined {
  const text = textIn(fields, field);
  return text === undefined ? undefined : tidyLine(text);
}

/** Texts in a list, such as `keywords`; a single text is a list of one. */
export const textsIn = (fields: Fields, field: string): string[] =>
  (typeof fields[field] === 'string' ? [fields[field]] : asList(fields[field], field)).flatMap((value) =>
    typeof value === 'string' && tidyLine(value) !== '' ? [tidyLine(value)] : [],
  );

export const required = <T>(value: T | undefined, field: string): T =>
  value ?? refuse(field, 'given', undefined);

export function matching(fields: Fields, field: string, [pattern, must]: readonly [RegExp, string]) {
  const value = textIn(fields, field);
  return value === undefined || pattern.test(value) ? value : refuse(field, must, value);
}

/** The day of an instant such as `2020-05-13T00:00:00Z`. */
export function dayIn(fields: Fields, field: string): string | undefined {
  const value = textIn(fields, field);
  if (value === undefined) return undefined;
  return isDay(dayOf(value)) ? dayOf(value) : refuse(field, 'a day that exists', value);
}

export function oneOf<T extends string>(fields: Fields, field: string, choices: readonly T[]): T {
  const value = textIn(fields, field);
  return choices.find((choice) => choice === value) ?? refuse(field, `one of ${choices.join(', ')}`, value);
}

export function currencyIn(fields: Fields, field: string): string | undefined {
  const value = textIn(fields, field);
  return value === undefined || isCurrency(value) ? value : refuse(field, 'a currency of ISO 4217', value);
}
