import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { pick, refuse, same } from '#kernel';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { organisationUnknown, relyOnListed } from '#partnership';
import { defineChange } from '../change.ts';
import { aboutIt, isOwn } from '../commitment.ts';
import { TransferOffered, type Offered } from '../events.ts';
import { OnCommitment } from '../input.ts';
import { Money } from '../particulars.ts';
import { isOutdated, offerOf, refuseEarlier, refuseMore, transferOutdated } from '../transfer.ts';

export class OfferTransfer extends OnCommitment {
  static readonly example = {
    offer: 'offer-1',
    to: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    money: { amount: '600000', currency: 'USD' },
    note: 'Our office in Lima closes; what is left is 600,000',
  };

  /** What is accepted is this offer, and no other: choose a new id to offer it again. */
  @IsEntryId()
  offer!: string;

  /** Who would take it over. */
  @IsIdOf('org')
  to!: string;

  /** What the receiver takes on, where that is not the whole. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Money)
  money?: Money;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const offerTransfer = defineChange<OfferTransfer, { receiver: object }>({
  input: OfferTransfer,
  summary:
    'Offer your commitment to another organisation, as it stands; a new offer replaces the one before.',
  reads: { receiver: ({ to }) => relyOnListed({ organisation: to }) },
  decide: (state, command, { effectiveOn, read: { receiver } }) => {
    if (!isOwn(state))
      return refuse('not-confirmed', 'Nobody gave its word yet: who has confirmed it may hand it over.');
    const said: Offered = pick(command, ['offer', 'to', 'money', 'note']);
    const known = offerOf(state, command.offer);
    if (known) {
      const { on, outdatedOn: _, ...before } = known;
      if (!same(before, said) || (command.effectiveOn ?? on) !== on)
        return refuse('entry-id-taken', `"${known.offer}" offers something else already: take another id.`, {
          field: 'offer',
        });
      return isOutdated(state, known) ? transferOutdated() : [];
    }
    if (command.to === state.organisation)
      return refuse('own-receiver', 'It is your own already: offer it to another organisation.', {
        field: 'to',
      });
    if (!receiver) return organisationUnknown('to');
    const refusal = refuseEarlier(state, effectiveOn) ?? refuseMore(state, command.money, effectiveOn);
    return refusal ?? [TransferOffered({ ...aboutIt(state), ...said })];
  },
});
