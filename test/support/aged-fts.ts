import type { FtsFile } from '#interchange';

// oxlint-disable-next-line typescript/no-explicit-any -- a row as FTS writes it
export type Row = any;
/** Days on which the source changed what it had. */
export const CHANGED = { first: '2021-05-20', second: '2021-06-15', last: '2021-07-15' } as const;

interface Change {
  /** Which row of the last version it is about. */
  readonly of: (row: Row) => boolean;
  /** How it was in the first version and in the second; undefined: not there. None said: as in the last. */
  readonly first?: (row: Row) => Row | undefined;
  readonly second?: (row: Row) => Row | undefined;
}

const single = (row: Row): boolean => row.boundary === 'incoming' && row.onBoundary === 'single';
const valued = (status: string) => (row: Row) =>
  row.status === status &&
  single(row) &&
  row.amountUSD > 1000 &&
  row.originalAmount === undefined &&
  row.parentFlowId === null;
const paid = valued('paid');
const times = (factor: number) => (row: Row) => ({ ...row, amountUSD: row.amountUSD * factor });
const older = (change: (row: Row) => Row) => (row: Row) => ({
  ...change(row),
  versionId: row.versionId - 1,
});
const status = (one: string) => (row: Row) => ({ ...row, status: one });
const adding = (side: string, part: object) => (row: Row) => ({ ...row, [side]: [...row[side], part] });
const organisation = (id: string, name: string) => ({ type: 'Organization', id, name, behavior: 'single' });
const isOrganisation = ({ type }: { type: string }) => type === 'Organization';
const dayBefore = (day: string) =>
  new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 19) + 'Z';

/** Every way in which a source changes what it has, by name; in the last version each is as the file has it. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'raised under the same version': { of: paid, first: times(2) },
  'raised by a newer version': { of: (row) => paid(row) && row.versionId > 1, first: older(times(3)) },
  'raised, and back again': { of: paid, second: times(2) },
  'paid, and then not': { of: valued('commitment'), first: status('paid') },
  'not paid, and then paid': { of: paid, first: status('commitment') },
  'paid, not paid, paid again': { of: paid, second: status('commitment') },
  'committed, and then a pledge': { of: (row) => row.status === 'pledge', first: status('commitment') },
  'a pledge, and then committed': { of: valued('commitment'), first: status('pledge') },
  'a place less': {
    of: paid,
    first: adding('destinationObjects', { type: 'Location', id: '106', name: 'Iraq', behavior: 'shared' }),
  },
  'an organisation less': {
    of: paid,
    first: adding('sourceObjects', organisation('99001', 'A second donor')),
  },
  'no cluster any more': {
    of: (row) => paid(row) && !row.destinationObjects.some(({ type }: Row) => type === 'GlobalCluster'),
    first: adding('destinationObjects', {
      type: 'GlobalCluster',
      id: '7',
      name: 'Health',
      behavior: 'single',
    }),
  },
  'of another organisation': {
    of: (row) => paid(row) && row.sourceObjects.filter(isOrganisation).length === 1,
    first: (row) => ({
      ...row,
      sourceObjects: row.sourceObjects.map((part: Row) =>
        isOrganisation(part) ? organisation('99002', 'Another donor') : part,
      ),
    }),
  },
  'paid on another day': {
    of: (row) => paid(row) && row.decisionDate && row.decisionDate < row.date,
    first: (row) => ({ ...row, date: row.decisionDate }),
  },
  'decided on another day': {
    of: (row) => paid(row) && row.decisionDate && row.decisionDate <= row.date,
    first: (row) => ({ ...row, decisionDate: dayBefore(row.decisionDate) }),
  },
  'an amount that was not given': {
    of: (row) =>
      row.status === 'paid' && single(row) && row.originalAmount > 0 && row.originalCurrency === 'EUR',
    first: (row) => ({ ...row, originalAmount: 0 }),
  },
  'gone, and there again': { of: paid, second: () => undefined },
  'not there at first': { of: paid, first: () => undefined },
};

/** Which row each change is about, by its name: no two are of one row. */
export function rowsOf(rows: readonly Row[]): Readonly<Record<string, Row>> {
  const taken = new Set<string>();
  return Object.fromEntries(
    Object.entries(CHANGES).map(([name, { of }]) => {
      const found = rows.find((row) => !taken.has(row.id) && of(row));
      if (!found) throw new Error(`no row for "${name}"`);
      taken.add(found.id);
      return [name, found];
    }),
  );
}

/** A row that the last version has no more. */
export const GONE = '999001';

/** Three versions of one search, in their order: the last is as the files have it, but for when its rows were changed. */
export function agedFts(files: readonly FtsFile[]): readonly (readonly FtsFile[])[] {
  const pages = files.map(({ name, text }) => ({ name, answer: JSON.parse(text) }));
  const all: Row[] = pages.flatMap(({ answer }) => answer.data.flows);
  const changed = new Map(Object.entries(rowsOf(all)).map(([name, { id }]) => [id, CHANGES[name]]));
  const gone = { ...all.find(paid), id: GONE };
  const version = (which: 'first' | 'second' | 'last'): FtsFile[] => {
    const aged = (row: Row): Row[] => {
      const change = changed.get(row.id);
      if (!change) return [row];
      const at = which === 'last' || change[which] ? which : 'last';
      const was = at === 'last' ? row : change[at]?.(row);
      // What changed last: a version that is as the last stands since the second.
      const since = CHANGED[which === 'second' && at === 'last' ? 'second' : which];
      return was === undefined ? [] : [{ ...was, updatedAt: `${since}T00:00:00Z` }];
    };
    const versions = pages.map(({ answer }) => answer.data.flows.flatMap(aged) as Row[]);
    if (which !== 'last') versions[0]?.push(gone);
    const count = versions.flat().length;
    return pages.map(({ name, answer }, i) => ({
      name,
      text: JSON.stringify({
        ...answer,
        data: { ...answer.data, flows: versions[i] },
        meta: { ...answer.meta, count },
      }),
    }));
  };
  return [version('first'), version('second'), version('last')];
}
