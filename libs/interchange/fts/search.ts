import type { Flow, Part } from './flow.ts';

/** What a search of FTS asked for. */
export interface Search {
  readonly location?: string;
  readonly plan?: string;
  readonly year?: string;
}
type Dimension = keyof Search;
const DIMENSIONS: readonly Dimension[] = ['location', 'plan', 'year'];

/** How a search is called in tags and in what is printed, such as `location-114-year-2020`. */
export const searchName = (search: Search): string =>
  DIMENSIONS.flatMap((one) => (search[one] === undefined ? [] : [`${one}-${search[one]}`])).join('-');

/** What an address of FTS asks for, or the name of a file: `…?locationid=114&year=2020`, `locationid-114-year-2020`. */
export function searchIn(text: string): Search {
  const found = text.matchAll(/(location|plan)(?:id)[-=](\d{1,12})|(year)[-=](\d{4})(?!\d)/gi);
  return Object.fromEntries(
    found.map(([, of, id, year, on]) => [String(of ?? year).toLowerCase(), id ?? on ?? '']),
  );
}

type Values = ReadonlySet<string>;
/** The values that all flows share, by dimension. */
export type Shared = Readonly<Record<Dimension, Values>>;

const valuesIn = (parts: readonly Part[]): Shared => ({
  location: new Set(parts.flatMap(({ type, id }) => (type === 'Location' ? id : []))),
  plan: new Set(parts.flatMap(({ type, id }) => (type === 'Plan' ? id : []))),
  year: new Set(parts.flatMap(({ type, name }) => (type === 'UsageYear' ? name : []))),
});
const eachOf = (of: (dimension: Dimension) => Values): Shared => ({
  location: of('location'),
  plan: of('plan'),
  year: of('year'),
});

/** What these flows have in common on the side that the search looked at; undefined where there are none. */
export function sharedBy(flows: readonly Flow[]): Shared | undefined {
  let shared: Shared | undefined;
  for (const { boundary, sources, destinations } of flows) {
    const own = valuesIn(boundary === 'outgoing' ? sources : destinations);
    const before = shared;
    shared = before ? eachOf((one) => new Set([...before[one]].filter((value) => own[one].has(value)))) : own;
  }
  return shared;
}

/** Whether flows that share this can be what the search found. Of no flows nobody can tell. */
export const fits = (search: Search, shared: Shared | undefined): boolean =>
  !shared || DIMENSIONS.every((one) => search[one] === undefined || shared[one].has(search[one]));

const only = (values: Values): string | undefined => (values.size === 1 ? [...values][0] : undefined);

/** What a search asked for, by what its flows share, where that is one value; a plan, where they share no location. */
export function searchBy(shared: Shared): Search {
  const location = only(shared.location);
  const plan = location === undefined ? only(shared.plan) : undefined;
  const year = only(shared.year);
  return {
    ...(location === undefined ? {} : { location }),
    ...(plan === undefined ? {} : { plan }),
    ...(year === undefined ? {} : { year }),
  };
}

/** Whether a search says where: a year alone is no search of ours, since any country is in it. */
export const saysWhere = ({ location, plan }: Search): boolean =>
  location !== undefined || plan !== undefined;
