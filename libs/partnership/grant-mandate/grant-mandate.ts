import { refuseBefore } from '../entry.ts';
import { MandateGranted } from '../events.ts';
import { MandateOpened, mandateStream } from '../membership.ts';
import { OfMandate } from '../of-mandate.ts';
import { mandateOf } from '../partnership.ts';
import { definePartnershipCommand, organisationUnknown, participant, relyOnListed } from '../book-command.ts';

export class GrantMandate extends OfMandate {
  static readonly example = { organisation: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w', source: 'fts' };
}

export const grantMandate = definePartnershipCommand({
  input: GrantMandate,
  summary: 'Let an organisation make attributed records from a named source, and nothing else.',
  allow: participant,
  reads: { organisation: relyOnListed },
  decide: ({ mandates }, { partnership, organisation, source }, { actor, effectiveOn, read }) => {
    const known = mandates.get(mandateOf({ organisation, source }));
    if (known && known.revokedOn === undefined) return [];
    if (!read.organisation) return organisationUnknown();
    const early = refuseBefore(known?.revokedOn, effectiveOn);
    if (early) return early;
    const granted = { partnership, organisation, source, grantedBy: actor.organisation };
    return [MandateGranted(granted), MandateOpened(granted, mandateStream(partnership, organisation))];
  },
});
