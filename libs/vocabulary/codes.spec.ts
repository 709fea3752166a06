import { sharedData } from '../../test/support/shared-data.ts';
import {
  isCountry,
  isCurrency,
  isPlace,
  M49_REGIONS,
  ORGANISATION_TYPES,
  placesAround,
  SDG_TARGETS,
} from './index.ts';

/** The code lists that tests are held against; without them nothing is told, and one line says so. */
const texts = new Map((sharedData('codelists', '') ?? []).map(({ name, text }) => [name, text]));
const describeShared = texts.size > 0 ? describe : describe.skip;

/** Codes of an IATI code list, with their names; those withdrawn from it apart. */
function iati(name: string): { active: Map<string, string>; withdrawn: string[] } {
  const items = [
    ...(texts.get(`${name}.xml`) ?? '').matchAll(
      /<codelist-item(?<attributes>[^>]*)>\s*<code>(?<code>[^<]+)<\/code>\s*<name>\s*<narrative>(?<says>[^<]*)</g,
    ),
  ].map(({ groups = {} }) => ({ ...groups, isOut: groups['attributes']?.includes('withdrawn') ?? false }));
  const codes = items as unknown as { code: string; says: string; isOut: boolean }[];
  return {
    active: new Map(codes.flatMap(({ code, says, isOut }) => (isOut ? [] : [[code, says]]))),
    withdrawn: codes.flatMap(({ code, isOut }) => (isOut ? [code] : [])),
  };
}

/** The rows of the ISO 3166 and M49 table, by the names in its first line. */
function countries(): Record<string, string>[] {
  const [head = [], ...rows] = (texts.get('country-codes_m49.csv') ?? '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => (a ?? b ?? '').trim()),
    );
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}

const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = capitals.flatMap((a) => capitals.map((b) => a + b));
const triples = pairs.flatMap((pair) => capitals.map((c) => pair + c));
const sorted = (codes: Iterable<string>): string[] => [...codes].sort();
/** What one has and the other has not. */
const beside = (codes: Iterable<string>, others: Iterable<string>): string[] => {
  const known = new Set(others);
  return sorted(codes).filter((code) => !known.has(code));
};

/** Differences that are known, each with its reason. */
const codesIn = (known: Readonly<Record<string, string>>): string[] =>
  sorted(Object.values(known).flatMap((codes) => codes.split(' ')));

describeShared('Currencies', () => {
  const ours = triples.filter(isCurrency);
  const ofCountries = new Set(
    countries()
      .flatMap((row) => row['ISO4217-currency_alphabetic_code']?.split(',') ?? [])
      .filter(Boolean),
  );

  it('are all those that a country uses, and these', () => {
    expect(ofCountries.size).toBe(155);
    expect(beside(ofCountries, ours)).toEqual([]);
    const known = {
      'no longer in force, and told of in the years in which they were': 'ANG BGN CUC HRK SLL ZWL',
      'in force; the table leaves the currency of Türkiye empty': 'TRY',
      'units of account and funds beside the money of a country': 'BOV CHE CHW CLF COU MXV USN UYI',
      'units of account of several countries': 'XBA XBB XBC XBD XDR XSU XUA',
      metals: 'XAG XAU XPD XPT',
    };
    expect(beside(ours, ofCountries)).toEqual(codesIn(known));
  });

  it('are not the codes for tests and for no currency, which ISO 4217 lists with the others', () => {
    expect(['XTS', 'XXX'].map(isCurrency)).toEqual([false, false]);
  });

  it('are those of IATI, and differ in these', () => {
    const { active, withdrawn } = iati('Currency');
    expect(active.size).toBe(167);
    expect(beside(active.keys(), ours)).toEqual(codesIn({ 'IATI’s own: not in ISO 4217': 'XBT' }));
    const known = {
      'in force since IATI’s list was made': 'XCG ZWG',
      'units of account and funds that IATI leaves out': 'CHE CHW UYW XBA XBB XBC XBD XSU XUA',
      'metals, which IATI leaves out': 'XAG XAU XPD XPT',
    };
    expect(beside(ours, active.keys())).toEqual(codesIn(known));
    expect(withdrawn.filter(isCurrency)).toEqual([]);
  });
});

describeShared('Countries', () => {
  const ours = pairs.filter(isCountry);
  const iso = countries().map((row) => row['ISO3166-1-Alpha-2'] ?? '');

  it('are those of ISO 3166-1, and Kosovo', () => {
    expect(iso).toHaveLength(249);
    expect(beside(iso, ours)).toEqual([]);
    expect(beside(ours, iso)).toEqual(['XK']);
  });

  it('are those of IATI, without what it has withdrawn', () => {
    const { active, withdrawn } = iati('Country');
    expect(sorted(active.keys())).toEqual(ours);
    expect(withdrawn.filter(isCountry)).toEqual([]);
  });
});

describeShared('Regions', () => {
  const regionsOf = (row: Record<string, string>): string[] =>
    ['Intermediate Region', 'Sub-region', 'Region'].flatMap(
      (level) => row[`${level} Code`]?.padStart(3, '0') || [],
    );

  it('lie around each country and each other as in the table of M49', () => {
    for (const row of countries()) {
      const regions = regionsOf(row).filter((code) => code !== '000');
      expect(placesAround(row['ISO3166-1-Alpha-2'] ?? '')).toEqual([...regions, 'global']);
      for (const [i, region] of regions.entries())
        expect(placesAround(region)).toEqual([...regions.slice(i + 1), 'global']);
    }
  });

  it('lie around Kosovo as around its neighbours; nothing lies around the world', () => {
    expect(placesAround('XK')).toEqual(placesAround('RS'));
    expect(placesAround('global')).toEqual([]);
  });

  it('are those of M49, by number and name; the world is "global"', () => {
    const levels = ['Region', 'Sub-region', 'Intermediate Region'];
    const regions = countries().flatMap((row) =>
      levels.map(
        (level) => [row[`${level} Code`]?.padStart(3, '0') ?? '', row[`${level} Name`] ?? ''] as const,
      ),
    );
    expect(M49_REGIONS).toEqual(Object.fromEntries(regions.filter(([, name]) => name)));
    expect(new Set(countries().map((row) => `${row['Global Code']} ${row['Global Name']}`))).toEqual(
      new Set(['1 World']),
    );
    expect(['global', '001'].filter(isPlace)).toEqual(['global']);
  });
});

describeShared('Targets of the SDGs, and types of organisations', () => {
  it('are those of the lists, no more and no less', () => {
    expect(sorted(SDG_TARGETS)).toEqual(sorted(iati('UNSDG-Targets').active.keys()));
    expect(SDG_TARGETS.size).toBe(169);
    expect(ORGANISATION_TYPES).toEqual(Object.fromEntries(iati('OrganisationType').active));
  });
});
