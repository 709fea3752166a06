import { defineQuery } from '#cqrs';
import { personUnknown } from '#focal-point';
import { refuse, Refused } from '#kernel';
import { overview } from '#partnership';
import { IsIdOf } from '#vocabulary';
import type { KnownPerson } from '../query-context/known-persons.ts';
import type { QueryContext } from '../query-context/context.ts';
import { Fresh, Paged } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { numbered, revisionOf } from '../query-context/revisions.ts';

class ListFocalPoints extends Paged(Fresh) {
  @IsIdOf('ptn')
  partnership!: string;
}

/** A row of its own, for who named it: what is left of somebody who was forgotten; else what is said, opened for it. */
async function rowOf(
  { focalPoints }: QueryContext,
  partnership: string,
  { forgottenAt: at, ...who }: KnownPerson,
) {
  if (at !== undefined)
    return [{ ...who, forgotten: { at, says: `sealed content destroyed on ${at.slice(0, 10)}` } }];
  const { details, revision } = await focalPoints.detailsOf(partnership, who.person);
  return details ? [numbered({ ...who, ...details }, revision)] : [];
}

const ALLOW = {
  scope: 'views',
  audience:
    'focal points: to the organisation that named them, and, while it takes part, to those who take part now. All ' +
    'others are answered as if there were none',
} as const;

const placeOf = ({ organisation, person }: KnownPerson): string => `${organisation} ${person}`;
const PAGE = 'focal points';

/** The place after which a page begins. */
function afterIn({ tokens }: QueryContext, { cursor, partnership }: ListFocalPoints): string {
  if (cursor === undefined) return '';
  const [of, after] = JSON.parse(tokens.open(PAGE, cursor) ?? '[]') as string[];
  if (of === partnership && after !== undefined) return after;
  throw new Refused(
    refuse('invalid-cursor', 'Go on with the `next` of the page before.', { field: 'cursor' }),
  );
}

export const listFocalPoints = (context: QueryContext) =>
  defineQuery({
    name: 'ListFocalPoints',
    path: '/v1/partnerships/:partnership/focal-points',
    summary: 'Who is to be spoken to for the organisations that take part, as it is now.',
    input: ListFocalPoints,
    reads: 'documents',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, limit = '100' } = asked;
      const after = afterIn(context, asked);
      const reader = await context.sealed.readerOf(partnership, actor);
      const { asOf: _, ...answer } = await context.snapshots.answer(asked, [overview], async (snapshot) => {
        await partnershipIn(snapshot, partnership);
        const all = (await context.focalPoints.all(reader)).filter((one) => placeOf(one) > after);
        const page = all.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, Number(limit));
        const last = page.at(-1);
        const rows = await Promise.all(page.map((one) => rowOf(context, partnership, one)));
        const next = last && all.length > page.length ? { next: placeOf(last) } : {};
        return { rows: rows.flat(), ...next };
      });
      if (answer.next === undefined) return answer;
      return { ...answer, next: context.tokens.seal(PAGE, JSON.stringify([partnership, answer.next])) };
    },
    rows: rowsOf,
  });

class ShowFocalPoint extends Fresh {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('per')
  person!: string;
}

export const showFocalPoint = (context: QueryContext) =>
  defineQuery({
    name: 'ShowFocalPoint',
    path: '/v1/partnerships/:partnership/focal-points/:person',
    summary:
      'One to be spoken to, as it is now; with the revision for the organisation that named it, since what it says elsewhere counts in that, too.',
    input: ShowFocalPoint,
    numbered: true,
    reads: 'documents',
    allow: ALLOW,
    answer: async (asked, { actor }) => {
      const { partnership, person } = asked;
      const reader = await context.sealed.readerOf(partnership, actor);
      let revision: number | undefined;
      const { asOf: _, ...answer } = await context.snapshots.answer(asked, [overview], async (snapshot) => {
        await partnershipIn(snapshot, partnership);
        const known = (await context.focalPoints.all(reader)).find((one) => one.person === person);
        const [row] = known ? await rowOf(context, partnership, known) : [];
        if (!row) throw new Refused(personUnknown());
        if (row.organisation === reader.organisation) revision = revisionOf(row);
        return row;
      });
      return numbered(answer, revision);
    },
  });
