import { fallingDue, ledger, type FallingDue, type LedgerDoc } from '#commitment';
import { defineQuery, type Asker } from '#cqrs';
import { addMonths } from '#kernel';
import { directory } from '#organisation';
import { overview } from '#partnership';
import { IsIdOf } from '#vocabulary';
import { bookIn, booksOfOrganisations, rhythmsIn, type Books } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { listedIn, organisationIn } from '../query-context/succession.ts';
import { all, is } from '../query-context/where.ts';
import { calendarOf, type Awaited } from '../syndication/calendar.ts';

/** So many entries at the most, the earliest first, from so many months before the day that is asked for. */
const [MOST, MONTHS_AGO] = [2_000, 12];
const CALENDAR = {
  mediaType: 'text/calendar',
  isText: true,
  reads: 'rows',
  allow: { scope: 'views' },
  answers: {
    type: 'string',
    description:
      'A calendar (RFC 5545) of the reports, milestones and ends of promises that are awaited, a whole day each, with the id ' +
      `that is told of it in /v1/events once the day is over: ${MOST} at the most, the earliest first, from a year before the day that is asked for.`,
  },
} as const;

/** A commitment by what is awaited of it: with the months between reports that its owner agreed to. */
interface Awaiting extends Pick<Awaited, 'partnership' | 'commitment' | 'statement' | 'changedAt'> {
  readonly organisation: string;
  readonly dues: (agreed: number | undefined) => readonly FallingDue[];
}
/** The ledger's documents, read off for what is awaited. */
const awaiting = {
  ...ledger,
  at: (doc: LedgerDoc, date: string): Awaiting => {
    const { partnership, commitment, organisation } = doc.state;
    return {
      partnership,
      commitment,
      organisation,
      statement: ledger.at(doc, date).statement,
      changedAt: doc.changedAt,
      dues: (agreed) => fallingDue(doc.state, agreed, date).filter(({ what }) => what !== 'report-overdue'),
    };
  },
};

const earlier = (a: Omit<Awaited, 'who'>, b: Omit<Awaited, 'who'>): number =>
  a.due.on < b.due.on || (a.due.on === b.due.on && a.commitment < b.commitment) ? -1 : 1;

/** What is awaited in some books, the earliest first. */
async function awaitedIn(snapshot: Snapshot, books: Books): Promise<Awaited[]> {
  const rhythms = rhythmsIn(books);
  const since = addMonths(snapshot.date, -MONTHS_AGO);
  let found: (Omit<Awaited, 'who'> & { readonly organisation: string })[] = [];
  for await (const { dues, ...one } of snapshot.each(
    awaiting,
    all(books.where, is('status', 'open')),
    books.within,
  )) {
    const agreed = rhythms.get(one.partnership)?.get(one.organisation);
    for (const due of dues(agreed)) if (due.on >= since) found.push({ ...one, due });
    if (found.length > 2 * MOST) found = found.sort(earlier).slice(0, MOST);
  }
  const names = new Map<string, string>();
  const told: Awaited[] = [];
  for (const { organisation, ...one } of found.sort(earlier).slice(0, MOST)) {
    const who =
      names.get(organisation) ??
      (await listedIn(snapshot, organisation))?.name ??
      'somebody who is not named';
    names.set(organisation, who);
    told.push({ ...one, who });
  }
  return told;
}

class CalendarOfPartnership extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;
}
class CalendarOfOrganisation extends OfMoment {
  @IsIdOf('org')
  organisation!: string;
}

const VIEWS = [ledger, overview, directory];
const textOf = async (snapshot: Snapshot, books: Books, title: string, { origin = '' }: Asker) => ({
  text: calendarOf({ title, origin, awaited: await awaitedIn(snapshot, books) }),
});

export const calendarOfPartnership = ({ snapshots }: QueryContext) =>
  defineQuery({
    ...CALENDAR,
    name: 'CalendarOfPartnership',
    path: '/v1/partnerships/:partnership/calendar.ics',
    summary: 'When reports, milestones and promises of a partnership are due, for a calendar.',
    input: CalendarOfPartnership,
    answer: (asked, asker) =>
      snapshots.answer(asked, VIEWS, async (snapshot) => {
        const books = await bookIn(snapshot, asked.partnership);
        return textOf(snapshot, books, books.overviews[0]?.title ?? '', asker);
      }),
  });

export const calendarOfOrganisation = ({ snapshots }: QueryContext) =>
  defineQuery({
    ...CALENDAR,
    name: 'CalendarOfOrganisation',
    path: '/v1/organisations/:organisation/calendar.ics',
    summary:
      'When reports, milestones and promises of an organisation are due, in all partnerships, for a calendar.',
    input: CalendarOfOrganisation,
    answer: (asked, asker) =>
      snapshots.answer(asked, VIEWS, async (snapshot) => {
        const { organisation, name } = await organisationIn(snapshot, asked.organisation);
        const books = await booksOfOrganisations(snapshot, organisation, [organisation]);
        return textOf(snapshot, books, name, asker);
      }),
  });
