import { isPlace } from '#vocabulary';
import { Unreadable } from './guards.ts';

/** Names that FTS (and the UN) uses where Unicode's English names differ. */
const ALIASES: Readonly<Record<string, string>> = {
  'Bolivia, Plurinational State of': 'BO',
  'Cabo Verde': 'CV',
  'Central African Republic (the)': 'CF',
  Congo: 'CG',
  'Congo, The Democratic Republic of the': 'CD',
  'Czech Republic': 'CZ',
  Global: 'global',
  'Iran, Islamic Republic of': 'IR',
  "Korea, Democratic People's Republic of": 'KP',
  'Korea, Republic of': 'KR',
  "Lao People's Democratic Republic": 'LA',
  'Micronesia, Federated States of': 'FM',
  'Moldova, Republic of': 'MD',
  Myanmar: 'MM',
  'occupied Palestinian territory': 'PS',
  'Russian Federation': 'RU',
  'Syrian Arab Republic': 'SY',
  'Tanzania, United Republic of': 'TZ',
  Turkey: 'TR',
  'Venezuela, Bolivarian Republic of': 'VE',
  'Viet Nam': 'VN',
};

/** One spelling for "Côte d’Ivoire" and "Cote d'Ivoire", "Bosnia & Herzegovina" and "Bosnia and Herzegovina". */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replaceAll('&', 'and')
    .replace(/^Saint /, 'St. ')
    .trim()
    .toLowerCase();

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const english = new Intl.DisplayNames('en', { type: 'region' });
const CODES: ReadonlyMap<string, string> = new Map([
  ...letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(isPlace)
    .map((code) => [plain(english.of(code) ?? code), code] as const),
  ...Object.entries(ALIASES).map(([name, code]) => [plain(name), code] as const),
]);

/**
 * The code of a place that FTS knows by name only.
 *
 * @throws Unreadable for a name that stands for no place we know
 */
export function placeNamed(name: string): string {
  const code = CODES.get(plain(name));
  if (code === undefined) throw new Unreadable(`"${name}" is no place known by name`);
  return code;
}
