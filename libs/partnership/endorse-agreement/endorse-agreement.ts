import { refuse } from '#kernel';
import { IsEntryId } from '#vocabulary';
import { AgreementEndorsed, AgreementFormed } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class EndorseAgreement extends AboutPartnership {
  static readonly example = { agreement: 'agreement-1' };

  @IsEntryId()
  agreement!: string;
}

/** The second endorsement forms it. */
const TO_FORM = 2;

export const endorseAgreement = definePartnershipCommand({
  input: EndorseAgreement,
  summary: 'Endorse an agreement: it stands for those who endorsed it, and is formed by the second.',
  allow: participant,
  decide: ({ agreements, paused }, { partnership, agreement }, { actor: { organisation } }) => {
    const known = agreements.get(agreement);
    if (!known)
      return refuse('agreement-unknown', 'No such agreement is proposed: ProposeAgreement first.', {
        field: 'agreement',
      });
    if (known.endorsers.includes(organisation)) return [];
    const endorsers = [...known.endorsers, organisation];
    const endorsed = AgreementEndorsed({ partnership, agreement, organisation });
    if (known.formed || endorsers.length < TO_FORM) return [endorsed];
    return paused
      ? refuse('pause-open', 'No agreement is formed during a pause: endorse once it is closed (ClosePause).')
      : [endorsed, AgreementFormed({ partnership, agreement, endorsers })];
  },
});
