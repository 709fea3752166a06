import type { Across as SetOfRows, RowSums } from '#commitment';

type Sums = Pick<RowSums, 'rows' | 'contained' | 'promised' | 'disbursed' | 'spent' | 'returned'>;
/**
 * What sets of promises come to, as the book adds them up. Nothing of it is added up here: a part and what contains it
 * may stand in two of them.
 */
export type Across = Readonly<Record<SetOfRows, Sums>>;

/** What is told apart when promises are added up. */
export type Kind = 'commitments' | 'pledges' | 'attributed' | 'ended';
export const KINDS: readonly Kind[] = ['commitments', 'pledges', 'attributed', 'ended'];

/** How much is in a currency; sums are never converted. */
export const amountOf = (sums: Sums['promised'], currency: string): string =>
  sums.find((one) => one.currency === currency)?.amount ?? '0';

/** In which currencies anything is promised, paid or spent. */
export const currenciesOf = (...sums: readonly Sums[]): string[] =>
  [
    ...new Set(
      sums.flatMap(({ promised, disbursed, spent }) =>
        [...promised, ...disbursed, ...spent].map(({ currency }) => currency),
      ),
    ),
  ].sort();

/** What promises of one kind come to in one currency. */
export interface SumsIn {
  readonly currency: string;
  readonly promised: string;
  readonly disbursed: string;
  readonly spent: string;
}
/** So many promises of one kind, whatever their currency, and what they come to in each. */
export interface SumsOfKind {
  readonly kind: Kind;
  readonly rows: number;
  readonly sums: readonly SumsIn[];
  /** What came back of what was paid and spent, where anything did. */
  readonly returned?: RowSums['returned'];
}

/** What promises come to, kind by kind; a kind without money is left out. */
export function sumsByKind(across: Across): SumsOfKind[] {
  return KINDS.flatMap((kind) => {
    const { rows, promised, disbursed, spent, returned } = across[kind];
    const sums = currenciesOf(across[kind]).map((currency) => ({
      currency,
      promised: amountOf(promised, currency),
      disbursed: amountOf(disbursed, currency),
      spent: amountOf(spent, currency),
    }));
    return sums.length === 0 ? [] : [{ kind, rows, sums, ...(returned ? { returned } : {}) }];
  });
}
