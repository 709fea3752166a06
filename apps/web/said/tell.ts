import { sdgOf } from '../parts/sdg.ts';
import { filled, isolated } from '../texts/filled.ts';
import type { Texts } from '../texts/index.ts';
import type { Amount, Words } from '../words.ts';

/** A part of a statement, ready to be shown: words, somebody, another commitment, several, or parts with names of their own. */
export type Told =
  | { readonly text: string }
  | { readonly organisation: string }
  | { readonly commitment: string }
  | { readonly each: readonly Told[] }
  | { readonly parts: readonly Part[] };
export interface Part {
  readonly name: string;
  readonly label: string;
  readonly told: Told;
}
/** With what a statement is told: the reader's words, and what it names by short names of its own. */
export interface Telling {
  readonly words: Words;
  readonly entries?: Readonly<Record<string, string>>;
  readonly indicators?: Readonly<Record<string, { readonly name: string; readonly unit: string }>>;
}
type Data = Readonly<Record<string, unknown>>;
type Saying = (data: Data, telling: Telling) => string;
export type FieldName = keyof Texts['said']['fields'];

/** What is said in codes, of which each has its words. */
const CODED: ReadonlySet<string> = new Set(
  'kind of level direction aggregation about how subject speaksFor on from to change reason basis role answer'.split(
    ' ',
  ),
);
const NUMBERS: ReadonlySet<string> = new Set(['value', 'percentage', 'rate', 'amount']);
/** What names a statement or an indicator by its short name. */
const NAMES: ReadonlySet<string> = new Set(['entry', 'payment', 'about', 'indicator']);
const PLACES: ReadonlySet<string> = new Set(['place', 'places']);
const [DAY, INSTANT] = [/^\d{4}-\d{2}-\d{2}$/, /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/];

const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (data: Data, must: readonly string[], may: readonly string[] = []): boolean =>
  must.every((name) => name in data) && Object.keys(data).every((name) => [...must, ...may].includes(name));

/** `shareOfOthers` reads "share of others": for what has no words yet. */
const readable = (name: string): string => {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
export const labelOf = (name: string, { texts }: Words): string =>
  (texts.said.fields as Readonly<Record<string, string>>)[name] ?? readable(name);

export function tellMoney(
  { amount, currency, equivalent }: Amount & { equivalent?: Amount },
  words: Words,
): string {
  const money = words.money({ amount, currency });
  if (!equivalent) return money;
  return filled(words.texts.said.sourceFigure, { money, other: words.money(equivalent) });
}

export function tellSpan({ from, to }: { from?: string; to?: string }, { texts, day }: Words): string {
  if (from !== undefined && to !== undefined)
    return filled(texts.said.span, { from: day(from), to: day(to) });
  if (from !== undefined) return filled(texts.said.from, { day: day(from) });
  return to === undefined ? '' : filled(texts.said.until, { day: day(to) });
}

const tellGroups = (groups: unknown, { words }: Telling): string =>
  (groups as readonly { category: string; value: string }[])
    .map(({ category, value }) => filled(words.texts.said.group, { category, value: words.number(value) }))
    .join(words.texts.semicolon);

const tellFigure: Saying = ({ indicator, value, disaggregation }, telling) => {
  const { name, unit } = telling.indicators?.[String(indicator)] ?? { name: String(indicator), unit: '' };
  const { words } = telling;
  const figure = filled(words.texts.said.figure, { name, value: words.number(String(value)), unit }).trim();
  return disaggregation === undefined ? figure : `${figure} (${tellGroups(disaggregation, telling)})`;
};

/** An indicator in one line: what it is, and what it is to come to. */
const tellIndicator: Saying = ({ name, unit, target }, { words }) => {
  const { value, on } = (target ?? {}) as { value?: string; on?: string };
  if (value === undefined) return `${isolated(String(name))} (${isolated(String(unit))})`;
  const texts = words.texts.said;
  const values = { name: String(name), value: words.number(value), unit: String(unit) };
  return on === undefined
    ? filled(texts.figure, values)
    : filled(texts.targetOf, { ...values, day: words.day(on) });
};

/** What an observation is about: the statement by its name, else the kind of claim. */
const tellClaim: Saying = ({ about, entry, meeting, measurement }, { words, entries }) => {
  const kind = (words.texts.said.codes as Record<string, string>)[String(about)] ?? String(about);
  const which = entries?.[String(entry)] ?? entry ?? meeting ?? measurement;
  return which === undefined
    ? kind
    : (entries?.[String(entry)] ?? `${kind}${words.texts.colon}${isolated(String(which))}`);
};

const tellPlace: Saying = ({ place, percentage }, { words }) =>
  percentage === undefined
    ? words.place(String(place))
    : filled(words.texts.said.share, {
        place: words.place(String(place)),
        percentage: words.number(String(percentage)),
      });

const tellValueOn: Saying = ({ value, on }, { words }) => {
  const number = words.number(String(value));
  if (on === undefined) return number;
  return filled(words.texts.said.valueOn, { value: number, day: words.day(String(on)) });
};

/** Parts that read best in one line, by what they are made of. */
const IN_ONE_LINE: readonly (readonly [is: (data: Data) => boolean, tell: Saying])[] = [
  [(data) => 'amount' in data && 'currency' in data, (data, { words }) => tellMoney(data as never, words)],
  [(data) => has(data, ['place'], ['percentage']), tellPlace],
  [(data) => has(data, ['category', 'value']), (data, telling) => tellGroups([data], telling)],
  [(data) => has(data, ['indicator', 'value'], ['disaggregation']), tellFigure],
  [(data) => has(data, ['value'], ['on']), tellValueOn],
  [(data) => has(data, ['about'], ['entry', 'meeting', 'measurement']), tellClaim],
  [(data) => has(data, [], ['from', 'to']) && spans(data), (data, { words }) => tellSpan(data, words)],
];
/** Days from and to; a change of one text to another is none. */
const spans = ({ from, to }: Data): boolean => DAY.test(String(from ?? to)) && DAY.test(String(to ?? from));

function tellText(name: string, text: string, { words, entries, indicators }: Telling): Told {
  const { texts } = words;
  if (text.startsWith('org_')) return { organisation: text };
  if (text.startsWith('cmt_')) return { commitment: text };
  if (text === 'not-stated') return { text: texts.notStated };
  if (PLACES.has(name)) return { text: words.place(text) };
  if (name === 'sdgTargets') return { text: sdgOf(text, texts) };
  if (NUMBERS.has(name)) return { text: words.number(text) };
  if (DAY.test(text)) return { text: words.day(text) };
  if (INSTANT.test(text)) return { text: words.instant(text) };
  if (name === 'country') return { text: words.place(text) };
  if (name === 'type') return { text: (texts.organisationTypes as Record<string, string>)[text] ?? text };
  const short = entries?.[text] ?? indicators?.[text]?.name;
  if (short !== undefined && NAMES.has(name)) return { text: short };
  const coded = CODED.has(name) ? (texts.said.codes as Record<string, string>)[text] : undefined;
  return { text: coded ?? text };
}

function tellList(name: string, list: readonly unknown[], telling: Telling): Told {
  const each = list.map((one) => tell(name, one, telling));
  const texts = each.flatMap((told) => ('text' in told ? [told.text] : []));
  const short = texts.length === each.length && texts.join('').length < 80;
  return short ? { text: texts.map(isolated).join(', ') } : { each };
}

/** What one part of a statement says. */
export function tell(name: string, value: unknown, telling: Telling): Told {
  const { texts, number } = telling.words;
  if (typeof value === 'boolean') return { text: value ? texts.said.yes : texts.said.no };
  if (typeof value === 'number') return { text: number(value) };
  if (Array.isArray(value)) return tellList(name, value, telling);
  if (!isData(value)) return tellText(name, String(value), telling);
  if (name === 'indicators') return { text: tellIndicator(value, telling) };
  const line = IN_ONE_LINE.find(([is]) => is(value));
  if (line) return { text: line[1](value, telling) };
  const parts = partsOf(value, telling);
  const [only] = parts;
  return parts.length === 1 && only && !('text' in only.told) ? only.told : { parts };
}

/** Where a part comes in the order in which parts are best read: that of their words. */
export function placeOf({ texts }: Words): (name: string) => number {
  const order = Object.keys(texts.said.fields);
  return (name) => order.indexOf(name) + 1 || order.length + 1;
}

/** Every part of a statement but those left out, in the order in which they are best read. What is empty is not told. */
export function partsOf(data: Data, telling: Telling, without: ReadonlySet<string> = NONE): Part[] {
  const place = placeOf(telling.words);
  return Object.entries(data)
    .filter(
      ([name, value]) => value != null && !without.has(name) && !(Array.isArray(value) && value.length === 0),
    )
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => ({
      name,
      label: labelOf(name, telling.words),
      told: tell(name, value, telling),
    }));
}
const NONE: ReadonlySet<string> = new Set();
