import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand } from '#kernel';
import { Dated, IsLine, IsText } from '#vocabulary';
import { ParticipantJoined, PartnershipConvened } from '../events.ts';
import { MembershipOpened, memberStream } from '../membership.ts';
import { anyOrganisation, Partnership } from '../partnership.ts';
import { ScopeInput } from '../scope.ts';

export class ConvenePartnership extends Dated {
  static readonly example = {
    title: 'Global Connectivity Partnership Dialogue',
    problem: 'COVID-19 made digital connection a condition for taking part in the world economy',
    scope: { places: ['global'], sdgTargets: ['9.c'] },
    programme: 'UN75 Global Governance Forum',
    priorities: ['Connectivity for everyone'],
  };

  @IsLine(300)
  title!: string;

  /** The problem statement. */
  @IsText(5000)
  problem!: string;

  @ValidateNested()
  @Type(() => ScopeInput)
  scope!: ScopeInput;

  /** A forum or a campaign that the partnership belongs to. */
  @IsOptional()
  @IsLine(300)
  programme?: string;

  /** The convener's own priorities, as every participant says them when it joins. */
  @IsOptional()
  @IsText(1000, { each: true })
  @ArrayMaxSize(20)
  priorities?: string[];
}

export const convenePartnership = defineCommand({
  input: ConvenePartnership,
  entity: Partnership,
  creates: 'ptn',
  summary: 'Convene a partnership around a problem; its convener is its first participant.',
  allow: anyOrganisation,
  decide: (_, { title, problem, scope, programme, priorities = [] }, { self, actor: { organisation } }) => {
    const own = { partnership: self, organisation };
    return [
      PartnershipConvened({ ...own, title, problem, scope, programme }),
      ParticipantJoined({ ...own, priorities }),
      MembershipOpened(own, memberStream(self, organisation)),
    ];
  },
});
