import { IsIn, IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { outsideOverview, overview, partnershipStream, type Overview } from '#partnership';
import { IsIdOf, IsLine, IsPlace, IsSdgTarget } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { withEndings } from '../query-context/endings.ts';
import { OfList, OfMoment } from '../query-context/moment.ts';
import { bothWays, rowsOf } from '../query-context/pages.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { all, are, tagged } from '../query-context/where.ts';

const SORTS = bothWays(['title', 'programme', 'phase', 'effectiveOn', 'participants']);

class ListPartnerships extends OfList {
  @IsOptional()
  @IsLine(300)
  programme?: string;

  @IsOptional()
  @IsIn(['scoping', 'soliciting', 'pause', 'agreement', 'executing', 'scaling', 'closed'])
  phase?: string;

  @IsOptional()
  @IsIdOf('org')
  convener?: string;

  @IsOptional()
  @IsIdOf('org')
  participant?: string;

  @IsOptional()
  @IsPlace()
  place?: string;

  @IsOptional()
  @IsSdgTarget()
  sdg?: string;

  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

/** What a list says of a partnership. */
export const brief = ({
  partnership,
  title,
  programme,
  belongsTo,
  convener,
  convenedOn,
  phase,
  phaseSince,
  goal,
  scope,
  ...rest
}: Overview) => ({
  partnership,
  title,
  programme,
  belongsTo: belongsTo?.programme,
  convener,
  convenedOn,
  phase,
  phaseSince,
  goal: goal?.text,
  places: scope.places,
  sdgTargets: scope.sdgTargets,
  participants: rest.participants.length,
  basis: rest.basis,
});

export const listPartnerships = ({ snapshots, pages }: QueryContext) =>
  defineQuery({
    name: 'ListPartnerships',
    path: '/v1/partnerships',
    summary: 'Every partnership, by programme, phase, place, SDG target or organisation.',
    input: ListPartnerships,
    reads: 'page',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      snapshots.answer(asked, [overview], async (snapshot) => {
        const { programme, phase, convener, participant, place, sdg, sort = 'title' } = asked;
        const where = all(...are({ programme, phase, convener }), ...tagged({ participant, place, sdg }));
        const listing = { of: overview.name, asked, sort, language };
        const list = await snapshot.list(overview, pages.queryOf(listing, where));
        return pages.answer({ ...list, rows: list.rows.map(brief) }, listing);
      }),
    rows: rowsOf,
  });

class ShowPartnership extends OfMoment {
  @IsIdOf('ptn')
  partnership!: string;
}

export const showPartnership = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ShowPartnership',
    path: '/v1/partnerships/:partnership',
    summary:
      'A partnership: phase, scope, goal, participants, agreements, and, for those inside, what is open.',
    input: ShowPartnership,
    numbered: true,
    reads: 'documents',
    allow: {
      scope: 'views',
      inside: 'proposals, objections, invitations, meetings, missing voices, next steps and working groups',
    },
    answer: async (asked, { actor }) => {
      const { inside, attended } = await snapshots.accessOf(actor, asked.partnership);
      const entity = { stream: partnershipStream(asked.partnership), view: overview };
      return snapshots.answerOne(asked, [overview], entity, async (snapshot) => {
        const found = await withEndings(snapshot, await partnershipIn(snapshot, asked.partnership));
        if (found.convenedOn === '')
          throw new Refused(
            refuse('partnership-unknown', `It was not convened by ${snapshot.date}.`, { field: 'effective' }),
          );
        return inside ? found : outsideOverview(found, attended);
      });
    },
    /** Who takes part, and who did. */
    rows: ({ participants, former }: Pick<Overview, 'participants' | 'former'>) => [
      ...participants,
      ...former,
    ],
  });
