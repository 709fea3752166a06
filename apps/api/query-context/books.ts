import { idPattern, refuse, Refused } from '#kernel';
import {
  foldedName,
  overview,
  programmes,
  rhythmsAt,
  rhythmsOf,
  type Overview,
  type OverviewDoc,
  type ProgrammeEntry,
} from '#partnership';
import { ledger, type Rhythms } from '#commitment';
import type { Where } from '#projection';
import { partnershipIn } from './snapshots.ts';
import type { Snapshot, Within } from './snapshot.ts';
import { has, is } from './where.ts';

/** The books that a query is asked of: one, or all those of a programme. */
export interface Books {
  /** Where its queries are asked. */
  readonly path: string;
  /** How each of them reads, by id. */
  readonly overviews: readonly Overview[];
  /** Which rows are of these books, of any view that has the column `partnership`. */
  readonly where: Where;
  readonly within: Within;
}

/** Where queries are asked of one book. */
export const pathOf = (partnership: string): string => `/v1/partnerships/${partnership}`;

/** One book. */
export async function bookIn(snapshot: Snapshot, partnership: string): Promise<Books> {
  return {
    path: pathOf(partnership),
    overviews: [await partnershipIn(snapshot, partnership)],
    where: { column: 'partnership', op: 'eq', value: partnership },
    within: { category: partnership },
  };
}

/** Every partnership that matches and had been convened by that day, in the order of their ids. */
export async function overviewsIn(snapshot: Snapshot, where: Where = { all: [] }): Promise<Overview[]> {
  const found: Overview[] = [];
  for await (const one of snapshot.each(overview, where)) if (one.convenedOn !== '') found.push(one);
  return found.sort((a, b) => (a.partnership < b.partnership ? -1 : 1));
}

const OF_PROGRAMMES = { category: 'programme' };
/** A programme that is registered at that moment, by its id or its name. */
export async function programmeIn(snapshot: Snapshot, asked: string): Promise<ProgrammeEntry | undefined> {
  if (idPattern('prg').test(asked)) return snapshot.get(programmes, asked, OF_PROGRAMMES);
  const where: Where = { column: 'foldedName', op: 'eq', value: foldedName(asked) };
  for await (const one of snapshot.each(programmes, where, OF_PROGRAMMES)) return one;
  return undefined;
}

/** Every programme that is registered at that moment. */
export async function programmesIn(snapshot: Snapshot): Promise<ProgrammeEntry[]> {
  const found: ProgrammeEntry[] = [];
  for await (const one of snapshot.each(programmes, { all: [] }, OF_PROGRAMMES)) found.push(one);
  return found;
}

/** Partnerships that say a name or ask for a programme, whether it has admitted them or not. */
export const asking = (snapshot: Snapshot, programme: string): Promise<Overview[]> =>
  overviewsIn(snapshot, is('programme', programme));

/**
 * The books that a programme has admitted. Those that only say its name are none of them; a name that nobody registered has
 * none. As of another moment, all books are folded to find them.
 */
export async function booksOfProgramme(snapshot: Snapshot, asked: string): Promise<Books> {
  const registered = await programmeIn(snapshot, asked);
  if (!registered && (await asking(snapshot, asked)).length === 0)
    throw new Refused(
      refuse(
        'programme-unknown',
        'No such programme is registered, and no partnership names it, at that moment: /v1/programmes lists them.',
        { field: 'programme' },
      ),
    );
  const overviews = registered ? await overviewsIn(snapshot, is('belongsTo', registered.id)) : [];
  const value = overviews.map(({ partnership }) => partnership);
  return {
    path: `/v1/programmes/${encodeURIComponent(asked)}`,
    overviews,
    where: { column: 'partnership', op: 'in', value: value.length > 0 ? value : [''] },
    within: {},
  };
}

/** The books in which organisations promised something or take part. Their rows are read to find them. */
export async function booksOfOrganisations(
  snapshot: Snapshot,
  organisation: string,
  ids: readonly string[],
): Promise<Books> {
  const where: Where = { column: 'organisation', op: 'in', value: ids };
  const joined = await overviewsIn(snapshot, { any: has(ids.map((id) => `participant=${id}`)) });
  const overviews = new Map(joined.map((one) => [one.partnership, one]));
  for await (const { partnership } of snapshot.each(ledger, where)) {
    if (overviews.has(partnership)) continue;
    const found = await snapshot.get(overview, partnership);
    if (found) overviews.set(partnership, found);
  }
  return {
    path: `/v1/organisations/${organisation}`,
    overviews: [...overviews.values()].sort((a, b) => (a.partnership < b.partnership ? -1 : 1)),
    where,
    within: {},
  };
}

export const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
/** What all of these partnerships are for. */
export const scopeOf = (overviews: readonly Overview[]) => ({
  places: distinct(overviews.flatMap(({ scope }) => scope.places)),
  sdgTargets: distinct(overviews.flatMap(({ scope }) => scope.sdgTargets)),
});

/** The reporting rhythms agreed in each book. */
export const rhythmsIn = ({ overviews }: Pick<Books, 'overviews'>): ReadonlyMap<string, Rhythms> =>
  new Map(overviews.map((one) => [one.partnership, rhythmsOf(one)]));

/** Those agreed in each book by an instant: of the documents of that moment, no more than was recorded by then is read. */
export async function rhythmsBefore(
  snapshot: Snapshot,
  { overviews }: Pick<Books, 'overviews'>,
  instant: string,
): Promise<ReadonlyMap<string, Rhythms>> {
  const then = { ...overview, at: (doc: OverviewDoc) => rhythmsAt(doc, instant) };
  const found = new Map<string, Rhythms>();
  for (const { partnership } of overviews)
    found.set(partnership, (await snapshot.get(then, partnership, { category: partnership })) ?? new Map());
  return found;
}
