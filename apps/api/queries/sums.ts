import { ACROSS, type Across, type LedgerTotals, type RowSums } from '#commitment';
import { ledgerOf, type Filters } from './ledger-filters.ts';

/** What a query filters by itself, of what sets of rows are told apart by. */
type Asked = Partial<Pick<Filters, 'status' | 'promise' | 'voice' | 'organisation'>>;

/** A set of rows, narrowed down to those of the query, in the ledger's filters; undefined where there can be none. */
function filtersOf(name: Across, asked: Asked): Filters | undefined {
  const set: { readonly [by in 'status' | 'promise' | 'voice']?: readonly string[] } = ACROSS[name];
  const status = (set.status ?? []).filter((one) => asked.status?.includes(one) ?? true);
  const [promise] = set.promise ?? [];
  const [voice] = set.voice ?? [];
  const differs = (own: string | undefined, other: string | undefined) =>
    own !== undefined && other !== undefined && own !== other;
  if (status.length === 0 || differs(promise, asked.promise) || differs(voice, asked.voice)) return undefined;
  return { status, promise, voice };
}

/** `ledger`: missing where the query itself leaves none of these rows. */
type MaybeListed<S> = S & { readonly ledger?: string };

/**
 * Groups, and sets of rows across them, each with the ledger that lists exactly its rows.
 *
 * @param path of the books
 * @param asked what the query filters by
 */
export function withLedgers(
  { groups, across }: Pick<LedgerTotals, 'groups' | 'across'>,
  path: string,
  asked: Asked,
) {
  const ledgerBy = (filters: Filters) => ledgerOf(path, filters, { ...asked, status: undefined });
  const sets = Object.entries(across).map(([name, sums]): [string, MaybeListed<RowSums>] => {
    const filters = filtersOf(name as Across, asked);
    return [name, filters ? { ...sums, ledger: ledgerBy(filters) } : sums];
  });
  return {
    groups: groups.map((group) => {
      const { promise, status, voice } = group;
      return { ...group, ledger: ledgerBy({ promise, status: [status], voice }) };
    }),
    across: Object.fromEntries(sets) as Record<Across, MaybeListed<RowSums>>,
  };
}
