import { refuse, type Allow } from '#kernel';

/** Who says what is listed about an organisation: that one alone. */
export const itself: Allow<{ readonly organisation: string }> = {
  label: 'the organisation itself',
  refuse: ({ command, actor }) =>
    command.organisation === actor.organisation
      ? undefined
      : refuse('not-your-organisation', 'Only the organisation itself changes what is listed about it.'),
};
