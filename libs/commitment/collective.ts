import { refuse, relyOn, type Reads, type Refusal } from '#kernel';
import { CollectiveIndicator, indicatorStream } from '#partnership';
import type { Particulars } from './input.ts';

/** At most so many collective indicators are named: each is looked up. */
const MOST_COLLECTIVE = 10;

/** The collective indicators that these contribute to, each once. */
export const collectiveOf = (indicators: Particulars['indicators']): readonly string[] => [
  ...new Set((indicators ?? []).flatMap(({ collective }) => collective ?? [])),
];

/** By name, in the order in which they are named. */
export interface CollectiveRead {
  readonly collective: readonly object[];
}
/** The guards of those collective indicators that are named; nothing more is read where none is. */
export const collectiveReads = {
  collective: ({ partnership, indicators }) =>
    collectiveOf(indicators)
      .slice(0, MOST_COLLECTIVE)
      .map((id) => relyOn(CollectiveIndicator, indicatorStream(partnership, id))),
} satisfies Reads<Particulars, CollectiveRead>;

/** Why these indicators cannot contribute to the collective ones they name. */
export function refuseCollective(
  { indicators = [] }: Particulars,
  { collective: guards = [] }: { readonly collective?: readonly unknown[] | undefined },
): Refusal | undefined {
  const field = 'indicators';
  const named = collectiveOf(indicators);
  if (named.length > MOST_COLLECTIVE)
    return refuse('too-many-collective', `Name at most ${MOST_COLLECTIVE} collective indicators.`, { field });
  for (const { id, collective, unit } of indicators) {
    if (collective === undefined) continue;
    const adopted = guards[named.indexOf(collective)] as { unit: string } | undefined;
    if (!adopted)
      return refuse(
        'collective-not-adopted',
        `"${id}" names the collective indicator "${collective}", which was not adopted: Propose it first, or leave "collective" out.`,
        { field },
      );
    if (adopted.unit !== unit)
      return refuse(
        'unit-differs',
        `"${id}" is in "${unit}", the collective indicator "${collective}" in "${adopted.unit}": take its unit, or leave "collective" out.`,
        { field },
      );
  }
  return undefined;
}
