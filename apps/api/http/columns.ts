import type { AnyQuery } from '#cqrs';
import generated from '../answers.json' with { type: 'json' };

const COLUMNS: Readonly<Record<string, readonly string[]>> = generated.columns;

/**
 * The columns of a query's table, told from the types of its rows (`npm run contracts`), so that they are the same
 * whatever a book holds.
 *
 * @throws Error the query is none that is written down
 */
export function columnsOf({ name }: Pick<AnyQuery, 'name'>): readonly string[] {
  const columns = COLUMNS[name];
  if (!columns) throw new Error(`no columns are told of ${name}: npm run contracts tells them`);
  return columns;
}
