import { detailsOn, type CommitmentState } from './commitment.ts';
import { namingRows, type NamingDoc } from './naming/namings.ts';

/** What a plan can still be without, in the order in which it is asked for. */
export const LACKING = ['places', 'representation', 'milestones', 'budget', 'outcomes'] as const;
export type Lacking = (typeof LACKING)[number];

/** Kinds that are carried out with money. */
const PAID_FOR: ReadonlySet<string> = new Set(['financial', 'programme']);

/**
 * What a commitment leaves open on a day. Nothing of it is owed: a statement and a kind suffice. `representation`: it
 * names nobody that confirms that it is done with it, and no group of people that an indicator tells apart.
 */
export function lackingOn(
  of: { readonly state: CommitmentState; readonly answered?: readonly NamingDoc[] },
  date: string,
  details = detailsOn(of.state, date),
): readonly Lacking[] {
  const { places, indicators = [], money, outcomes, kind = '' } = details;
  const { state } = of;
  const isConfirmed = namingRows(of, date).some(
    ({ role, answer }) => role === 'partner' && answer === 'confirmed',
  );
  const entered = new Set(state.entries.filter(({ on }) => on <= date).map((entry) => entry.kind));
  const has: Readonly<Record<Lacking, boolean>> = {
    places: places !== undefined,
    representation: isConfirmed || indicators.some(({ disaggregation }) => disaggregation?.length),
    milestones: entered.has('milestone'),
    budget: money !== undefined || entered.has('budget') || !PAID_FOR.has(kind),
    outcomes: outcomes !== undefined || indicators.some(({ level }) => level !== 'output'),
  };
  return LACKING.filter((one) => !has[one]);
}
