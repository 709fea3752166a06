import { refuse } from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { IsEntryId } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { AgreementEndorsed, AgreementFormed } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class EndorseAgreement extends AboutPartnership {
  static readonly example = { agreement: 'agreement-1' };

  @IsEntryId()
  agreement!: string;
}

/** The second endorsement forms it. */
const TO_FORM = 2;

export const endorseAgreement = definePartnershipCommand<EndorseAgreement, { endings: Endings }>({
  input: EndorseAgreement,
  summary: 'Endorse an agreement: it stands for those who endorsed it, and is formed by the second.',
  allow: participant,
  reads: { endings: relyOnEndings },
  decide: (
    { agreements, pause },
    { partnership, agreement },
    { actor: { organisation }, effectiveOn, read: { endings } },
  ) => {
    const known = agreements.get(agreement);
    if (!known)
      return refuse('agreement-unknown', 'No such agreement is proposed: ProposeAgreement first.', {
        field: 'agreement',
      });
    if (known.endorsers.includes(organisation)) return [];
    const early = refuseEnded(endings, organisation) ?? refuseBefore(known.on, effectiveOn);
    if (early) return early;
    // Who has ended since forms it with nobody.
    const endorsers = [...known.endorsers.filter((each) => !endings?.endedOn.has(each)), organisation];
    const endorsed = AgreementEndorsed({ partnership, agreement, organisation });
    if (known.formedOn !== undefined || endorsers.length < TO_FORM) return [endorsed];
    if (pause.said)
      return refuse(
        'pause-open',
        'No agreement is formed during a pause: endorse once it is closed (ClosePause).',
      );
    const paused = refuseBefore(pause.on, effectiveOn);
    if (paused) return paused;
    const formed = AgreementFormed({ partnership, agreement, endorsers });
    // Endorsements may be recorded in another order than that in which they were given.
    const later = known.endorsedOn > effectiveOn;
    return [endorsed, later ? { ...formed, effectiveOn: known.endorsedOn } : formed];
  },
});
