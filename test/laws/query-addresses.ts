import type { ServedBook } from '../support/served-book.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema?: { readonly enum?: readonly string[] };
  }[];
}
type Ids = Readonly<Record<string, string>>;

/** So many of each kind are asked about: a history has hundreds. */
const MOST = 3;

/** Where what stands in a book is listed, and the field of a row that names it. */
const LISTS: Readonly<Record<string, readonly [path: string, field: string]>> = {
  partnership: ['/v1/partnerships', 'partnership'],
  organisation: ['/v1/organisations', 'organisation'],
  programme: ['/v1/partnerships', 'programme'],
  commitment: ['/v1/partnerships/{partnership}/ledger', 'commitment'],
  disclosure: ['/v1/partnerships/{partnership}/disclosures', 'disclosure'],
  observation: ['/v1/partnerships/{partnership}/observations', 'observation'],
  jointCommitment: ['/v1/partnerships/{partnership}/joint-commitments', 'jointCommitment'],
};

/** An address with these ids in it; what is not known stays in braces. */
export const filled = (template: string, ids: Ids): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    ids[name] === undefined ? whole : encodeURIComponent(ids[name]),
  );

/**
 * The addresses of every query that can be asked of a moment, and says so in JSON: new ones come by themselves. What feed
 * readers and calendars are given names no position.
 */
export const templatesIn = async (served: ServedBook): Promise<string[]> =>
  [...(await ofMoments(served))].map(([path]) => path);

async function ofMoments(served: ServedBook): Promise<[path: string, operation: Operation][]> {
  const { paths } = (await served.anybody().ask('/openapi.json')).body as {
    paths: Record<string, { get?: Operation }>;
  };
  return Object.entries(paths).flatMap(([path, { get }]) =>
    get?.parameters?.some(({ name }) => name === 'asOf') &&
    Object.hasOwn(get.responses['200']?.content ?? {}, 'application/json')
      ? [[path, get]]
      : [],
  );
}

/** The same, about what stands in the book. */
export async function queryAddressesOf(served: ServedBook): Promise<string[]> {
  const templates = await templatesIn(served);
  return (await Promise.all(templates.map((template) => addressesOf(served, template)))).flat();
}

/** Every list of what stands in the book, in every order in which it can be asked. */
export async function ordersOf(served: ServedBook): Promise<string[]> {
  const found: string[] = [];
  for (const [template, { parameters = [] }] of await ofMoments(served)) {
    const orders = parameters.find(({ name }) => name === 'sort')?.schema?.enum ?? [];
    const addresses = orders.length > 0 ? await addressesOf(served, template) : [];
    found.push(...addresses.flatMap((path) => orders.map((order) => `${path}?sort=${order}`)));
  }
  return found;
}

/** Of some of what stands in the book, each with the ids that its template asks for. */
async function addressesOf(served: ServedBook, template: string, ids: Ids = {}): Promise<string[]> {
  const parameter = /\{(\w+)\}/.exec(filled(template, ids))?.[1];
  if (parameter === undefined) return [filled(template, ids)];
  const list = LISTS[parameter];
  if (!list) throw new Error(`nobody knows what stands for {${parameter}}: say in LISTS where it is listed`);
  const { rows } = (await served.anybody().ask(`${filled(list[0], ids)}?limit=1000`)).body as { rows: Ids[] };
  const named = [...new Set(rows.flatMap((row) => row[list[1]] ?? []))].slice(0, MOST);
  const found: string[] = [];
  for (const id of named) found.push(...(await addressesOf(served, template, { ...ids, [parameter]: id })));
  return found;
}
