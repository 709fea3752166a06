/** An agency that gives out numbers (IATI's OrganisationRegistrationAgency, or a register's own name) and the number. */
export interface Identifier {
  readonly agency: string;
  readonly number: string;
}

/** What Unicode writes accents as, once letters and their accents are taken apart (block Combining Diacritical Marks). */
const ACCENTS = /[\u0300-\u036F]/g;
/** Characters that show nothing, such as a zero-width space. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A name as it is looked up, everywhere: without regard to case, accents, compatibility forms and white space
 * (Unicode NFKD). It is for comparing only and is never shown.
 *
 * @example
 * folded(' Société  Générale') === folded('SOCIETE GENERALE'); // true
 */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(UNSEEN, '')
    // Capitals first: they have one form where small letters have two, such as "ß" and "ss", "ς" and "σ".
    .toUpperCase()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Letters of other scripts that look as Latin ones, after `folded`: of Unicode's confusables.txt (UTS #39) those of Cyrillic,
 * Greek and Armenian that are drawn alike, and digits that stand for letters.
 */
const LOOKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аαɑ',
    b: 'вьЬ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еєεҽ',
    g: 'ɡց',
    h: 'һнհ',
    i: 'іιıӏ1l|',
    j: 'јϳ',
    k: 'кκ',
    m: 'мμ',
    n: 'пηո',
    o: 'оοօ0σ',
    p: 'рρ',
    q: 'ԛգ',
    r: 'гɾ',
    s: 'ѕ',
    t: 'тτ',
    u: 'υսц',
    v: 'ѵν',
    w: 'ѡԝω',
    x: 'хχ',
    y: 'уγү',
    z: 'ᴢζ',
  }).flatMap(([latin, alike]) => [...alike].map((one) => [one, latin] as const)),
);

/** A name by its look alone: what differs in nothing that is seen is the same. For comparing only. */
export const lookOf = (name: string): string =>
  [...folded(name)]
    .map((letter) => LOOKS.get(letter) ?? letter)
    .join('')
    .replace(/[\s.,'’`´_-]+/g, '');

/** An agency as it is looked up: `xm-dac` is `XM-DAC`, as IATI writes its codes. */
export const agencyKey = (agency: string): string => folded(agency).toUpperCase();

/** An identifier as it is looked up, `AGENCY:number`. */
export const identifierKey = ({ agency, number }: Identifier): string => `${agencyKey(agency)}:${number}`;

/** An identifier written as `agency:number`, as tokens, queries and the command line say it; undefined: it is none. */
export function identifierIn(text: string): Identifier | undefined {
  const [, agency, number] = /^([^:]+):(.+)$/s.exec(text) ?? [];
  return agency === undefined || number === undefined ? undefined : { agency, number };
}
