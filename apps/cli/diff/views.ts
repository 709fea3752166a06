import { ProblemAnswer, type Client } from '../client.ts';
import type { Names } from '../readable.ts';

interface Operation {
  readonly get?: {
    readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
    readonly responses: { readonly '200'?: { readonly content?: object } };
  };
}
/** A view of one partnership, as the server's own document describes it. */
export interface View {
  /** Such as `ledger`; the partnership itself is `partnership`. */
  readonly name: string;
  readonly path: string;
  /** It comes by pages. */
  readonly list: boolean;
}
export interface Answered {
  readonly said: object;
  readonly names: Names;
}

const BASE = '/v1/partnerships/{partnership}';

/**
 * Every query that takes a partnership and a moment of both times, and nothing else that must be said: a new view is
 * found by itself. What is told since a moment is events, not a view; nor is what is for other programs, such as a calendar.
 */
export async function viewsOf(client: Client): Promise<View[]> {
  const { paths } = await client.get<{ paths: Record<string, Operation> }>('/openapi.json');
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const { parameters = [], responses } = get ?? {};
    if (!Object.hasOwn(responses?.['200']?.content ?? {}, 'application/json')) return [];
    const names = new Set(parameters.map(({ name }) => name));
    const required = parameters.filter(({ required }) => required).map(({ name }) => name);
    if (!path.startsWith(BASE) || required.join() !== 'partnership') return [];
    if (!names.has('asOf') || !names.has('effective') || names.has('since')) return [];
    return [{ name: path.slice(BASE.length + 1) || 'partnership', path, list: names.has('cursor') }];
  });
}

/** What a view shows of a partnership at a moment, all pages of it; nothing before the partnership began. */
export async function ask(
  client: Client,
  { path, list }: View,
  { partnership, ...moment }: { partnership: string; asOf: string; effective?: string },
): Promise<Answered> {
  const uri = path.replace('{partnership}', partnership);
  const query = { ...moment, ...(list ? { limit: '1000' } : {}) };
  let whole: Page | undefined;
  try {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page: Page = await client.get(uri, { ...query, cursor });
      whole = whole ? joined(whole, page) : page;
      cursor = page.next;
    }
  } catch (error) {
    if (!(error instanceof ProblemAnswer) || error.problem.code !== 'partnership-unknown') throw error;
  }
  if (!whole) return { said: {}, names: {} };
  // Which moment it is, where it goes on, and how figures come about is not what it shows.
  const { names, asOf: _, next: __, counting: ___, ...said } = whole;
  return { said, names };
}

interface Page {
  readonly names: Names;
  readonly next?: string;
  readonly rows?: readonly object[];
  readonly [member: string]: unknown;
}
const joined = (whole: Page, page: Page): Page => ({
  ...whole,
  names: { ...whole.names, ...page.names },
  rows: [...(whole.rows ?? []), ...(page.rows ?? [])],
});
