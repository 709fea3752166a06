/** A cell: a decimal in a text is a number, too. */
export type Cell = string | number | undefined;

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/;
/** With what spreadsheets know a formula to begin, in wide letters, too. */
const SIGN = /[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const FORMULA = new RegExp(`^[\\s"]*(?=${SIGN.source})`);
/** Where a cell begins for who expects another separator than the comma, and so looks at no quotes of ours. */
const SEPARATOR = /([;\t\r\n])/;

/** What a spreadsheet would run is told to be text by an apostrophe, wherever a cell may begin; a number stays one. */
function defused(text: string): string {
  if (!SIGN.test(text)) return text;
  const parts = text.split(SEPARATOR);
  return parts.map((part) => (NUMBER.test(part) ? part : part.replace(FORMULA, "$&'"))).join('');
}

function written(cell: Cell): string {
  const text = typeof cell === 'string' ? defused(cell) : String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of comma separated values (RFC 4180) that no spreadsheet takes for formulas. */
export const linesOf = (lines: readonly (readonly Cell[])[]): string =>
  lines.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');

/** By it spreadsheets know that a file is UTF-8 (its byte order mark). */
export const UTF_8_MARK = '\ufeff';
