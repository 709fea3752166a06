import { isEmail, type ValidationOptions } from 'class-validator';
import { normalText } from '#kernel';
import { FORMS, rule } from './rules.ts';

/**
 * What no text holds: controls but for tabs and line feeds (RFC 8259 section 7 lets them in, escaped); embeddings,
 * overrides and isolates (UAX #9), with which a name can be shown as another; and noncharacters (RFC 7493 section 2.1).
 * Marks of direction may stand, for Arabic and Hebrew need them.
 */
const CONTROLS = '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f';
const DIRECTIONS = '\\u202a-\\u202e\\u2066-\\u2069';
const FORBIDDEN = new RegExp(`[${CONTROLS}${DIRECTIONS}]|\\p{Noncharacter_Code_Point}`, 'u');
const LINE_FORBIDDEN = /[\t\n]/;
/** Letters, numbers, punctuation and symbols, without those that show nothing, such as U+3164 and blank braille. */
const SHOWS = /[[\p{L}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]]/v;
/** Printable ASCII: nothing in it is forbidden. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');
/** A text of another system as one that may be kept: without what no text may hold. It may then be empty. */
export const tidyText = (text: string): string =>
  normalText(normalText(text.toWellFormed()).replace(ALL_FORBIDDEN, ''));
/** Likewise, on one line. */
export const tidyLine = (text: string): string => tidyText(text).replace(/\s+/g, ' ');
/** The beginning of a text, so many characters at the most: none of them is cut in two. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : [...text].slice(0, most).join('').trimEnd();

/**
 * More marks in a row than any script writes (UAX #15, Stream-Safe Text Format). To put them in the order of a normal form
 * takes a time that grows as their square, so it is looked for before.
 */
const MARKED = /\p{M}{31}/u;
const formOf = (value: unknown): unknown =>
  typeof value === 'string' && !MARKED.test(value) ? normalText(value) : value;
/** In characters as Unicode and JSON Schema count them; JavaScript counts some as two. */
const isWithin = (text: string, most: number): boolean =>
  text.length <= most || (text.length <= 2 * most && [...text].length <= most);
const holds = (text: string): boolean => text.isWellFormed() && !FORBIDDEN.test(text) && !MARKED.test(text);
/** Whether a text says something, in the form in which it is kept. */
const says = (text: string): boolean => PLAIN.test(text) || (holds(text) && SHOWS.test(text));

/** As much of the rule as the regular expressions of all languages can say. */
const schemaOf = (most: number, forbidden: string, least = 1) => {
  const allowed = `[^${forbidden}]*`;
  return { type: 'string', minLength: least, maxLength: most, pattern: `^${allowed}\\S${allowed}$` };
};
const WORDS =
  'without control characters, without direction overrides, and without more than 30 marks in a row';

/**
 * Text that says something, of one or several lines: 1 to so many characters, brought into the form of `normalText`;
 * without controls, overrides of direction and noncharacters; not only what shows nothing.
 */
export function IsText(most: number, options?: ValidationOptions): PropertyDecorator {
  const name = `isText${most}`;
  FORMS[name] = formOf;
  return rule(
    name,
    (value) => typeof value === 'string' && isWithin(value, most) && says(value),
    `must be a text of 1 to ${most} characters that shows something, ${WORDS}`,
    schemaOf(most, CONTROLS + DIRECTIONS),
  )(options);
}

/** Text of one line, as names and titles are: as `IsText`, without tabs and line ends. */
export function IsLine(most: number, options?: ValidationOptions & { least?: number }): PropertyDecorator {
  const { least = 1, ...others } = options ?? {};
  const name = least === 1 ? `isLine${most}` : `isLine${least}to${most}`;
  FORMS[name] = formOf;
  return rule(
    name,
    (value) =>
      typeof value === 'string' &&
      value.length >= least &&
      isWithin(value, most) &&
      !LINE_FORBIDDEN.test(value) &&
      says(value),
    `must be one line of ${least} to ${most} characters that shows something, ${WORDS}`,
    schemaOf(most, `\\t\\n${CONTROLS}${DIRECTIONS}`, least),
  )(others);
}

/** An address for e-mail. */
export const IsMailAddress = rule(
  'isEmail',
  (value) => typeof value === 'string' && holds(value) && isEmail(value),
  'must be an e-mail address, such as "anna@example.org"',
  { type: 'string', format: 'email' },
);
FORMS['isEmail'] = formOf;

/** As RFC 3986 writes it, with nothing before the host: who is named there is easily taken for the host. */
const WEB_ADDRESS = /^https?:\/\/[\w.~%[\]:-]+([/?#][!#-;=?-Z[\]_a-z~]*)?$/i;
/** An absolute address of the web (RFC 9110, section 4.2). It is shown as a link, so it is of no other scheme. */
export const IsWebAddress = rule(
  'isWebAddress',
  (value) =>
    typeof value === 'string' && value.length <= 2000 && WEB_ADDRESS.test(value) && URL.canParse(value),
  'must be an address such as "https://example.org/report.pdf", of at most 2000 characters',
  { type: 'string', format: 'uri', maxLength: 2000, pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' },
);
FORMS['isWebAddress'] = formOf;

const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;
/** The name of a media type (RFC 6838, section 4.2), registered or not, without parameters. */
export const IsMediaType = rule(
  'isMediaType',
  (value) => typeof value === 'string' && MEDIA_TYPE.test(value),
  'must be a media type such as "image/jpeg"',
  { type: 'string', pattern: MEDIA_TYPE.source },
);

const TAG_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;
const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Short texts by short names: at most 40 of them, each at most 200 characters. One may be empty. */
export const IsTags = rule(
  'isTags',
  (value) =>
    isTable(value) &&
    Object.keys(value).length <= 40 &&
    Object.entries(value).every(
      ([name, text]) => TAG_NAME.test(name) && typeof text === 'string' && isWithin(text, 200) && holds(text),
    ),
  `must hold at most 40 short texts by short names, ${WORDS}`,
  { type: 'object', maxProperties: 40, additionalProperties: { type: 'string', maxLength: 200 } },
);
FORMS['isTags'] = (value) =>
  isTable(value)
    ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, formOf(text)]))
    : value;
