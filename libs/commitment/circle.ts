import { MOST_FOLLOWED, refuse, relyOn, type Refusal, type Reliance } from '#kernel';
import { Commitment, commitmentStream, type CommitmentState } from './commitment.ts';
import type { PartOf } from './particulars.ts';
import { put, standing, type DatedValue } from './series.ts';

type Parts = readonly DatedValue<PartOf | undefined>[];

/** The parents that a commitment has had or has, in whichever book. */
const parentsOf = ({
  partnership,
  said,
}: Pick<CommitmentState, 'partnership' | 'said'>): Reliance<CommitmentState>[] =>
  (said.partOf ?? []).flatMap(({ value }) => (value ? relyOnLine(value, partnership) : []));

/**
 * A parent and all that stand above it, by revision: a link said there meanwhile could close a circle, so that whoever
 * comes second in a race decides anew. Nothing, where no commitment is named.
 */
export const relyOnLine = (
  { commitment, partnership }: Pick<PartOf, 'commitment' | 'partnership'>,
  book: string,
): Reliance<CommitmentState>[] =>
  commitment === undefined
    ? []
    : [
        {
          ...relyOn(Commitment, commitmentStream(partnership ?? book, commitment)),
          follow: (state) => (state ? parentsOf(state) : []),
        },
      ];

/** Whether the way up from a commitment comes back to it, as the links stand on a day. */
function circlesOn(day: string, from: string, partsOf: ReadonlyMap<string, Parts>): boolean {
  const passed = new Set<string>();
  const above = (one: string) => standing(partsOf.get(one), day)?.commitment;
  for (let one = above(from); one !== undefined && !passed.has(one); one = above(one)) {
    if (one === from) return true;
    passed.add(one);
  }
  return false;
}

/**
 * Why a commitment cannot be part of another from a day on: on that day or a later one it would be part of itself, over
 * however many steps.
 *
 * @param self the commitment, and what it has said of its parents so far
 * @param line those that stand above the parent
 */
export function refuseCircle(
  { commitment, parts }: { readonly commitment: string; readonly parts: Parts | undefined },
  { partOf, effectiveOn }: { readonly partOf: PartOf; readonly effectiveOn: string },
  line: readonly (CommitmentState | undefined)[],
): Refusal | undefined {
  const field = 'partOf';
  if (line.length >= MOST_FOLLOWED)
    return refuse(
      'part-too-deep',
      `More than ${MOST_FOLLOWED - 1} commitments, each part of the next, stand above it: name one nearer to the top.`,
      { field },
    );
  const partsOf = new Map<string, Parts>(
    line.flatMap((one) => (one ? [[one.commitment, one.said.partOf ?? []]] : [])),
  );
  partsOf.set(commitment, put(parts, effectiveOn, partOf));
  const days = [...partsOf.values()].flat().map(({ on }) => on);
  return [effectiveOn, ...days].some((day) => day >= effectiveOn && circlesOn(day, commitment, partsOf))
    ? refuse('part-circle', 'That one is itself, in the end, part of this one: name another parent.', {
        field,
      })
    : undefined;
}
