import { saying } from '../../address.ts';
import type { Texts } from '../../texts/index.ts';

/** What the ledger can be told apart by, as the API and the address name it. */
export type Filter = keyof Texts['ledger']['filters']['labels'];
export type Sort = keyof Texts['ledger']['filters']['sorts'];
const FILTERS = [
  'organisation',
  'place',
  'theme',
  'goal',
  'sdg',
  'kind',
  'promise',
  'status',
  'delivery',
  'staleness',
  'observed',
  'voice',
  'currency',
  'disbursed',
  'spent',
  'unstated',
  'overdue',
  'lateMilestones',
  'contained',
  'transferred',
  'joint',
  'tag',
] as const satisfies readonly Filter[];

/** One value that was chosen. */
export interface Chosen {
  readonly filter: Filter;
  readonly value: string;
}

export const chosenIn = (query: URLSearchParams): Chosen[] =>
  FILTERS.flatMap((filter) => query.getAll(filter).map((value) => ({ filter, value })));

export const withoutOne = (query: URLSearchParams, { filter, value }: Chosen): URLSearchParams =>
  saying(query, { [filter]: query.getAll(filter).filter((one) => one !== value) });
export const withoutAll = (query: URLSearchParams): URLSearchParams =>
  saying(query, Object.fromEntries(FILTERS.map((filter) => [filter, undefined])));

/** The query to a ledger that an address asks. */
export function queryAddressOf(path: string, query: URLSearchParams): string {
  const asked = new URLSearchParams(chosenIn(query).map(({ filter, value }) => [filter, value]));
  const sort = query.get('sort');
  if (sort !== null) asked.set('sort', sort);
  return asked.size === 0 ? path : `${path}?${asked}`;
}
