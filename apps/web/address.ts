/** Where the reader is: the path of the page, and what is said after it. */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}
type Ids = Readonly<Record<string, string>>;

export const addressIn = ({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Address => ({
  path: pathname,
  query: new URLSearchParams(search),
});
export const textOf = ({ path, query }: Address): string =>
  query.size > 0 ? `${path}?${query.toString()}` : path;

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
