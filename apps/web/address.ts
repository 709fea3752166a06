/** Where the reader is: the path of the page, what is said after it, and the part of it that is led to. */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly part?: string;
}
type Ids = Readonly<Record<string, string>>;

export const addressIn = ({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): Address => ({
  path: pathname,
  query: new URLSearchParams(search),
  ...(hash.length > 1 ? { part: hash.slice(1) } : {}),
});
export const textOf = ({ path, query, part }: Address): string =>
  `${path}${query.size > 0 ? `?${query.toString()}` : ''}${part === undefined ? '' : `#${part}`}`;

/** The ids that an address fills in for a pattern such as `/organisations/:organisation`; undefined: it is another page's. */
export function idsIn(pattern: string, { path }: Pick<Address, 'path'>): Ids | undefined {
  const [asked, given] = [pattern.split('/'), path.replace(/(?<=.)\/$/, '').split('/')];
  if (asked.length !== given.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [i, part] of asked.entries()) {
    const text = given[i] ?? '';
    if (part.startsWith(':') && text !== '') ids[part.slice(1)] = text;
    else if (part !== text) return undefined;
  }
  return ids;
}

/** The same query with some of it said otherwise; undefined takes a name out, a list says it several times. */
export function saying(
  query: URLSearchParams,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const said = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    said.delete(name);
    for (const one of [value ?? []].flat()) said.append(name, one);
  }
  return said;
}
