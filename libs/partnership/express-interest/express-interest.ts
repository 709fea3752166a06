import { IsText } from '#vocabulary';
import { latest, refuseBefore } from '../entry.ts';
import { InterestExpressed } from '../events.ts';
import { AboutPartnership, anyOrganisation, definePartnershipCommand } from '../book-command.ts';

export class ExpressInterest extends AboutPartnership {
  static readonly example = { statement: 'We run ground stations on three continents' };

  @IsText(5000)
  statement!: string;
}

export const expressInterest = definePartnershipCommand({
  input: ExpressInterest,
  summary: 'Express interest in a partnership; said again in other words, it replaces what was said.',
  allow: anyOrganisation,
  decide: (
    { interests, invitations, membership },
    { partnership, statement },
    { actor: { organisation }, effectiveOn },
  ) => {
    const known = interests.get(organisation);
    const from = known?.said;
    if (from === statement) return [];
    // It is not dated before it declined, either, which ended an interest of before.
    const declined = invitations
      .values()
      .flatMap(({ said, declinedOn }) => (said.organisation === organisation ? [declinedOn] : []));
    const early = refuseBefore(latest([known?.on, membership.get(organisation), ...declined]), effectiveOn);
    return early ?? [InterestExpressed({ partnership, organisation, statement, from })];
  },
});
