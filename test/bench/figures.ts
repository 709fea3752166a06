import Table from 'cli-table3';

/** One measured value beside what it was measured against. */
export interface Figure {
  readonly bench: string;
  readonly what: string;
  readonly value: number;
  /** `x`: a ratio; else of what the value is a count. */
  readonly unit: string;
  /** What the blueprint asks for, where it does. */
  readonly bar?: string;
  /** The peer or the bare limit of the same run. */
  readonly beside: string;
}

const digits = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value < 0.1 ? 2 : 3);

export const perSecond = (rate: number): string => `${digits(rate)}/s`;

/** Figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const table = new Table({
    head: ['bench', 'what', 'value', 'bar', 'beside'],
    style: { head: [], border: [] },
    colWidths: [10, 44, 12, 9, 62],
    wordWrap: true,
  });
  for (const { bench, what, value, unit, bar = '', beside } of figures)
    table.push([bench, what, unit === 'x' ? digits(value) : `${digits(value)} ${unit}`, bar, beside]);
  return table.toString();
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Measures two things in turn, each first as often as the other, so that a busy machine harms both alike. */
export async function inPairs<A, B>(
  count: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<{ one: A; other: B }[]> {
  const pairs: { one: A; other: B }[] = [];
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) {
      const first = await one();
      pairs.push({ one: first, other: await other() });
    } else {
      const first = await other();
      pairs.push({ one: await one(), other: first });
    }
  }
  return pairs;
}

/** The median of the pairs' ratios. */
export const ratioOf = (pairs: readonly { one: number; other: number }[]): number =>
  median(pairs.map(({ one, other }) => one / other));
