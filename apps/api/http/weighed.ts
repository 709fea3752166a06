/** One of the values that a header such as `Accept` lists, with its parameters. */
export interface Weighed {
  /** In lower case, without its parameters. */
  readonly value: string;
  /** By name, in lower case both; without the weight. */
  readonly parameters: ReadonlyMap<string, string>;
  /** From 0, not acceptable, to 1: what says none weighs 1, and what cannot be read nothing. */
  readonly weight: number;
  /** Which of the list it is. */
  readonly place: number;
}

/** A list's values, or a value's parameters: what stands in quotes is divided nowhere. */
const [VALUES, PARTS] = [/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g, /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g];
/** RFC 9110 section 12.4.2. */
const WEIGHT = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/;

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1).replace(/"$/, '').replaceAll(/\\(.)/g, '$1') : text;

function parameterOf(part: string): [string, string] {
  const [name = '', ...value] = part.split('=');
  return [name.trim().toLowerCase(), unquoted(value.join('=').trim()).toLowerCase()];
}

/** One value with its parameters, such as `text/csv; header=present; q=0.5`, wherever among them the weight stands. */
export function weighedOf(text: string, place = 0): Weighed {
  const [value = '', ...parts] = text.match(PARTS) ?? [];
  const parameters = new Map(parts.filter((part) => part.trim() !== '').map(parameterOf));
  const weight = parameters.get('q') ?? '1';
  parameters.delete('q');
  return {
    value: value.trim().toLowerCase(),
    parameters,
    weight: WEIGHT.test(weight) ? Number(weight) : 0,
    place,
  };
}

/** What a header such as `Accept` or `Accept-Language` lists, as RFC 9110 weighs it (section 12.5). */
export const weighedIn = (header: string): Weighed[] => (header.match(VALUES) ?? []).map(weighedOf);
