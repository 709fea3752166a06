import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsText } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { MandateRevoked } from '../events.ts';
import { MandateClosed, mandateStream } from '../membership.ts';
import { OfMandate } from '../of-mandate.ts';
import { mandateOf } from '../partnership.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class RevokeMandate extends OfMandate {
  static readonly example = { organisation: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w', source: 'fts' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const revokeMandate = definePartnershipCommand({
  afterClosing: true,
  input: RevokeMandate,
  summary: 'Revoke a mandate; what was recorded under it stays in the book.',
  allow: participant,
  decide: ({ mandates }, { partnership, organisation, source, reason }, { actor, effectiveOn }) => {
    const known = mandates.get(mandateOf({ organisation, source }));
    if (!known || known.revokedOn !== undefined)
      return refuse('mandate-unknown', 'No such mandate stands: nothing has to be revoked.');
    const early = refuseBefore(known.on, effectiveOn);
    if (early) return early;
    return [
      MandateRevoked({ partnership, organisation, source, revokedBy: actor.organisation, reason }),
      MandateClosed({ partnership, organisation, source }, mandateStream(partnership, organisation)),
    ];
  },
});
