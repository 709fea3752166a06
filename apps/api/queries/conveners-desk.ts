import {
  jointCommitments,
  LACKING,
  ledger,
  NOT_STATED,
  observations,
  STANDS,
  type Lacking,
} from '#commitment';
import { publicOverview, sixSteps, STEPS, type OneOfSix, type Overview } from '#partnership';
import type { Scalar } from '#projection';
import { bookIn, type Books } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { withEndings } from '../query-context/endings.ts';
import { OfMoment } from '../query-context/moment.ts';
import type { Names } from '../query-context/names.ts';
import { ofBooks } from '../query-context/of-books.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { ledgerOf, whereOf, type Filters } from './ledger-filters.ts';
import { unansweredIn, unconfirmedIn } from './unanswered.ts';

/** How the figures come about, for whoever reads them. */
const COUNTING =
  'Open is what waits for somebody, with whom to ask; asked of nobody in particular, anybody may answer. ' +
  'Each number of commitments is that of the rows its link lists. Nothing of it is owed, and nobody is to blame: a ' +
  'statement and a kind suffice for a promise.';

/** What is asked for in the ledger: in which words, and which rows are meant. */
interface Ask {
  readonly what: string;
  readonly says: string;
  readonly filters: Filters;
}
const LACKS: Readonly<Record<Lacking, string>> = {
  places: 'They say no places yet (DetailCommitment).',
  representation: 'They name nobody they are done with, and no group that an indicator tells apart.',
  milestones: 'They have no milestones yet (PlanMilestone).',
  budget: 'They have neither money nor a budget yet (DetailCommitment, SetBudget).',
  outcomes: 'They say no expected outcomes yet (DetailCommitment).',
};
const going = { status: ['open', 'suspended'] };
const ASKS: readonly Ask[] = [
  ...LACKING.map((lacking) => ({
    what: `commitments without ${lacking}`,
    says: LACKS[lacking],
    filters: { ...going, voice: 'self-reported', tag: [`lacks=${lacking}`] },
  })),
  {
    what: 'milestones due',
    says: 'A milestone was due and is not reached (ReachMilestone, RescheduleMilestone).',
    filters: { ...going, voice: 'self-reported', overdue: 'yes' },
  },
  {
    what: 'promises whose time is over',
    says: 'Their window is over (FulfilCommitment, AmendCommitment, WithdrawCommitment).',
    filters: { voice: 'self-reported', delivery: ['over'] },
  },
  {
    what: 'reports due',
    says: 'A report was awaited by the rhythm agreed or stated (ReportProgress).',
    filters: { staleness: 'late' },
  },
  {
    what: 'reports due twice over',
    says: 'Two reports in a row were awaited by the rhythm agreed or stated (ReportProgress).',
    filters: { staleness: 'silent' },
  },
  {
    what: 'attributions unconfirmed',
    says: 'Recorded about an organisation by another (ConfirmAttribution, RejectAttribution).',
    filters: { ...going, voice: 'attributed' },
  },
  {
    what: 'disputes unanswered',
    says: 'Another says that something there is not so (RespondToObservation, CorrectEntry).',
    filters: { status: [...STANDS], voice: 'self-reported', observed: 'unanswered' },
  },
];

type Counted = ReadonlyMap<Scalar, number>;

/** What a book's commitments come to: by what they are asked for, each by whom to ask, and by status. */
async function countsOf(
  snapshot: Snapshot,
  book: Books,
): Promise<{ byAsk: readonly Counted[]; byStatus: Counted }> {
  const asked = ASKS.map(({ filters }) => ({
    column: 'organisation',
    where: whereOf(filters, book, snapshot.date),
  }));
  const [byStatus = new Map(), ...byAsk] = await snapshot.countBy(
    ledger,
    [{ column: 'status', where: book.where }, ...asked],
    book.within,
  );
  return { byAsk, byStatus };
}

/** One thing that commitments are asked for, and whom to ask: as many as there are owners, however many commitments. */
function askOf({ what, says, filters }: Ask, counts: Counted, book: Books) {
  const ask = [...counts]
    .filter(([organisation]) => organisation !== NOT_STATED)
    .map(([organisation, commitments]) => ({
      organisation: String(organisation),
      commitments,
      ledger: ledgerOf(book.path, { ...filters, organisation: String(organisation) }),
    }));
  const commitments = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return commitments === 0 ? [] : [{ what, says, commitments, ledger: ledgerOf(book.path, filters), ask }];
}

/** How many commitments there are, by status. */
function statusesOf(counts: Counted, book: Books) {
  return [...counts].map(([status, count]) => ({
    what: `commitments ${String(status)}`,
    count,
    ledger: ledgerOf(book.path, { status: [String(status)] }),
  }));
}

/** What an overview has open, in the words of the desk. */
const openOf = ({ step, done, open }: OneOfSix) => ({
  step,
  done,
  open: open.map(({ waitsFor, ...one }) => ({
    ...one,
    ask: waitsFor.map((organisation) => ({ organisation })),
  })),
});

/** One book's desk. */
async function deskOf(overview: Overview, snapshot: Snapshot, book: Books) {
  const { partnership, title, phase, phaseSince } = overview;
  const { byAsk, byStatus } = await countsOf(snapshot, book);
  const asked = ASKS.flatMap((ask, i) => askOf(ask, byAsk[i] ?? new Map(), book));
  const unanswered = await unansweredIn(snapshot, book, overview);
  const unconfirmed = await unconfirmedIn(snapshot, book);
  const steps = sixSteps(overview).map((one) => {
    const { step, done, open } = openOf(one);
    if (overview.closed) return { step, done, open };
    const waiting = unanswered.filter((other) => other.step === step).map(({ step: _, ...other }) => other);
    return {
      step,
      done,
      open: [...open, ...waiting, ...(step === 'executing' ? [...asked, ...unconfirmed] : [])],
    };
  });
  const statuses = statusesOf(byStatus, book);
  return { partnership, title, phase, phaseSince, steps, commitments: statuses };
}

class ShowConvenersDesk extends OfMoment {}

/** One line for each thing that is done or open; whom to ask by name. */
const linesOf = ({ partnership, steps }: Awaited<ReturnType<typeof deskOf>>, names: Names) =>
  steps.flatMap(({ step, done, open }) => [
    ...done.map((one) => ({ partnership, step, how: 'done', ...one })),
    ...open.map(({ ask, ...one }) => ({
      partnership,
      step,
      how: 'open',
      ...one,
      ask: ask.map(({ organisation }) => names[organisation] ?? organisation),
    })),
  ]);

export const showConvenersDesk = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowConvenersDesk',
    path: '/desk',
    summary: `The convener's desk, open to everybody: in each of the steps ${STEPS.join(', ')}, what is done and what is open, what is missing, and whom to ask.`,
    input: ShowConvenersDesk,
    reads: 'rows',
    views: [ledger, jointCommitments, observations],
    allow: { scope: 'views', inside: 'what is only for participants' },
    answer: async (_, snapshot, books, asker) => {
      const desks = [];
      for (const overview of books.overviews) {
        const { inside } = await context.snapshots.accessOf(asker.actor, overview.partnership);
        const book = await bookIn(snapshot, overview.partnership);
        const whole = inside ? await withEndings(snapshot, overview) : publicOverview(overview);
        desks.push(await deskOf(whole, snapshot, book));
      }
      return { desks, counting: COUNTING };
    },
    rows: ({ desks, names }) => desks.flatMap((one) => linesOf(one, names)),
  });
