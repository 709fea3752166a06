import { defineAllow, refuse, relyOn, type Actor, type Allow, type Read, type Refusal } from '#kernel';
import {
  type InPartnership,
  ownMembership,
  Partnership,
  type PartnershipState,
  preliminaryAs,
} from '#partnership';
import { refuseAloud } from './audience.ts';
import {
  disclosureUnknown,
  mayRead,
  Published,
  publishedStream,
  type DisclosureState,
  type StandingNow,
} from './disclosure.ts';

export interface MembershipRead {
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
export const inside = defineAllow<InPartnership, unknown, MembershipRead>({
  label:
    'an active participant, or who is invited, for its own organisation; who only says that it is interested, to ' +
    'participants by name',
  reads: standingReads,
  refuse: ({ actor, read }) => {
    if (!read.book) return partnershipUnknown();
    return standingIn(read, actor.organisation) ? undefined : notInside();
  },
});

type About = InPartnership & { readonly disclosure: string };
/** A disclosure that was told to everybody, as the book tells it beside. */
export interface ToldToAll {
  readonly published: DisclosureState;
}
export const publishedReads = {
  published: ({ partnership, disclosure }: About) =>
    relyOn(Published, publishedStream(partnership, disclosure)),
};
/** What was told to everybody has the revision that everybody is told. */
export const numberedBy = ({ partnership, disclosure }: About): string =>
  publishedStream(partnership, disclosure);
/** What a command on a disclosure is about: what was told to everybody; else what was told quietly, opened. */
export const toldIn = (
  state: DisclosureState | undefined,
  { published }: Read<ToldToAll>,
): DisclosureState | undefined => published ?? state;

/** As much of a disclosure as says whom it may be shown: known without opening it. */
export type Known = Pick<DisclosureState, 'partnership' | 'organisation' | 'audience' | 'retracted'>;
interface Asked {
  readonly command: About;
  readonly state: DisclosureState | undefined;
  readonly actor: Actor;
  readonly read: Read<MembershipRead & ToldToAll>;
}
/** Who may not read it is told what is told of one that never was, before anything else is looked at. */
const refuseUnlessRead = (
  told: Known | undefined,
  { command, actor, read }: Omit<Asked, 'state'>,
): Refusal | undefined =>
  told?.partnership === command.partnership &&
  mayRead(told, actor.organisation, standingIn(read, actor.organisation))
    ? undefined
    : disclosureUnknown();

const guarded = (
  label: string,
  refuseReader: (asked: Asked & { readonly state: DisclosureState }) => Refusal | undefined,
): Allow<About, DisclosureState> =>
  defineAllow<About, DisclosureState, MembershipRead & ToldToAll>({
    label,
    reads: { ...standingReads, ...publishedReads },
    readsOwnStream: ({ known, ...asked }) => {
      const quiet = known as Known | undefined;
      // What was told to everybody is decided without it; its owner alone mends both.
      if (asked.read.published) return quiet?.organisation === asked.actor.organisation;
      return refuseUnlessRead(quiet, asked) ?? true;
    },
    refuse: (asked) => {
      const state = toldIn(asked.state, asked.read);
      return refuseUnlessRead(state, asked) ?? refuseReader({ ...asked, state: state as DisclosureState });
    },
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
