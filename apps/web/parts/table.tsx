import type { ComponentChildren } from 'preact';
import { useReader } from '../reader.tsx';

export interface Column<R> {
  readonly head: string;
  readonly cell: (row: R) => ComponentChildren;
  /** What the API sorts by, where it can be sorted. */
  readonly sort?: string;
  /** The cell names the row. */
  readonly names?: boolean;
  readonly align?: 'end';
}
interface TableProps<R> {
  readonly caption: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** As the API says it: a column, or `-` and a column. */
  readonly sorted?: string;
  readonly onSort?: (sort: string) => void;
}

function Head<R>({
  column,
  sorted,
  onSort,
}: Pick<TableProps<R>, 'sorted' | 'onSort'> & { column: Column<R> }) {
  const { texts } = useReader().words;
  const { head, sort, align } = column;
  if (sort === undefined || !onSort)
    return (
      <th scope="col" class={align}>
        {head}
      </th>
    );
  const down = sorted === `-${sort}`;
  const order = sorted === sort ? 'ascending' : down ? 'descending' : undefined;
  return (
    <th scope="col" class={align} aria-sort={order ?? 'none'}>
      <button type="button" onClick={() => onSort(sorted === sort ? `-${sort}` : sort)}>
        {head}
        <span aria-hidden="true">{order === undefined ? ' ↕' : down ? ' ↓' : ' ↑'}</span>
        <span class="aside">{texts.table.sortBy}</span>
      </button>
    </th>
  );
}

/** A table that scrolls by itself where the screen is narrow, also by keyboard. */
export function Table<R>({ caption, columns, rows, keyOf, sorted, onSort }: TableProps<R>) {
  const { texts } = useReader().words;
  if (rows.length === 0) return <p class="state empty">{texts.states.empty}</p>;
  return (
    <div class="scrolls" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.head} column={column} sorted={sorted} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, names, align }) =>
                names ? (
                  <th key={head} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head} class={align}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
