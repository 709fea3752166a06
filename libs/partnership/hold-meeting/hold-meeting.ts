import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn } from 'class-validator';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { MEETING_KINDS, MeetingHeld, type MeetingKind } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class HoldMeeting extends AboutPartnership {
  static readonly example = {
    meeting: 'scoping-1',
    kind: 'scoping',
    attendees: ['org_01hzy3v7qk8m4n2p6r9s0t1v5w', 'org_01hzy3v7qk8m4n2p6r9s0t1v5x'],
    agreed: ['A common, concrete goal'],
    effectiveOn: '2020-06-18',
  };

  @IsEntryId()
  meeting!: string;

  @IsIn(MEETING_KINDS)
  kind!: MeetingKind;

  /** Organisations: participants, or of the preliminary group. */
  @IsIdOf('org', { each: true })
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  attendees!: string[];

  /** What was agreed, one point each; none is an answer, too. */
  @IsText(5000, { each: true })
  @ArrayMaxSize(100)
  agreed!: string[];
}

/** The day it was held is the command's effective date, which never lies in the future. */
export const holdMeeting = definePartnershipCommand({
  input: HoldMeeting,
  summary: 'Record a meeting that was held on the effective date: who attended and what was agreed.',
  allow: participant,
  decide: ({ meetings }, command, { actor }) => {
    const { partnership, meeting, kind, attendees, agreed } = command;
    const held = MeetingHeld({
      partnership,
      meeting,
      kind,
      attendees,
      agreed,
      recordedBy: actor.organisation,
    });
    return sameAgain(meetings.get(meeting), held, command) ?? [held];
  },
});
