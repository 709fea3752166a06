import { decimal, refuse, type Refusal } from '#kernel';
import { latest, refuseBefore } from '#partnership';
import { detailsOn, type CommitmentState, type Offer } from './commitment.ts';
import type { Details } from './input.ts';
import type { Money } from './particulars.ts';

export const TRANSFERRED = ['offered', 'given', 'taken'] as const;
export type Transferred = (typeof TRANSFERRED)[number];

export const offerOf = ({ offers }: CommitmentState, id: string): Offer | undefined =>
  offers.find(({ offer }) => offer === id);

/** Whether a later offer stands in its place, or the promise has changed since. */
export const isOutdated = ({ offers }: CommitmentState, offer: Offer): boolean =>
  offer !== offers.at(-1) || offer.outdatedOn !== undefined;

export const transferOutdated = (): Refusal =>
  refuse(
    'transfer-outdated',
    'It was changed or offered anew since: the owner offers it again, under another id (OfferTransfer).',
    { field: 'offer' },
  );

/** What can be accepted, as it reads on a day. */
export function offerOn({ offers, ended }: CommitmentState, date: string): Offer | undefined {
  const offer = offers.findLast(({ on }) => on <= date);
  const outdated = offer?.outdatedOn !== undefined && offer.outdatedOn <= date;
  return outdated || (ended !== undefined && ended.on <= date) ? undefined : offer;
}

/** Where a commitment stands between two organisations, on a day. */
export const transfersOn = (state: CommitmentState, date: string): readonly Transferred[] => [
  ...(offerOn(state, date) ? (['offered'] as const) : []),
  ...(state.ended?.to && state.ended.on <= date ? (['given'] as const) : []),
  ...(state.transferOf ? (['taken'] as const) : []),
];

/** An offer is of all that was said by its day, so that the receiver takes on neither more nor less. */
export const refuseEarlier = (state: CommitmentState, effectiveOn: string): Refusal | undefined =>
  refuseBefore(
    latest([
      ...Object.values(state.said).map((series) => series.at(-1)?.on),
      state.suspensions.at(-1)?.on,
      state.offers.at(-1)?.on,
      state.firmOn,
      state.confirmedOn,
    ]),
    effectiveOn,
  );

/** Money that is no part of what was promised. */
export function refuseMore(state: CommitmentState, money: Money | undefined, day: string) {
  if (!money) return undefined;
  const field = 'money';
  const { money: whole } = detailsOn(state, day);
  if (!whole) return refuse('no-money-promised', 'No money is promised here: leave "money" out.', { field });
  if (whole.currency !== money.currency || decimal.compare(money.amount, whole.amount) > 0)
    return refuse(
      'more-than-promised',
      `It promises ${whole.amount} ${whole.currency}: offer that or less of it, or amend it first (AmendCommitment).`,
      { field },
    );
  return undefined;
}

/** To whom it goes over, and how much of its money, where that is not the whole. */
export type Handed = Pick<Offer, 'to' | 'money'>;

/** Whether the receiver takes on less than the money that is promised on a day. */
export const isOfPart = (state: CommitmentState, { money }: Handed, day: string): boolean => {
  const { money: whole } = detailsOn(state, day);
  return money !== undefined && whole !== undefined && decimal.compare(money.amount, whole.amount) < 0;
};

/** What the receiver promises: all that stands, the money as offered, and itself where the owner named itself. */
export function takenOver(state: CommitmentState, { to, money }: Handed, day: string): Details {
  const { with: others, sourceOrganisation: giver, ...details } = detailsOn(state, day) as Details;
  const partners = others?.filter((one) => one !== to) ?? [];
  return {
    ...details,
    ...(money ? { money } : {}),
    ...(partners.length > 0 ? { with: partners } : {}),
    ...(giver
      ? { sourceOrganisation: giver.organisation === state.organisation ? { organisation: to } : giver }
      : {}),
  };
}
