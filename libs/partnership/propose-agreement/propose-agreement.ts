import { Type } from 'class-transformer';
import { IsInt, Max, Min, ValidateNested } from 'class-validator';
import { refuse } from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { IsEntryId, IsLine, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { AgreementProposed, type SharingPractice } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class SharingPracticeInput implements SharingPractice {
  /** The rhythm: each who endorses reports on its commitments every so many months. */
  @IsInt()
  @Min(1)
  @Max(120)
  everyMonths!: number;

  @IsText(500)
  channel!: string;

  /** What of it is public, in words. */
  @IsText(2000)
  public!: string;
}

export class ProposeAgreement extends AboutPartnership {
  static readonly example = {
    agreement: 'agreement-1',
    title: 'Working together on connectivity',
    text: 'We build connectivity infrastructure together, and share plans, target areas and priorities',
    sharing: { everyMonths: 6, channel: 'The central platform', public: 'Everything but prices' },
  };

  @IsEntryId()
  agreement!: string;

  @IsLine(300)
  title!: string;

  @IsText(20_000)
  text!: string;

  @ValidateNested()
  @Type(() => SharingPracticeInput)
  sharing!: SharingPracticeInput;
}

export const proposeAgreement = definePartnershipCommand<ProposeAgreement, { endings: Endings }>({
  input: ProposeAgreement,
  summary: 'Propose an agreement, after an agreement meeting; it is formed by its second endorsement.',
  allow: participant,
  reads: { endings: relyOnEndings },
  decide: ({ agreements, meetings }, command, { actor, effectiveOn, read: { endings } }) => {
    const { partnership, agreement, title, text, sharing } = command;
    const proposed = AgreementProposed({
      partnership,
      agreement,
      title,
      text,
      sharing,
      proposedBy: actor.organisation,
    });
    const again = sameAgain(agreements.get(agreement), proposed, command, 'agreement');
    if (again) return again;
    const ended = refuseEnded(endings, actor.organisation);
    if (ended) return ended;
    const met = [...meetings.values()].some(({ said, on }) => said.kind === 'agreement' && on <= effectiveOn);
    return met
      ? [proposed]
      : refuse(
          'no-agreement-meeting',
          'Record an agreement meeting first (HoldMeeting, kind "agreement"), held on or before this effective date.',
        );
  },
});
