import fc from 'fast-check';
import { decimal } from '#kernel';
import { cmtId, ptnId } from '#specification';
import type { Link, Links } from '../containment.ts';
import { Figure } from './figure.ts';
import { Containment } from './walk.ts';

/*
 * The rule, counted again as the blueprint says it: "A row adds nothing to a figure if the walk up from it meets another
 * row of S that adds a non-zero amount to that figure. The walk follows contained links, through rows of any status, in S
 * or not; from a superseded row also to its successor." Of a circle the link that was said last is ignored.
 */
const SIZE = 7;
const idOf = (i: number) => cmtId(`row${i}`);

/** Row `from` says of row `to`, at a place in the book, that it contains its promise, its payments, or took its place. */
interface Said {
  readonly from: number;
  readonly to: number;
  readonly promise: boolean;
  readonly payments: boolean;
  readonly isSuccessor: boolean;
}
interface Row {
  readonly promised: string;
  readonly paid: string;
  readonly currency: string;
  readonly isAsked: boolean;
}
type Way = Pick<Said, 'from' | 'to'>;

function meets(ways: readonly Way[], from: number, found = new Set<number>()): Set<number> {
  for (const way of ways)
    if (way.from === from && !found.has(way.to)) {
      found.add(way.to);
      meets(ways, way.to, found);
    }
  return found;
}
const withoutLastOfCircles = <W extends Way>(ways: readonly W[]): W[] =>
  ways.reduce<W[]>((kept, way) => (meets(kept, way.to).has(way.from) ? kept : [...kept, way]), []);

/** What the rows asked for come to in a currency, and how a row's walk begins: payments do not leave a row with its promise. */
function recount(rows: readonly Row[], said: readonly Said[], { of, currency }: Asked): string {
  const follows = (one: Said) => one.isSuccessor || (of === 'promised' ? one.promise : one.payments);
  const ways = withoutLastOfCircles(said.filter(follows));
  const first = of === 'promised' ? ways : ways.filter(({ isSuccessor }) => !isSuccessor);
  const walk = (row: number): number[] =>
    first.filter(({ from }) => from === row).flatMap(({ to }) => [to, ...meets(ways, to)]);
  const amountOf = (i: number): string => {
    const row = rows[i] as Row;
    return row.isAsked && row.currency === currency ? row[of] : '0';
  };
  const adds = (row: number): boolean =>
    decimal.compare(amountOf(row), '0') !== 0 && !walk(row).some((other) => other !== row && adds(other));
  return decimal.sum(rows.flatMap((_, i) => (adds(i) ? [amountOf(i)] : [])));
}
interface Asked {
  readonly of: 'promised' | 'paid';
  readonly currency: string;
}

function containmentOf(said: readonly Said[]): Containment {
  const links = rowNumbers.map((from): Links => {
    const linkTo = (holds: (one: Said) => boolean): Link | undefined => {
      const i = said.findIndex((one) => one.from === from && holds(one));
      const to = said[i]?.to;
      return to === undefined
        ? undefined
        : { partnership: ptnId('one'), commitment: idOf(to), said: String(i).padStart(3, '0') };
    };
    return {
      commitment: idOf(from),
      promise: linkTo(({ isSuccessor, promise }) => !isSuccessor && promise),
      payments: linkTo(({ isSuccessor, payments }) => !isSuccessor && payments),
      successor: linkTo(({ isSuccessor }) => isSuccessor),
    };
  });
  return new Containment(links);
}
const rowNumbers = Array.from({ length: SIZE }, (_, i) => i);

function told(rows: readonly Row[], { promises, payments }: Containment, { of, currency }: Asked): string {
  const figure = new Figure(of === 'promised' ? promises : payments);
  for (const [i, row] of rows.entries())
    if (row.isAsked) figure.add(idOf(i), { amount: row[of], currency: row.currency });
  return figure.told.sums.find((sum) => sum.currency === currency)?.amount ?? '0';
}

const amount = fc.constantFrom('0', '1', '10.5', '300', '1000');
const row = fc.record<Row>({
  promised: amount,
  paid: amount,
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  isAsked: fc.boolean(),
});
const anyRows = fc.array(row, { minLength: SIZE, maxLength: SIZE });
/** One part link and one successor a row, as the book has them; said in any order. */
const anyLinks = fc
  .array(
    fc.record<Said>({
      from: fc.nat(SIZE - 1),
      to: fc.nat(SIZE - 1),
      promise: fc.boolean(),
      payments: fc.boolean(),
      isSuccessor: fc.boolean(),
    }),
    { maxLength: 2 * SIZE },
  )
  .map((links) => {
    const once = new Map(links.map((one) => [`${one.from} ${one.isSuccessor}`, one]));
    return [...once.values()].filter(({ from, to }) => from !== to);
  });
const isTree = (said: readonly Said[]) =>
  said.every(({ from, to, isSuccessor }) => to < from && !isSuccessor);

describe('a figure is what the rule says', () => {
  const holds = (rows: readonly Row[], said: readonly Said[]) => {
    const containment = containmentOf(said);
    for (const measure of ['promised', 'paid'] as const)
      for (const currency of ['USD', 'EUR']) {
        const asked = { of: measure, currency };
        expect(told(rows, containment, asked)).toBe(recount(rows, said, asked));
      }
  };

  it('of any rows, of random trees of parts', () => {
    const trees = anyLinks.map((links) =>
      links
        .filter(({ isSuccessor }) => !isSuccessor)
        .map((one) => ({ ...one, from: Math.max(one.from, one.to), to: Math.min(one.from, one.to) })),
    );
    const one = trees.map((links) => [...new Map(links.map((link) => [link.from, link])).values()]);
    fc.assert(
      fc.property(anyRows, one, (rows, said) => {
        fc.pre(isTree(said));
        holds(rows, said);
      }),
      { numRuns: 200 },
    );
  });

  it('of any rows, whatever replaces what, and in circles of old books', () => {
    fc.assert(fc.property(anyRows, anyLinks, holds), { numRuns: 300 });
  });

  it('in whatever order its rows are added, and the links of others with it', () => {
    fc.assert(
      fc.property(anyRows, anyLinks, fc.infiniteStream(fc.nat()), (rows, said, order) => {
        const containment = containmentOf(said);
        const shuffled = [...rows.entries()]
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const sums = (list: Iterable<[number, Row]>) => {
          const figure = new Figure(containment.promises);
          for (const [i, { promised, currency }] of list) figure.add(idOf(i), { amount: promised, currency });
          return figure.told;
        };
        expect(sums(shuffled)).toEqual(sums(rows.entries()));
      }),
    );
  });
});
