import { IsEntryId, IsText } from '#vocabulary';
import { CapabilityOffered, capabilityUnknown } from '../capabilities.ts';
import { latest, refuseBefore } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class OfferCapability extends AboutPartnership {
  static readonly example = { capability: 'backhaul-1', text: 'Capacity of two satellites, from 2021 on' };

  @IsEntryId()
  capability!: string;

  /** What your organisation can bring of it. */
  @IsText(2000)
  text!: string;
}

export const offerCapability = definePartnershipCommand({
  input: OfferCapability,
  summary: 'Offer a capability that success needs; said again in other words, it replaces your offer.',
  allow: participant,
  decide: (
    { capabilities, membership },
    { partnership, capability, text },
    { actor: { organisation }, effectiveOn },
  ) => {
    const known = capabilities.get(capability);
    if (!known) return capabilityUnknown();
    const offered = known.offers.get(organisation);
    const from = offered?.said;
    if (from === text) return [];
    const early = refuseBefore(latest([known.on, offered?.on, membership.get(organisation)]), effectiveOn);
    return early ?? [CapabilityOffered({ partnership, organisation, capability, text, from })];
  },
});
