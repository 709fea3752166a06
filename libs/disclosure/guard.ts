import { defineAllow, refuse, relyOn, type Actor, type Allow, type Read, type Refusal } from '#kernel';
import { ownMembership, type InPartnership } from '../partnership/membership.ts';
import { Partnership, preliminaryAs, type PartnershipState } from '../partnership/partnership.ts';
import { refuseAloud } from './audience.ts';
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
): StandingNow => (member?.active ? 'active' : book && preliminaryAs(book, organisation));

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
  label:
    'an active participant, or who is invited, for its own organisation; who only says that it is interested, to ' +
    'participants by name',
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
  'the owner, while it takes part or is invited; while it only says that it is interested, to participants by name',
  (asked) => {
    const refusal = refuseUnlessOwner(asked);
    if (refusal) return refusal;
    const standing = standingIn(asked.read, asked.actor.organisation);
    return standing ? undefined : notInside();
  },
);
/** What is said anew is said to all who heard it before: to others than those it names, not by interest alone. */
export const ownerSpeaking = guarded(
  'the owner, while it takes part or is invited; while it only says that it is interested, of what it told by name',
  (asked) => {
    const refusal = refuseUnlessOwner(asked);
    if (refusal) return refusal;
    const standing = standingIn(asked.read, asked.actor.organisation);
    if (standing === undefined) return notInside();
    const { audience } = asked.state;
    const isByName = !audience.public && audience.participants.length === 0;
    return standing === 'interested' && !isByName ? refuseAloud('disclosure') : undefined;
  },
);
export const reader = guarded(
  'who may read it, while it takes part or is invited; while it only says that it is interested, what names it',
  (asked) => {
    const { actor, state, read } = asked;
    if (actor.organisation === state.organisation)
      return refuse('own-disclosure', 'Readers answer; say your own anew instead (SupersedeDisclosure).');
    const standing = standingIn(read, actor.organisation);
    if (standing === undefined) return notInside();
    return standing === 'interested' && !state.audience.named.includes(actor.organisation)
      ? refuseAloud('disclosure')
      : undefined;
  },
);
