import { ArrayMaxSize, ArrayUnique, IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { CapabilityNamed } from '../capabilities.ts';
import { sameAgain } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant, relyOnListed } from '../book-command.ts';

const MOST_NAMED = 20;

export class NameCapability extends AboutPartnership {
  static readonly example = {
    capability: 'backhaul-1',
    text: 'Satellite backhaul where there is no fibre',
    organisations: ['org_01hzy3v7qk8m4n2p6r9s0t1v5w'],
  };

  @IsEntryId()
  capability!: string;

  /** What success needs. */
  @IsText(2000)
  text!: string;

  /** Who could bring it: listed organisations, participants or not. Public, as the capability is. */
  @IsOptional()
  @IsIdOf('org', { each: true })
  @ArrayUnique()
  @ArrayMaxSize(MOST_NAMED)
  organisations?: string[];
}

interface Listed {
  readonly listed: readonly object[];
}
const listed = ({ organisations = [] }: NameCapability) =>
  organisations.map((organisation) => relyOnListed({ organisation }));

export const nameCapability = definePartnershipCommand<NameCapability, Listed>({
  input: NameCapability,
  summary: 'Name a capability that success needs, and who could bring it; everybody can see it.',
  allow: participant,
  reads: { listed },
  decide: ({ capabilities }, command, { actor, read }) => {
    const { partnership, capability, text, organisations } = command;
    const named = CapabilityNamed({
      partnership,
      capability,
      text,
      organisations,
      namedBy: actor.organisation,
    });
    const again = sameAgain(capabilities.get(capability), named, command, 'capability');
    if (again) return again;
    const unknown = (organisations ?? []).filter((_, i) => !read.listed?.[i]);
    return unknown.length === 0
      ? [named]
      : refuse(
          'organisation-unknown',
          '"organisations" names some that are not listed: register them first (RegisterOrganisation).',
          { field: 'organisations', unknown },
        );
  },
});
