import type { ReaderAccess } from '#partnership';
import type { Where } from '#projection';

/** Those filters that were given, together. */
export const all = (...wheres: readonly (Where | undefined)[]): Where => ({
  all: wheres.filter((where) => where !== undefined),
});
export const is = (column: string, value: string | undefined): Where | undefined =>
  value === undefined ? undefined : { column, op: 'eq', value };
/** Each of these columns is what is asked for, where something is. */
export const are = (asked: Readonly<Record<string, string | undefined>>): (Where | undefined)[] =>
  Object.entries(asked).map(([column, value]) => is(column, value));
/** The terms of a column hold what is asked for, where something is. */
export const holds = (column: string, value: string | undefined): Where | undefined =>
  value === undefined ? undefined : { column, op: 'has', value };
export const has = (terms: readonly string[]): Where[] =>
  terms.map((value) => ({ column: 'tags', op: 'has', value }));
/** Each of these tags is what is asked for, where something is. */
export const tagged = (asked: Readonly<Record<string, string | undefined>>): Where[] =>
  has(Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])));
/** What somebody may see of a book, by columns that tell what is public, and of which meeting it is. */
export const seenBy = ({ inside, attended }: ReaderAccess): Where | undefined =>
  inside
    ? undefined
    : {
        any: [
          { column: 'public', op: 'eq', value: 1 },
          ...(attended.size === 0 ? [] : [{ column: 'meeting', op: 'in', value: [...attended] } as const]),
        ],
      };
