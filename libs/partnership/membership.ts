import { defineAllow, event, refuse, relyOn, type Actor, type Entity, type Refusal } from '#kernel';

/**
 * The guards beside a book. That an organisation takes part, or holds a mandate, is told by a small stream of its own,
 * so that a commitment never waits on the busy stream of the partnership.
 */
export const MembershipOpened = event<{ partnership: string; organisation: string }>()(
  'MembershipOpened',
  'guard',
);
export const MembershipClosed = event<{ partnership: string; organisation: string }>()(
  'MembershipClosed',
  'guard',
);
export const MandateOpened = event<{
  partnership: string;
  organisation: string;
  source: string;
  grantedBy: string;
}>()('MandateOpened', 'guard');
export const MandateClosed = event<{ partnership: string; organisation: string; source: string }>()(
  'MandateClosed',
  'guard',
);

export const memberStream = (partnership: string, organisation: string): string =>
  `${partnership}-member-${organisation}`;
export const mandateStream = (partnership: string, organisation: string): string =>
  `${partnership}-mandate-${organisation}`;

export const Membership: Entity<{ readonly active: boolean }> = {
  kind: 'member',
  stream: ({ partnership, organisation }: { partnership: string; organisation: string }) =>
    memberStream(partnership, organisation),
  evolve: { MembershipOpened: () => ({ active: true }), MembershipClosed: () => ({ active: false }) },
};

/** The sources an organisation may make attributed records from, each granted once at a time. */
export const Mandate: Entity<{ readonly sources: readonly string[] }> = {
  kind: 'mandate',
  stream: ({ partnership, organisation }: { partnership: string; organisation: string }) =>
    mandateStream(partnership, organisation),
  evolve: {
    MandateOpened: (state, { data }: { data: { source: string } }) => ({
      sources: [...(state?.sources ?? []), data.source],
    }),
    MandateClosed: (state, { data }: { data: { source: string } }) => ({
      sources: state.sources.filter((source) => source !== data.source),
    }),
  },
};

export type InPartnership = { readonly partnership: string };

/** The actor's own membership, to be read beside a command's entity. */
export const ownMembership = ({ partnership }: InPartnership, actor: Actor) =>
  relyOn(Membership, memberStream(partnership, actor.organisation));

export const refuseUnlessActive = (member: { active: boolean } | undefined): Refusal | undefined =>
  member?.active
    ? undefined
    : refuse(
        'not-a-participant',
        'Only an active participant may do this: join the partnership first (JoinPartnership).',
      );

export const activeParticipant = defineAllow({
  label: 'an active participant, for its own organisation',
  reads: { member: ownMembership },
  refuse: ({ read }) => refuseUnlessActive(read.member),
});
