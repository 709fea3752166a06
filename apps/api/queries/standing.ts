import { ledger, ENDED, KEPT } from '#commitment';
import { type Books } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { listedIn, takingPart } from '../query-context/succession.ts';
import { ledgerOf, whereOf, type Filters } from './ledger-filters.ts';

class ShowStanding extends OfMoment {}

/** How promises stand, in the words of the ledger's filters. */
const STANDING = {
  open: { status: ['open', 'suspended'] },
  ahead: { delivery: ['ahead'] },
  running: { delivery: ['running'] },
  // Of a record that nobody confirmed it counts against nobody.
  over: { delivery: ['over'], voice: 'self-reported' },
  undated: { delivery: ['undated'] },
  'not-due': { staleness: 'not-due' },
  current: { staleness: 'current' },
  late: { staleness: 'late' },
  silent: { staleness: 'silent' },
  ended: { status: [...KEPT, ...ENDED] },
} as const satisfies Readonly<Record<string, { readonly [filter in keyof Filters]?: unknown }>>;
const PROMISES = ['pledge', 'commitment'] as const;

/**
 * How many pledges and commitments of some books stand in each way, each with the ledger that lists them; one promise is
 * counted in several.
 */
export async function promisesIn(snapshot: Snapshot, books: Books) {
  const ways = Object.entries(STANDING) as [string, Filters][];
  const counts = await snapshot.countBy(
    ledger,
    ways.map(([, filters]) => ({ column: 'promise', where: whereOf(filters, books, snapshot.date) })),
    books.within,
  );
  return ways.map(([standing, filters], i) => {
    const of = (promise: (typeof PROMISES)[number]) => ({
      rows: counts[i]?.get(promise) ?? 0,
      ledger: ledgerOf(books.path, { ...filters, promise }),
    });
    return { standing, pledges: of('pledge'), commitments: of('commitment') };
  });
}

/**
 * Which participants, and how many, are of which type of organisation; `unsaid` where the directory says none. One that
 * ended is one with whoever goes on in its place.
 */
async function participantsOf(snapshot: Snapshot, { overviews }: Books) {
  const byLine = await takingPart(snapshot, overviews);
  const byType = new Map<string, string[]>();
  for (const id of [...byLine.keys()].sort()) {
    const type = (await listedIn(snapshot, id))?.type ?? 'unsaid';
    byType.set(type, [...(byType.get(type) ?? []), id]);
  }
  return [...byType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, who]) => {
      const formerly = who.flatMap((one) => byLine.get(one) ?? []).filter((one) => !who.includes(one));
      return { type, organisations: who.length, who, ...(formerly.length > 0 ? { formerly } : {}) };
    });
}

export const showStanding = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowStanding',
    path: '/standing',
    summary:
      'In a few numbers: who takes part, by type of organisation, and how many pledges and commitments are open, ahead, running, over, reported in time, late, silent or ended.',
    input: ShowStanding,
    reads: 'rows',
    views: [ledger],
    answer: async (_, snapshot, books) => ({
      participants: await participantsOf(snapshot, books),
      promises: await promisesIn(snapshot, books),
    }),
    rows: ({ promises }) =>
      promises.map(({ standing, pledges, commitments }) => ({
        standing,
        pledges: pledges.rows,
        commitments: commitments.rows,
      })),
  });
