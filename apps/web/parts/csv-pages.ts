/** Pages of one list as one table: all have the columns that its question has (`apps/api`), named by their first line. */
export const tableOf = ([first = '', ...others]: readonly string[]): string =>
  [first, ...others.map((page) => page.slice(page.indexOf('\n') + 1))].join('');
