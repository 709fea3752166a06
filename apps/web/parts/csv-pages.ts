/** The records of a text of comma separated values (RFC 4180), each cell as it is written, quotes and all. */
function* recordsIn(text: string): Generator<string[]> {
  let cells: string[] = [];
  for (const [, cell = '', end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    if (end === '' && cell === '' && cells.length === 0) return;
    cells.push(cell);
    if (end === ',') continue;
    yield cells;
    cells = [];
  }
}

/** Lines end as RFC 4180 says. */
const END = '\r\n';

const headOf = (page: string): string[] => recordsIn(page).next().value ?? [];

/**
 * Pages of one list as one table. A page has the columns that its rows need, so that pages may differ in them: every cell
 * goes under its own head.
 */
export function tableOf(pages: readonly string[]): string {
  const heads = [...new Set(pages.flatMap(headOf))];
  const lines = [heads];
  for (const page of pages) {
    const [its = [], ...records] = recordsIn(page);
    const places = heads.map((head) => its.indexOf(head));
    for (const record of records) lines.push(places.map((place) => record[place] ?? ''));
  }
  return lines.map((cells) => `${cells.join(',')}${END}`).join('');
}

/** A row, by its heads. */
export type Cells = Readonly<Record<string, string | number | undefined>>;

/** A text that a spreadsheet would take for a formula is told to be a text; a number is none. */
const written = (cell: string | number | undefined): string => {
  const given = String(cell ?? '');
  const text = /^-?\d+(\.\d+)?$/.test(given) ? given : given.replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows that are here already, as comma separated values (RFC 4180). */
export function csvOf(rows: readonly Cells[]): string {
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [heads, ...rows.map((row) => heads.map((head) => row[head]))];
  return lines.map((cells) => `${cells.map(written).join(',')}${END}`).join('');
}
