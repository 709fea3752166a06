import { defineCommand, refuse, relyOn } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { DuplicateConfirmed } from '../duplicate.ts';
import { itself } from '../itself.ts';
import { Organisation, organisationStream, type OrganisationState } from '../organisation.ts';

export class ConfirmDuplicate {
  static readonly example = {
    listing: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    keep: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
  };

  @IsIdOf('org')
  organisation!: string;

  /** The other listing of your organisation. */
  @IsIdOf('org')
  listing!: string;

  /** Which of both is kept: from the other no command is taken once an operator has joined them. */
  @IsIdOf('org')
  keep!: string;
}

export const confirmDuplicate = defineCommand<
  ConfirmDuplicate,
  OrganisationState,
  { listing: OrganisationState }
>({
  input: ConfirmDuplicate,
  entity: Organisation,
  summary:
    'Say that another listing is of your organisation, too, and which is kept: an operator joins them once both have said the same.',
  allow: itself,
  reads: { listing: ({ listing }) => relyOn(Organisation, organisationStream(listing)) },
  decide: (state, { organisation, listing, keep }, { read }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    if (listing === organisation)
      return refuse('own-duplicate', 'A listing is no duplicate of itself: name the other one.', {
        field: 'listing',
      });
    if (!read.listing)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'listing' });
    if (keep !== organisation && keep !== listing)
      return refuse('keep-neither', 'Say in "keep" which of both listings is kept.', { field: 'keep' });
    return state.duplicates?.confirmed[listing] === keep
      ? []
      : [DuplicateConfirmed({ organisation, listing, keep })];
  },
});
