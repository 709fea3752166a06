import type { ComponentChildren } from 'preact';
import { useReader } from '../reader.tsx';

export interface Column<R> {
  readonly head: string;
  readonly cell: (row: R) => ComponentChildren;
  /** What the API sorts by, where it can be sorted; with `-` before it, the other way round comes first. */
  readonly sort?: string;
  /** The cell names the row. */
  readonly names?: boolean;
  readonly align?: 'end';
}
interface TableProps<R> {
  readonly caption: string;
  /** What tells it from another with the same caption on a page. */
  readonly of?: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  /** As the API says it: a column, or `-` and a column. */
  readonly sorted?: string;
  readonly onSort?: (sort: string) => void;
  /** Where the screen is narrow, each row becomes a card, its cells one below the other, with their heads. */
  readonly stacks?: boolean;
}

const otherWay = (sort: string): string => (sort.startsWith('-') ? sort.slice(1) : `-${sort}`);

function Head<R>({
  column,
  sorted,
  onSort,
}: Pick<TableProps<R>, 'sorted' | 'onSort'> & { column: Column<R> }) {
  const { texts } = useReader().words;
  const { head, sort, align } = column;
  if (sort === undefined || !onSort)
    return (
      <th scope="col" role="columnheader" class={align}>
        {head}
      </th>
    );
  const isSorted = sorted === sort || sorted === otherWay(sort);
  const order = !isSorted ? 'none' : sorted?.startsWith('-') ? 'descending' : 'ascending';
  return (
    <th scope="col" role="columnheader" class={align} aria-sort={order}>
      <button type="button" onClick={() => onSort(sorted === sort ? otherWay(sort) : sort)}>
        {head}
        <span aria-hidden="true">{{ none: ' ↕', descending: ' ↓', ascending: ' ↑' }[order]}</span>
        <span class="aside">{texts.table.sortBy}</span>
      </button>
    </th>
  );
}

/** A row; its roles are said, for where it is shown as a card it is no row to browsers any more. */
function Line<R>({ row, columns }: { row: R; columns: readonly Column<R>[] }) {
  return (
    <tr role="row">
      {columns.map(({ head, cell, names, align }) =>
        names ? (
          <th key={head} scope="row" role="rowheader" data-head={head}>
            {cell(row)}
          </th>
        ) : (
          <td key={head} role="cell" class={align} data-head={head}>
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** A table that scrolls by itself where the screen is narrow, also by keyboard. */
export function Table<R>({ caption, of, columns, rows, keyOf, sorted, onSort, stacks }: TableProps<R>) {
  const { texts } = useReader().words;
  if (rows.length === 0) return <p class="state empty">{texts.states.empty}</p>;
  return (
    <div
      class="scrolls"
      role="region"
      aria-label={of === undefined ? caption : `${caption}: ${of}`}
      tabIndex={0}
    >
      <table role="table" class={stacks ? 'stacks' : undefined}>
        <caption>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head key={column.head} column={column} sorted={sorted} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Line key={keyOf(row)} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
