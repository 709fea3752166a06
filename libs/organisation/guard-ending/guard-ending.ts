import { Already, defineCommand, operatorAtTheStore, relyOn, type NewEvent } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { Ending, OrganisationEnded, type Endings } from '../endings.ts';
import { Organisation, organisationStream, type OrganisationState } from '../organisation.ts';

class GuardEnding {
  static readonly example = {};

  @IsIdOf('org')
  organisation!: string;
}

/** Given at the start, not at any door: organisations that ended before there was a guard of endings stand in none. */
export const guardEnding = defineCommand<GuardEnding, Endings, { listing: OrganisationState }>({
  input: GuardEnding,
  entity: Ending,
  own: () => ({}),
  summary: 'Have an organisation that ended in an earlier version guarded as one that has ended.',
  allow: operatorAtTheStore,
  reads: { listing: ({ organisation }) => relyOn(Organisation, organisationStream(organisation)) },
  decide: (endings, { organisation }, { read: { listing } }): readonly NewEvent[] | Already => {
    if (!listing?.ended || endings?.endedOn.has(organisation)) return new Already();
    const ended = OrganisationEnded({ organisation, how: listing.ended });
    return [listing.changedOn === undefined ? ended : { ...ended, effectiveOn: listing.changedOn }];
  },
});
