import { refuse, type Allow } from '#kernel';
import type { OrganisationState } from './organisation.ts';

/** Who may answer that it is named: only the organisation that is to go on, or in an older book was said to. */
export const namedToGoOn: Allow<unknown, OrganisationState> = {
  label: 'the organisation that is named to go on in its place',
  refuse: ({ state, actor }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const named = state.offered?.successor ?? state.successor?.organisation;
    return named === actor.organisation
      ? undefined
      : refuse('not-the-successor', 'It has not named your organisation to go on in its place.', {
          field: 'organisation',
        });
  },
};
