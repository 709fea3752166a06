import { IsText } from '#vocabulary';
import { InterestExpressed } from '../events.ts';
import { AboutPartnership, anyOrganisation, definePartnershipCommand } from '../partnership.ts';

export class ExpressInterest extends AboutPartnership {
  static readonly example = { statement: 'We run ground stations on three continents' };

  @IsText(5000)
  statement!: string;
}

export const expressInterest = definePartnershipCommand({
  input: ExpressInterest,
  summary: 'Express interest in a partnership; said again in other words, it replaces what was said.',
  allow: anyOrganisation,
  decide: ({ interests }, { partnership, statement }, { actor: { organisation } }) => {
    const from = interests.get(organisation);
    return from === statement ? [] : [InterestExpressed({ partnership, organisation, statement, from })];
  },
});
