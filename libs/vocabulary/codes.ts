/** IATI code list OrganisationType 2.03 (https://iatistandard.org/en/iati-standard/203/codelists/organisationtype/). */
export const ORGANISATION_TYPES = {
  '10': 'Government',
  '11': 'Local Government',
  '15': 'Other Public Sector',
  '21': 'International NGO',
  '22': 'National NGO',
  '23': 'Regional NGO',
  '24': 'Partner Country based NGO',
  '30': 'Public Private Partnership',
  '40': 'Multilateral',
  '60': 'Foundation',
  '70': 'Private Sector',
  '71': 'Private Sector in Provider Country',
  '72': 'Private Sector in Aid Recipient Country',
  '73': 'Private Sector in Third Country',
  '80': 'Academic, Training and Research',
  '90': 'Other',
} as const;

/**
 * Currencies that validator.js leaves out of ISO 4217: two that are in force (Caribbean guilder since 2025, Zimbabwe
 * Gold since 2024), and two that were (the convertible peso until 2021, the kuna until 2023), for a book tells of those
 * years too; other former ones, such as SLL and ZWL, validator.js keeps.
 */
export const OTHER_CURRENCIES: ReadonlySet<string> = new Set(['XCG', 'ZWG', 'CUC', 'HRK']);

/** Codes of ISO 4217 that stand for no currency and for tests: nobody promises money in them. */
export const NO_CURRENCIES: ReadonlySet<string> = new Set(['XXX', 'XTS']);

/** UN M49 regions and sub-regions (https://unstats.un.org/unsd/methodology/m49/). `global` stands for 001. */
export const M49_REGIONS = {
  '002': 'Africa',
  '005': 'South America',
  '009': 'Oceania',
  '011': 'Western Africa',
  '013': 'Central America',
  '014': 'Eastern Africa',
  '015': 'Northern Africa',
  '017': 'Middle Africa',
  '018': 'Southern Africa',
  '019': 'Americas',
  '021': 'Northern America',
  '029': 'Caribbean',
  '030': 'Eastern Asia',
  '034': 'Southern Asia',
  '035': 'South-eastern Asia',
  '039': 'Southern Europe',
  '053': 'Australia and New Zealand',
  '054': 'Melanesia',
  '057': 'Micronesia',
  '061': 'Polynesia',
  '142': 'Asia',
  '143': 'Central Asia',
  '145': 'Western Asia',
  '150': 'Europe',
  '151': 'Eastern Europe',
  '154': 'Northern Europe',
  '155': 'Western Europe',
  '202': 'Sub-Saharan Africa',
  '419': 'Latin America and the Caribbean',
} as const;

/** The 169 targets of the Sustainable Development Goals (https://unstats.un.org/sdgs/metadata/), numbers, then letters. */
const TARGETS_PER_GOAL: readonly (readonly [numbers: number, letters: number])[] = [
  [5, 2],
  [5, 3],
  [9, 4],
  [7, 3],
  [6, 3],
  [6, 2],
  [3, 2],
  [10, 2],
  [5, 3],
  [7, 3],
  [7, 3],
  [8, 3],
  [3, 2],
  [7, 3],
  [9, 3],
  [10, 2],
  [19, 0],
];
export const SDG_TARGETS: ReadonlySet<string> = new Set(
  TARGETS_PER_GOAL.flatMap(([numbers, letters], goal) => [
    ...Array.from({ length: numbers }, (_, i) => `${goal + 1}.${i + 1}`),
    ...Array.from({ length: letters }, (_, i) => `${goal + 1}.${'abcd'[i]}`),
  ]),
);
/** The goal of a target: `9` of `9.c`. */
export const goalOf = (target: string): string => target.slice(0, target.indexOf('.'));
export const SDG_GOALS: readonly string[] = TARGETS_PER_GOAL.map((_, i) => String(i + 1));
export const targetsOf = (goal: string): string[] =>
  [...SDG_TARGETS].filter((target) => goalOf(target) === goal);
