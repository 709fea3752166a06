import { defineAllow, refuse, relyOn, type Actor, type Allow, type Read, type Refusal } from '#kernel';
import { ownMembership, type InPartnership } from '../partnership/membership.ts';
import { isPreliminary, Partnership, type PartnershipState } from '../partnership/partnership.ts';
import { disclosureUnknown, mayRead, type DisclosureState, type StandingNow } from './disclosure.ts';

export interface Standing {
  readonly member: { readonly active: boolean };
  readonly book: PartnershipState;
}
/** Who takes part is told exactly; who is invited or interested may change without any harm. */
export const standingReads = {
  member: ownMembership,
  book: ({ partnership }: InPartnership) =>
    relyOn(Partnership, Partnership.stream({ partnership } as never), 'existence'),
};

export const standingIn = (
  { member, book }: { member?: { active: boolean } | undefined; book?: PartnershipState | undefined },
  organisation: string,
): StandingNow =>
  member?.active ? 'active' : book && isPreliminary(book, organisation) ? 'preliminary' : undefined;

const notInside = (): Refusal =>
  refuse(
    'not-a-participant',
    'Only who takes part, or is invited or interested, discloses here: join, or express interest first.',
  );
const partnershipUnknown = (): Refusal =>
  refuse('partnership-unknown', 'No such partnership stands here: convene it first (ConvenePartnership).', {
    field: 'partnership',
  });

/** Who takes part, or belongs to the preliminary group. */
export const inside = defineAllow<InPartnership, unknown, Standing>({
  label: 'an active participant, or who is invited or interested, for its own organisation',
  reads: standingReads,
  refuse: ({ actor, read }) => {
    if (!read.book) return partnershipUnknown();
    return standingIn(read, actor.organisation) ? undefined : notInside();
  },
});

interface Asked {
  readonly command: InPartnership;
  readonly state: DisclosureState | undefined;
  readonly actor: Actor;
  readonly read: Read<Standing>;
}
/** Who may not read it is told what is told of one that never was, before anything else is looked at. */
const refuseUnlessRead = ({ command, state, actor, read }: Asked): Refusal | undefined =>
  state?.partnership === command.partnership &&
  mayRead(state, actor.organisation, standingIn(read, actor.organisation))
    ? undefined
    : disclosureUnknown();

const guarded = (
  label: string,
  refuseReader: (asked: Asked & { readonly state: DisclosureState }) => Refusal | undefined,
): Allow<InPartnership, DisclosureState> =>
  defineAllow<InPartnership, DisclosureState, Standing>({
    label,
    reads: standingReads,
    refuse: (asked) =>
      refuseUnlessRead(asked) ?? refuseReader(asked as Asked & { readonly state: DisclosureState }),
  });

const refuseUnlessOwner = ({ state, actor }: { state: DisclosureState; actor: Actor }) =>
  actor.organisation === state.organisation
    ? undefined
    : refuse('not-the-owner', 'Only the organisation whose disclosure it is may do this.');

export const owner = guarded('the owner, taking part or not', refuseUnlessOwner);
export const ownerInside = guarded(
  'the owner, while it takes part or is invited or interested',
  (asked) =>
    refuseUnlessOwner(asked) ?? (standingIn(asked.read, asked.actor.organisation) ? undefined : notInside()),
);
export const reader = guarded('who may read it, while it takes part or is invited or interested', (asked) => {
  if (asked.actor.organisation === asked.state.organisation)
    return refuse('own-disclosure', 'Readers answer; say your own anew instead (SupersedeDisclosure).');
  return standingIn(asked.read, asked.actor.organisation) ? undefined : notInside();
});
