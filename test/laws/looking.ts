import type { Answer } from '../support/served-book.ts';
import { asks, type Request } from './outsiders.ts';
import { filled } from './query-addresses.ts';
import { pick, type World } from './world.ts';

/** One query of the many: by whom, about what, and in which way. */
export interface Look {
  readonly who: number;
  readonly what: number;
  readonly how: number;
}

/** What answers have given out to go on with, whoever was answered: others try it, too. */
export class Known {
  readonly events: string[] = [];
  private readonly tags: string[] = ['"0"'];
  private readonly instants: string[] = ['2021-01-02T00:00:00Z'];
  /** By what was asked: of another query they are refused. */
  private readonly positions = new Map<string, string[]>();
  private readonly cursors = new Map<string, string[]>();
  private fresh = 'none';

  learn(path: string, { headers, body }: Answer, at: Date): void {
    this.instants.push(at.toISOString());
    const tag = headers.get('etag');
    if (tag !== null) this.tags.push(tag);
    const { asOf, next, freshness, receipts } = (body ?? {}) as {
      asOf?: { position: string };
      next?: string;
      freshness?: string;
      receipts?: { id: string }[];
    };
    if (asOf) put(this.positions, path, asOf.position);
    if (next !== undefined) put(this.cursors, path, next);
    if (freshness !== undefined) this.fresh = freshness;
    for (const { id } of receipts ?? []) this.events.push(id);
  }

  tag(n: number): string {
    return pick(this.tags, n);
  }

  /** In which way something is asked; mostly plainly. */
  request(path: string, how: number): Request {
    const n = Math.floor(how / WAYS.length);
    const { tags, instants, fresh } = this;
    const [positions, cursors] = [this.positions, this.cursors].map((all) => all.get(path) ?? [fresh]);
    const lists = { tags, instants, positions: positions as string[], cursors: cursors as string[] };
    // Spread over all of them: there are more than can be counted with.
    return pick(WAYS, how)(path, (list) => pick(lists[list], n * 37), fresh);
  }
}
const put = (lists: Map<string, string[]>, path: string, one: string): void => {
  const [plain = ''] = path.split('?');
  lists.set(plain, [...(lists.get(plain) ?? []), one]);
};

type List = 'positions' | 'cursors' | 'tags' | 'instants';
type Way = (path: string, one: (list: List) => string, fresh: string) => Request;
const WAYS: readonly Way[] = [
  (path) => asks(path),
  (path) => asks(path),
  (path) => asks(path),
  (path, one) => asks(`${path}?asOf=${one('instants')}`),
  (path, one) => asks(`${path}?asOf=${one('instants')}`),
  (path, one) => asks(`${path}?asOf=${one('instants')}`),
  (path, one) => asks(`${path}?asOf=${one('positions')}`),
  (path, one) => asks(`${path}?asOf=${one('positions')}`),
  (path) => asks(`${path}?limit=2`),
  (path) => asks(`${path}?limit=1`),
  (path, one) => asks(`${path}?cursor=${one('cursors')}`),
  (path, one) => asks(`${path}?effective=${one('instants').slice(0, 10)}`),
  (path, _, fresh) => asks(`${path}?atLeast=${fresh}`),
  (path) => asks(path, { accept: 'text/csv' }),
  (path, one) => asks(path, { 'if-none-match': one('tags') }),
  (path) => ({ method: 'HEAD', path }),
  (path) => ({ method: 'OPTIONS', path }),
];

/** Where the next page is, of an answer that has one. */
export function nextOf(path: string, { body }: Answer): string | undefined {
  const { next, end } = (body ?? {}) as { next?: string; end?: boolean };
  if (next === undefined || end === true) return undefined;
  const url = new URL(path, 'http://here');
  url.searchParams.set(url.pathname === '/v1/events' ? 'after' : 'cursor', next);
  return url.pathname + url.search;
}

/** What is asked about: half of the time disclosures, and where they might show; undefined where nothing is there yet. */
export function pathOf(world: World, what: number, { templates, events }: Asked): string | undefined {
  const n = Math.floor(what / 4);
  const ids = {
    organisation: pick(world.organisations, n),
    programme: 'A programme',
    ...pick(world.joints, n),
    ...pick(world.commitments, n),
    partnership: pick(world.partnerships, n),
  };
  const base = `/v1/partnerships/${ids.partnership}`;
  const near = [
    `${base}/disclosures`,
    `${base}/focal-points`,
    `${base}/timeline`,
    `${base}/history`,
    '/v1/events',
    `${base}/events.atom`,
    `/v1/stored-events/${pick(events, n)}`,
  ];
  if (what % 4 === 3) return pick(near, n);
  const template = what % 4 === 2 ? pick(templates, n) : SHOW;
  const path = filled(template, template === SHOW ? { ...pick(world.disclosures, n) } : ids);
  return path.includes('{') ? undefined : path;
}
interface Asked {
  readonly templates: readonly string[];
  readonly events: readonly string[];
}
export const SHOW = '/v1/partnerships/{partnership}/disclosures/{disclosure}';
