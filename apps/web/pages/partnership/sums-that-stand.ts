import type { Totals } from '#commitment';
import * as decimal from '../../../../libs/kernel/decimal.ts';
import type { Amount } from '../../words.ts';

/** What is told apart when promises are added up. */
export type Kind = 'commitments' | 'pledges' | 'attributed' | 'ended';
export type Group = Pick<
  Totals,
  'promise' | 'status' | 'voice' | 'rows' | 'promised' | 'disbursed' | 'spent'
>;

/** Open, suspended or fulfilled, as everywhere in the book. */
export const STANDS: ReadonlySet<string> = new Set(['open', 'suspended', 'fulfilled']);

export function kindOf({ status, voice, promise }: Group): Kind {
  if (!STANDS.has(status)) return 'ended';
  if (voice === 'attributed') return 'attributed';
  return promise === 'pledge' ? 'pledges' : 'commitments';
}

/** How much of some sums is in a currency; sums are never converted. */
export const amountOf = (sums: Iterable<readonly Amount[]>, currency: string): string =>
  decimal.sum(
    [...sums].flatMap((list) => list.flatMap((one) => (one.currency === currency ? one.amount : []))),
  );

export const currenciesOf = (groups: readonly Group[]): string[] =>
  [
    ...new Set(
      groups.flatMap(({ promised, disbursed, spent }) =>
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
}
const KINDS: readonly Kind[] = ['commitments', 'pledges', 'attributed', 'ended'];

/** What groups of promises come to, kind by kind; a kind without money is left out. */
export function sumsByKind(groups: readonly Group[]): SumsOfKind[] {
  return KINDS.flatMap((kind) => {
    const own = groups.filter((group) => kindOf(group) === kind);
    const sumOf = (of: 'promised' | 'disbursed' | 'spent', currency: string) =>
      amountOf(
        own.map((group) => group[of]),
        currency,
      );
    const sums = currenciesOf(own).map((currency) => ({
      currency,
      promised: sumOf('promised', currency),
      disbursed: sumOf('disbursed', currency),
      spent: sumOf('spent', currency),
    }));
    return sums.length === 0 ? [] : [{ kind, rows: own.reduce((sum, { rows }) => sum + rows, 0), sums }];
  });
}
