import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn } from 'class-validator';
import { refuse, type Refusal } from '#kernel';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { MEETING_KINDS, MeetingHeld, type MeetingKind } from '../events.ts';
import { type PartnershipState } from '../partnership.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

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

  /** Organisations: participants, present or former, or who were invited or expressed interest. */
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

/** A meeting is of those who take part or may come to: others are invited first, and may decline afterwards. */
function refuseUnknown(
  { membership, interests, invitations }: PartnershipState,
  attendees: readonly string[],
): Refusal | undefined {
  const invited = new Set([...invitations.values()].map(({ said }) => said.organisation));
  const unknown = attendees.filter(
    (each) => !membership.has(each) && !interests.has(each) && !invited.has(each),
  );
  return unknown.length === 0
    ? undefined
    : refuse(
        'attendee-unknown',
        'Attendees take part, or were invited, or expressed interest: invite the others first (InviteParticipant), then record the meeting.',
        { field: 'attendees', unknown },
      );
}

/** The day it was held is the command's effective date, which never lies in the future. */
export const holdMeeting = definePartnershipCommand({
  input: HoldMeeting,
  summary: 'Record a meeting that was held on the effective date: who attended and what was agreed.',
  allow: participant,
  decide: (state, command, { actor }) => {
    const { partnership, meeting, kind, attendees, agreed } = command;
    const held = MeetingHeld({
      partnership,
      meeting,
      kind,
      attendees,
      agreed,
      recordedBy: actor.organisation,
    });
    return (
      sameAgain(state.meetings.get(meeting), held, command, 'meeting') ??
      refuseUnknown(state, attendees) ?? [held]
    );
  },
});
