import { IsIn, IsOptional } from 'class-validator';
import {
  asOfBook,
  containment,
  DELIVERIES,
  figuresOf,
  JOINT_COUNTING,
  JOINT_STATUSES,
  JointCommitment,
  jointCommitments,
  ledger,
  STANDS,
  type Containment,
  type JointRow,
  type JointStatus,
  type LedgerRow,
} from '#commitment';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { overview } from '#partnership';
import { IsIdOf } from '#vocabulary';
import { bookIn, pathOf, rhythmsIn, type Books } from '../query-context/books.ts';
import { containmentIn } from '../query-context/containment.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfList, OfMoment } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import { bothWays } from '../query-context/pages.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { all, is, tagged } from '../query-context/where.ts';
import { ledgerOf } from './ledger-filters.ts';
import { withStaleness } from './staleness.ts';

/** The rows of their shares, by joint commitment; of a share that was transferred, both sides are among them. */
async function sharesIn(snapshot: Snapshot, { where, within }: Books, joints: readonly JointRow[]) {
  const shares = new Map(joints.map(({ jointCommitment }) => [jointCommitment, [] as LedgerRow[]]));
  const ofThese = all(where, { column: 'joint', op: 'in', value: [...shares.keys()] });
  if (shares.size === 0) return shares;
  for await (const row of snapshot.each(ledger, ofThese, within)) shares.get(row.joint ?? '')?.push(row);
  return shares;
}

/** How its shares stand against their windows, each with the ledger that lists them. */
const deliveriesOf = ({ partnership, jointCommitment: joint }: JointRow, shares: readonly LedgerRow[]) =>
  DELIVERIES.flatMap((delivery) => {
    const rows = shares.filter((share) => share.delivery === delivery).length;
    const ledger = ledgerOf(pathOf(partnership), { joint, delivery: [delivery] });
    return rows === 0 ? [] : [{ delivery, shares: rows, ledger }];
  });

/** With what it comes to, and where the ledger lists the rows that each figure is told from. */
function withFigures(joint: JointRow, shares: readonly LedgerRow[], containment: Containment) {
  const path = pathOf(joint.partnership);
  const { jointCommitment } = joint;
  const figures = figuresOf(joint, shares, containment).map((figure) => ({
    ...figure,
    promisedBy: ledgerOf(path, { joint: jointCommitment, status: [...STANDS], currency: figure.currency }),
  }));
  const deliveries = deliveriesOf(joint, shares);
  return { ...joint, deliveries, figures, ledger: ledgerOf(path, { joint: jointCommitment }) };
}

class ListJointCommitments extends OfList {
  @IsOptional()
  @IsIn(JOINT_STATUSES)
  status?: JointStatus;

  /** Those that name this organisation. */
  @IsOptional()
  @IsIdOf('org')
  party?: string;

  /** Those that wait for this organisation's answer, or did when the partnership closed. */
  @IsOptional()
  @IsIdOf('org')
  waitsFor?: string;

  @IsOptional()
  @IsIn(bothWays(['effectiveOn', 'status']))
  sort?: string;
}

export const listJointCommitments = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ListJointCommitments',
    path: '/joint-commitments',
    summary: 'What several organisations promise together: who has answered, and what falls short.',
    input: ListJointCommitments,
    reads: 'page',
    views: [jointCommitments, ledger, containment],
    answer: async (asked, snapshot, books) => {
      const { status, party, waitsFor, sort = 'effectiveOn' } = asked;
      const where = all(books.where, is('status', status), ...tagged({ party, waitsFor }));
      const listing = { of: `${jointCommitments.name} ${books.path}`, asked, sort };
      const list = await snapshot.list(jointCommitments, context.pages.queryOf(listing, where), books.within);
      const shares = await sharesIn(snapshot, books, list.rows);
      const containment = await containmentIn(snapshot, books);
      const bookOf = new Map(books.overviews.map((one) => [one.partnership, one]));
      const rows = list.rows.map((joint) =>
        withFigures(
          asOfBook(joint, bookOf.get(joint.partnership) ?? {}),
          shares.get(joint.jointCommitment) ?? [],
          containment,
        ),
      );
      return { ...context.pages.answer({ ...list, rows }, listing), counting: JOINT_COUNTING };
    },
    rows: ({ rows }) => rows,
  });

class ShowJointCommitment extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('jnt')
  jointCommitment!: string;
}

export const showJointCommitment = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ShowJointCommitment',
    path: '/v1/partnerships/:partnership/joint-commitments/:jointCommitment',
    summary: 'A joint commitment: each party and its answer, the rows of the shares, and what falls short.',
    input: ShowJointCommitment,
    numbered: true,
    reads: 'documents',
    allow: { scope: 'views' },
    answer: (asked) => {
      const { partnership, jointCommitment } = asked;
      const entity = {
        stream: JointCommitment.stream({ partnership, jointCommitment } as never),
        view: jointCommitments,
      };
      return snapshots.answerOne(
        asked,
        [jointCommitments, ledger, containment, overview],
        entity,
        async (snapshot) => {
          const book = await bookIn(snapshot, partnership);
          const found = await snapshot.get(jointCommitments, jointCommitment, book.within);
          if (!found || found.partnership !== partnership || found.effectiveOn > snapshot.date)
            throw new Refused(
              refuse(
                'joint-commitment-unknown',
                'No such joint commitment stands in this book, at that moment.',
                { field: 'jointCommitment' },
              ),
            );
          const shares = (await sharesIn(snapshot, book, [found])).get(jointCommitment) ?? [];
          const rhythms = rhythmsIn(book).get(partnership) ?? new Map();
          const told = shares.map((share) => withStaleness(share, rhythms, snapshot.date));
          const containment = await containmentIn(snapshot, book);
          return {
            ...withFigures(asOfBook(found, book.overviews[0] ?? {}), shares, containment),
            shares: told,
            counting: JOINT_COUNTING,
          };
        },
      );
    },
  });
