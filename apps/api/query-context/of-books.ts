import { defineQuery, type AnyQuery, type Asker, type Asking, type Reads } from '#cqrs';
import type { AnyProjection } from '#kernel';
import { overview, programmes } from '#partnership';
import { IsIdOf, IsLine } from '#vocabulary';
import { bookIn, booksOfProgramme, type Books } from './books.ts';
import type { QueryContext } from './context.ts';
import type { OfMoment } from './moment.ts';
import type { Names } from './names.ts';
import type { Snapshot } from './snapshot.ts';

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
    @IsLine(300)
    programme!: string;
  }
  return OfProgramme as Input<Q & { programme: string }>;
}

interface BooksQuery<Q extends OfMoment, A extends object> {
  readonly name: string;
  /** After that of the partnership or the programme. */
  readonly path: string;
  readonly summary: string;
  readonly allow?: Asking;
  readonly input: Input<Q>;
  readonly reads: Reads;
  /** The views it is answered from, beside the overview. */
  readonly views: readonly AnyProjection[];
  readonly answer: (asked: Q, snapshot: Snapshot, books: Books, asker: Asker) => Promise<A>;
  /** As the lines of a table. */
  readonly rows: (answer: A & { readonly names: Names }) => readonly object[];
}

/** One query, asked of a partnership or of a whole programme: the same code over one book or several. */
export function ofBooks<Q extends OfMoment, A extends object>(
  { snapshots }: QueryContext,
  { name, path, summary, allow = { scope: 'views' }, input, reads, views, answer, rows }: BooksQuery<Q, A>,
): AnyQuery[] {
  const toldFrom = [...views, overview];
  const shared = { allow, reads, rows };
  return [
    defineQuery({
      ...shared,
      name,
      path: `/v1/partnerships/:partnership${path}`,
      summary,
      input: ofPartnership<Q>(input),
      answer: (asked, asker) =>
        snapshots.answer(asked, toldFrom, async (snapshot) =>
          answer(asked, snapshot, await bookIn(snapshot, asked.partnership), asker),
        ),
    }),
    defineQuery({
      ...shared,
      name: `${name}OfProgramme`,
      path: `/v1/programmes/:programme${path}`,
      summary: `Over all partnerships of a programme. ${summary}`,
      input: ofProgramme<Q>(input),
      answer: (asked, asker) =>
        snapshots.answer(asked, [...toldFrom, programmes], async (snapshot) =>
          answer(asked, snapshot, await booksOfProgramme(snapshot, asked.programme), asker),
        ),
    }),
  ];
}
