import { IsOptional } from 'class-validator';
import { defineCommand, refuse } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { DuplicateDenied } from '../duplicate.ts';
import { itself } from '../itself.ts';
import { Organisation, type OrganisationState } from '../organisation.ts';

export class DenyDuplicate {
  static readonly example = {
    listing: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    reason: 'That is our foundation, which is an organisation of its own',
  };

  @IsIdOf('org')
  organisation!: string;

  /** The listing of which you had said that it is of your organisation, too. */
  @IsIdOf('org')
  listing!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const denyDuplicate = defineCommand<DenyDuplicate, OrganisationState>({
  input: DenyDuplicate,
  entity: Organisation,
  summary: 'Take back that another listing is of your organisation, too, while no operator has joined them.',
  allow: itself,
  decide: (state, { organisation, listing, reason }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    return state.duplicates?.confirmed[listing] === undefined
      ? []
      : [DuplicateDenied({ organisation, listing, ...(reason === undefined ? {} : { reason }) })];
  },
});
