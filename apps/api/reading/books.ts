import { defineQuery, type AnyQuery, type Asker } from '#cqrs';
import { refuse, Refused, type AnyProjection } from '#kernel';
import { overview, rhythmsOf, type Overview } from '#partnership';
import { ledger, type Rhythms } from '#commitment';
import type { Where } from '#projection';
import { IsIdOf, IsText } from '#vocabulary';
import type { Means } from './means.ts';
import type { OfMoment } from './moment.ts';
import { has, is } from './pages.ts';
import { partnershipIn } from './reader.ts';
import type { Seen, Within } from './seen.ts';

/** The books that a question is asked of: one, or all those of a programme. */
export interface Books {
  /** Where its questions are asked. */
  readonly path: string;
  /** How each of them reads, by id. */
  readonly overviews: readonly Overview[];
  /** Which rows are of these books, of any view that has the column `partnership`. */
  readonly where: Where;
  readonly within: Within;
}

/** One book. */
export async function bookIn(seen: Seen, partnership: string): Promise<Books> {
  return {
    path: `/v1/partnerships/${partnership}`,
    overviews: [await partnershipIn(seen, partnership)],
    where: { column: 'partnership', op: 'eq', value: partnership },
    within: { category: partnership },
  };
}

/** Every partnership that matches and had been convened by that day, in the order of their ids. */
export async function overviewsIn(seen: Seen, where: Where = { all: [] }): Promise<Overview[]> {
  const found: Overview[] = [];
  for await (const one of seen.each(overview, where)) if (one.convenedOn !== '') found.push(one);
  return found.sort((a, b) => (a.partnership < b.partnership ? -1 : 1));
}

/** The books of a programme. As of another moment, all books are folded to find them. */
export async function booksOfProgramme(seen: Seen, programme: string): Promise<Books> {
  const overviews = await overviewsIn(seen, is('programme', programme));
  if (overviews.length === 0)
    throw new Refused(
      refuse(
        'programme-unknown',
        'No partnership names this programme, at that moment: /v1/programmes lists them.',
        {
          field: 'programme',
        },
      ),
    );
  const value = overviews.map(({ partnership }) => partnership);
  return {
    path: `/v1/programmes/${encodeURIComponent(programme)}`,
    overviews,
    where: { column: 'partnership', op: 'in', value },
    within: {},
  };
}

/** The books in which organisations promised something or take part. Their rows are read to find them. */
export async function booksOfOrganisations(
  seen: Seen,
  organisation: string,
  ids: readonly string[],
): Promise<Books> {
  const where: Where = { column: 'organisation', op: 'in', value: ids };
  const joined = await overviewsIn(seen, { any: has(ids.map((id) => `participant=${id}`)) });
  const overviews = new Map(joined.map((one) => [one.partnership, one]));
  for await (const { partnership } of seen.each(ledger, where)) {
    if (overviews.has(partnership)) continue;
    const found = await seen.get(overview, partnership);
    if (found) overviews.set(partnership, found);
  }
  return {
    path: `/v1/organisations/${organisation}`,
    overviews: [...overviews.values()].sort((a, b) => (a.partnership < b.partnership ? -1 : 1)),
    where,
    within: {},
  };
}

/** The reporting rhythms agreed in each book. */
export const rhythmsIn = ({ overviews }: Pick<Books, 'overviews'>): ReadonlyMap<string, Rhythms> =>
  new Map(overviews.map((one) => [one.partnership, rhythmsOf(one)]));

type Input<Q> = new () => Q;
function ofPartnership<Q extends object>(Asked: Input<Q>): Input<Q & { partnership: string }> {
  class OfPartnership extends (Asked as Input<object>) {
    @IsIdOf('ptn')
    partnership!: string;
  }
  return OfPartnership as Input<Q & { partnership: string }>;
}
function ofProgramme<Q extends object>(Asked: Input<Q>): Input<Q & { programme: string }> {
  class OfProgramme extends (Asked as Input<object>) {
    @IsText(300)
    programme!: string;
  }
  return OfProgramme as Input<Q & { programme: string }>;
}

interface BooksQuestion<Q extends OfMoment, A extends object> {
  readonly name: string;
  /** After that of the partnership or the programme. */
  readonly path: string;
  readonly summary: string;
  readonly allow?: string;
  readonly input: Input<Q>;
  /** The views it is answered from, beside the overview. */
  readonly views: readonly AnyProjection[];
  readonly answer: (asked: Q, seen: Seen, books: Books, asker: Asker) => Promise<A>;
  readonly rows: (answer: A) => readonly object[];
}

/** One question, asked of a partnership or of a whole programme: the same code over one book or several. */
export function ofBooks<Q extends OfMoment, A extends object>(
  { reader }: Means,
  { name, path, summary, allow = 'anybody', input, views, answer, rows }: BooksQuestion<Q, A>,
): AnyQuery[] {
  const told = [...views, overview];
  const question = { allow, rows };
  return [
    defineQuery({
      ...question,
      name,
      path: `/v1/partnerships/:partnership${path}`,
      summary,
      input: ofPartnership<Q>(input),
      answer: (asked, asker) =>
        reader.see(asked, told, async (seen) =>
          answer(asked, seen, await bookIn(seen, asked.partnership), asker),
        ),
    }),
    defineQuery({
      ...question,
      name: `${name}OfProgramme`,
      path: `/v1/programmes/:programme${path}`,
      summary: `Over all partnerships of a programme. ${summary}`,
      input: ofProgramme<Q>(input),
      answer: (asked, asker) =>
        reader.see(asked, told, async (seen) =>
          answer(asked, seen, await booksOfProgramme(seen, asked.programme), asker),
        ),
    }),
  ];
}
