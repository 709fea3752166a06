/**
 * How many decimals a currency has, where it is not two, as ISO 4217 lists them (List One, published by SIX,
 * https://www.six-group.com/en/products-services/financial-information/data-standards.html). Browsers tell what is
 * customary, which is fewer for some: none for COP, of which ISO 4217 lists two.
 */
const OTHER_THAN_TWO = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
} as const;
const DECIMALS: ReadonlyMap<string, number> = new Map(
  Object.entries(OTHER_THAN_TWO).flatMap(([decimals, currencies]) =>
    currencies.split(' ').map((currency) => [currency, Number(decimals)] as const),
  ),
);

/** So many decimals the sums of a currency are written with; two of what is no currency of the list. */
export const decimalsOf = (currency: string): number => DECIMALS.get(currency) ?? 2;
