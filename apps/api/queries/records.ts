import {
  Containment,
  containment,
  COUNTS,
  ledger,
  monthsOf,
  NOT_STATED,
  RECORD_COUNTING,
  RecordAddition,
  staleness,
  type Counted,
  type LedgerRow,
  type RecordFigures,
} from '#commitment';
import { defineQuery } from '#cqrs';
import type { DirectoryEntry } from '#organisation';
import { overview, type Overview } from '#partnership';
import { textOrder } from '#projection';
import { IsIdOf } from '#vocabulary';
import { booksOfOrganisations, rhythmsIn, pathOf, type Books } from '../query-context/books.ts';
import { containmentIn } from '../query-context/containment.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import {
  briefly,
  goingOnFor,
  listedIn,
  organisationIn,
  predecessorsOf,
} from '../query-context/succession.ts';
import { ledgerOf, type Filters } from './ledger-filters.ts';
import { withLedgers } from './sums.ts';

/** Adds up the rows of some books, by whatever tells them apart. */
async function addUp(
  snapshot: Snapshot,
  books: Books,
  keysOf: (row: LedgerRow) => readonly string[],
): Promise<Map<string, RecordAddition>> {
  const rhythms = rhythmsIn(books);
  const containment = await containmentIn(snapshot, books);
  const found = new Map<string, RecordAddition>();
  for await (const row of snapshot.each(ledger, books.where, books.within)) {
    const months = monthsOf(row, rhythms.get(row.partnership) ?? new Map());
    for (const key of keysOf(row)) {
      const addition = found.get(key) ?? new RecordAddition(containment);
      found.set(key, addition);
      addition.add(row, staleness(row, months, snapshot.date));
    }
  }
  return found;
}

/** Filters that take several values. */
const SEVERAL: ReadonlySet<string> = new Set(['status', 'delivery']);
/** The filters that count, as the ledger takes them. */
const filtersOf = (name: Counted): Filters =>
  Object.fromEntries(
    Object.entries(COUNTS[name]).map(([by, values]) => [by, SEVERAL.has(by) ? [...values] : values[0]]),
  );

/** Each figure with the ledger that lists its rows: those of some books, of one organisation where that is asked. */
function listed(addition: RecordAddition | undefined, path: string, of: { organisation?: string } = {}) {
  const { counts, groups, across, ...figures }: RecordFigures = (addition ?? NOTHING).figures;
  const ledgerBy = (filters: Filters) => ledgerOf(path, { ...filters, ...of });
  const counted = Object.entries(counts) as [Counted, number][];
  return {
    ...figures,
    ledger: ledgerBy({}),
    counts: Object.fromEntries(
      counted.map(([name, rows]) => [name, { rows, ledger: ledgerBy(filtersOf(name)) }]),
    ),
    ...withLedgers({ groups, across }, path, of),
  };
}

/** Of who promised nothing. */
const NOTHING = new RecordAddition(Containment.none);

type Listed = ReturnType<typeof listed>;

/** A record of one organisation: in one book, or in those that were asked about. */
interface Row extends Listed {
  readonly partnership?: string;
  readonly title?: string;
  readonly programme?: string | undefined;
  readonly organisation: string;
  readonly participant: boolean;
  readonly goesOnAs?: string;
}
type Group = Omit<Listed['groups'][number], 'ledger'>;

/** A record as the lines of a table: one for each group of its promises; one without a group, where it has none. */
function linesOf({ partnership, title, programme, organisation, participant, goesOnAs, ...row }: Row) {
  const { counts, groups, across: _a, ledger: _l, ...figures } = row;
  const counted = Object.fromEntries(Object.entries(counts).map(([name, { rows }]) => [name, rows]));
  const whose = { partnership, title, programme, organisation, participant, goesOnAs };
  const told = {
    ...whose,
    ...figures,
    counts: counted as Readonly<Record<Counted, number>>,
  };
  const lines: readonly (typeof told & { readonly group?: Group })[] = groups.map(
    ({ ledger: _of, ...group }) => ({
      ...told,
      group,
    }),
  );
  return lines.length > 0 ? lines : [{ ...told, group: undefined }];
}

const takesPart = ({ participants }: Overview, organisation: string): boolean =>
  participants.some((one) => one.organisation === organisation);

/** What an organisation did in one book, where it takes part or promised something. */
function recordIn(book: Overview, organisation: string, addition: RecordAddition | undefined) {
  const { partnership, title, programme } = book;
  const participant = takesPart(book, organisation);
  if (!addition && !participant) return [];
  const figures = listed(addition, pathOf(partnership), { organisation });
  return [{ partnership, title, programme, organisation, participant, ...figures }];
}

/** What rows are added up by, beside each organisation in each book. */
const ALTOGETHER = '';
const inBook = ({ partnership, organisation }: Pick<LedgerRow, 'partnership' | 'organisation'>): string =>
  `${partnership} ${organisation}`;

class ShowRecord extends OfMoment {
  @IsIdOf('org')
  organisation!: string;
}

export const showRecord = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ShowRecord',
    path: '/v1/organisations/:organisation/record',
    summary:
      "An organisation's record across partnerships, its predecessors' included: promised, disbursed, fulfilled, ended otherwise, current or silent.",
    input: ShowRecord,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked) =>
      snapshots.answer(asked, [ledger, containment, overview], async (snapshot) => {
        const entry = await organisationIn(snapshot, asked.organisation);
        const { organisation, name, ended } = entry;
        const predecessors = await predecessorsOf(snapshot, organisation);
        const ids = [organisation, ...predecessors.map((one) => one.organisation)];
        const books = await booksOfOrganisations(snapshot, organisation, ids);
        const additions = await addUp(snapshot, books, (row) => [ALTOGETHER, inBook(row)]);
        const rows = books.overviews.flatMap((one) =>
          ids.flatMap((id) => recordIn(one, id, additions.get(inBook({ ...one, organisation: id })))),
        );
        const goesOnAs = await goingOnFor(snapshot, entry);
        return {
          organisation,
          name,
          ...(ended ? { ended } : {}),
          ...(goesOnAs === undefined ? {} : { goesOnAs }),
          predecessors: predecessors.map(briefly),
          altogether: listed(additions.get(ALTOGETHER), books.path),
          rows,
          counting: RECORD_COUNTING,
        };
      }),
    rows: ({ rows }: { readonly rows: readonly Row[] }) => rows.flatMap(linesOf),
  });

/** Organisations as they are listed, in the order of their names; of promises that say no owner nobody is. */
async function byName(snapshot: Snapshot, organisations: Iterable<string>, language: string | undefined) {
  const found: (readonly [organisation: string, entry: DirectoryEntry | undefined])[] = [];
  for (const organisation of organisations)
    found.push([
      organisation,
      organisation === NOT_STATED ? undefined : await listedIn(snapshot, organisation),
    ]);
  const order = textOrder(language);
  const read = ([organisation, entry]: (typeof found)[number]): string => entry?.name ?? organisation;
  return found.sort((a, b) => order(read(a), read(b)) || (a[0] < b[0] ? -1 : 1));
}

class ListRecords extends OfMoment {}

export const listRecords = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ListRecords',
    path: '/records',
    summary:
      'The record of each organisation that takes part or promised something, under the name it did so.',
    input: ListRecords,
    reads: 'rows',
    views: [ledger, containment],
    answer: async (_, snapshot, books, { language }) => {
      const additions = await addUp(snapshot, books, ({ organisation }) => [organisation]);
      const participants = books.overviews.flatMap((one) =>
        one.participants.map(({ organisation }) => organisation),
      );
      const rows = [];
      const all = await byName(snapshot, new Set([...additions.keys(), ...participants]), language);
      for (const [organisation, entry] of all) {
        const goesOnAs = entry && (await goingOnFor(snapshot, entry));
        const participant = books.overviews.some((one) => takesPart(one, organisation));
        const figures = listed(additions.get(organisation), books.path, { organisation });
        rows.push({
          organisation,
          participant,
          ...(goesOnAs === undefined ? {} : { goesOnAs }),
          ...figures,
        });
      }
      return { rows, counting: RECORD_COUNTING };
    },
    rows: ({ rows }) => rows.flatMap(linesOf),
  });
