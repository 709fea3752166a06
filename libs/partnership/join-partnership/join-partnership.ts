import { ArrayMaxSize, ArrayMinSize } from 'class-validator';
import { refuse } from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { IsText } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { ParticipantJoined } from '../events.ts';
import { MembershipOpened, memberStream } from '../membership.ts';
import { AboutPartnership, anyOrganisation, definePartnershipCommand } from '../book-command.ts';

export class JoinPartnership extends AboutPartnership {
  static readonly example = { priorities: ['Networks in rural areas', 'Affordable handsets'] };

  /** What the organisation itself wants out of it. */
  @IsText(1000, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  priorities!: string[];
}

export const joinPartnership = definePartnershipCommand<JoinPartnership, { endings: Endings }>({
  input: JoinPartnership,
  summary: 'Join, with a standing invitation or under an open call, saying your own priorities.',
  allow: anyOrganisation,
  reads: { endings: relyOnEndings },
  decide: (
    { participants, membership, invitations, calls },
    { partnership, priorities },
    { actor: { organisation }, effectiveOn, read },
  ) => {
    if (participants.has(organisation))
      return refuse('already-a-participant', 'Your organisation takes part already: there is nothing to do.');
    const invited = [...invitations.values()].some(
      ({ said, declined, lapsed }) => said.organisation === organisation && !declined && !lapsed,
    );
    if (!invited && calls.size === 0)
      return refuse(
        'not-invited',
        'No invitation stands and no call is open: ask a participant for one (InviteParticipant, OpenCall), or ExpressInterest.',
      );
    const early =
      refuseEnded(read.endings, organisation) ?? refuseBefore(membership.get(organisation), effectiveOn);
    if (early) return early;
    const own = { partnership, organisation };
    return [
      ParticipantJoined({ ...own, priorities }),
      MembershipOpened(own, memberStream(partnership, organisation)),
    ];
  },
});
