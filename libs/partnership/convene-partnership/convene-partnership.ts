import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, refuse } from '#kernel';
import { Dated, IsIdOf, IsLine, IsText } from '#vocabulary';
import { ParticipantJoined, PartnershipConvened } from '../events.ts';
import { MembershipOpened, memberStream } from '../membership.ts';
import { Partnership, type PartnershipState } from '../partnership.ts';
import { anyOrganisation } from '../book-command.ts';
import { programmeUnknown, relyOnProgramme, type ProgrammeState } from '../programme/programme.ts';
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

  /** A forum or a campaign, in words: a label, which is listed and never added up. */
  @IsOptional()
  @IsLine(300)
  programme?: string;

  /** A registered programme that it asks to belong to: its owner admits it (AdmitPartnership). */
  @IsOptional()
  @IsIdOf('prg')
  asks?: string;

  /** The convener's own priorities, as every participant says them when it joins. */
  @IsOptional()
  @IsText(1000, { each: true })
  @ArrayMaxSize(20)
  priorities?: string[];
}

export const convenePartnership = defineCommand<
  ConvenePartnership,
  PartnershipState,
  { asked: ProgrammeState }
>({
  input: ConvenePartnership,
  entity: Partnership,
  creates: 'ptn',
  summary: 'Convene a partnership around a problem; its convener is its first participant.',
  allow: anyOrganisation,
  reads: { asked: ({ asks }) => relyOnProgramme(asks) },
  decide: (
    _,
    { title, problem, scope, programme: label, asks, priorities = [] },
    { self, actor: { organisation }, read: { asked } },
  ) => {
    if (asks !== undefined && !asked) return programmeUnknown('asks');
    if (asks !== undefined && label !== undefined)
      return refuse('programme-twice', 'Say a registered programme in "asks", or a label in "programme".', {
        field: 'programme',
      });
    const own = { partnership: self, organisation };
    const programme = asked?.name ?? label;
    return [
      PartnershipConvened({
        ...own,
        title,
        problem,
        scope,
        programme,
        ...(asks === undefined ? {} : { asks }),
      }),
      ParticipantJoined({ ...own, priorities }),
      MembershipOpened(own, memberStream(self, organisation)),
    ];
  },
});
