import { foldFacts, type Fact } from '#kernel';
import type { Answer, Subject } from './consent.ts';
import type * as consent from './consent.ts';
import type * as events from './events.ts';

export type Phase = 'scoping' | 'soliciting' | 'pause' | 'agreement' | 'executing' | 'scaling' | 'closed';
type Data<E extends keyof typeof events> = events.DataOf<(typeof events)[E]>;
type Said<E extends 'ProposalMade' | 'Consented' | 'Objected' | 'GoalAdopted' | 'PartnershipClosed'> =
  events.DataOf<(typeof consent)[E]>;

export interface OverviewDoc {
  readonly partnership: string;
  readonly facts: readonly Fact[];
}
interface ProposalView {
  readonly proposal: string;
  readonly subject: Subject;
  readonly text: string;
  readonly proposedBy: string;
  readonly answerBy?: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly objections: readonly { readonly organisation: string; readonly reason: string }[];
  readonly adoptedOn?: string;
}
interface AgreementView {
  readonly agreement: string;
  readonly title: string;
  readonly text: string;
  readonly sharing: events.SharingPractice;
  readonly endorsers: readonly string[];
  readonly formedOn?: string;
}
/** A partnership as it reads on a day. What is only for its participants is left out for others by `publicOverview`. */
export interface Overview {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
  readonly convener: string;
  readonly convenedOn: string;
  readonly phase: Phase;
  readonly phaseSince: string;
  readonly problem: string;
  readonly scope: events.Scope;
  readonly goal?: { readonly text: string; readonly adoptedOn: string; readonly proposal: string };
  readonly participants: readonly {
    readonly organisation: string;
    readonly since: string;
    readonly priorities: readonly string[];
  }[];
  readonly former: readonly {
    readonly organisation: string;
    readonly leftOn: string;
    readonly reason?: string;
  }[];
  readonly agreements: readonly AgreementView[];
  readonly mandates: readonly {
    readonly organisation: string;
    readonly source: string;
    readonly grantedBy: string;
  }[];
  readonly calls: readonly { readonly call: string; readonly text: string }[];
  readonly pausedSince?: string;
  readonly closed?: { readonly on: string; readonly text: string };
  /** Invited or interested, and not joined. */
  readonly preliminaryGroup?: readonly string[];
  readonly invitations?: readonly (Data<'ParticipantInvited'> & { readonly declined: boolean })[];
  readonly interests?: readonly { readonly organisation: string; readonly statement: string }[];
  readonly meetings?: readonly (Data<'MeetingHeld'> & { readonly heldOn: string })[];
  readonly proposals?: readonly ProposalView[];
  /** What waits for somebody, and for whom. */
  readonly open?: readonly Open[];
  readonly basis: readonly string[];
}
export interface Open {
  readonly what: 'proposal' | 'agreement' | 'invitation' | 'pause' | 'goal';
  readonly id?: string;
  readonly says: string;
  readonly waitsFor: readonly string[];
}

export type OverviewState = Omit<Overview, 'basis' | 'open' | 'preliminaryGroup'> &
  Required<Pick<Overview, 'invitations' | 'interests' | 'meetings' | 'proposals'>>;
type On = { readonly [type: string]: (state: OverviewState, fact: Fact) => OverviewState };

const phase = (state: OverviewState, phase: Phase, since: string): OverviewState =>
  state.phase === phase ? state : { ...state, phase, phaseSince: since };
const changed = <T>(list: readonly T[], which: (one: T) => boolean, to: (one: T) => T): readonly T[] =>
  list.map((one) => (which(one) ? to(one) : one));
const proposal = (
  state: OverviewState,
  id: string,
  to: (one: ProposalView) => Partial<ProposalView>,
): OverviewState => ({
  ...state,
  proposals: changed(
    state.proposals,
    (one) => one.proposal === id,
    (one) => ({ ...one, ...to(one) }),
  ),
});
const agreement = (
  state: OverviewState,
  id: string,
  to: (one: AgreementView) => Partial<AgreementView>,
): OverviewState => ({
  ...state,
  agreements: changed(
    state.agreements,
    (one) => one.agreement === id,
    (one) => ({ ...one, ...to(one) }),
  ),
});
const answer =
  (given: Answer) =>
  (state: OverviewState, { data }: Fact): OverviewState => {
    const { proposal: id, organisation } = data as Said<'Consented'>;
    return proposal(state, id, ({ answers }) => ({ answers: { ...answers, [organisation]: given } }));
  };
const without = (answers: ProposalView['answers'], organisation: string) =>
  Object.fromEntries(Object.entries(answers).filter(([one]) => one !== organisation));

const membership: On = {
  ParticipantInvited: (state, { data, on }) =>
    phase(
      {
        ...state,
        invitations: [...state.invitations, { ...(data as Data<'ParticipantInvited'>), declined: false }],
      },
      state.phase === 'scoping' ? 'soliciting' : state.phase,
      on,
    ),
  InvitationDeclined: (state, { data }) => ({
    ...state,
    invitations: changed(
      state.invitations,
      ({ invitation }) => invitation === (data as Data<'InvitationDeclined'>).invitation,
      (one) => ({ ...one, declined: true }),
    ),
  }),
  CallOpened: (state, { data, on }) => {
    const { call, text } = data as Data<'CallOpened'>;
    const calls = [...state.calls, { call, text }];
    return phase({ ...state, calls }, state.phase === 'scoping' ? 'soliciting' : state.phase, on);
  },
  InterestExpressed: (state, { data }) => {
    const { organisation, statement } = data as Data<'InterestExpressed'>;
    const others = state.interests.filter((one) => one.organisation !== organisation);
    return { ...state, interests: [...others, { organisation, statement }] };
  },
  ParticipantJoined: (state, { data, on }) => {
    const { organisation, priorities } = data as Data<'ParticipantJoined'>;
    return {
      ...state,
      participants: [...state.participants, { organisation, since: on, priorities }],
      former: state.former.filter((one) => one.organisation !== organisation),
    };
  },
  ParticipantLeft: (state, { data, on }) => {
    const { organisation, reason } = data as Data<'ParticipantLeft'>;
    const left = { organisation, leftOn: on, ...(reason === undefined ? {} : { reason }) };
    return {
      ...state,
      participants: state.participants.filter((one) => one.organisation !== organisation),
      former: [...state.former, left],
      proposals: changed(
        state.proposals,
        ({ adoptedOn }) => adoptedOn === undefined,
        (one) => ({
          ...one,
          answers: without(one.answers, organisation),
          objections: one.objections.filter((objection) => objection.organisation !== organisation),
        }),
      ),
    };
  },
};

const consentOn: On = {
  ProposalMade: (state, { data }) => {
    const { proposal, subject, text, answerBy, proposedBy } = data as Said<'ProposalMade'>;
    const made = { proposal, subject, text, proposedBy, answers: {}, objections: [] };
    return {
      ...state,
      proposals: [...state.proposals, answerBy === undefined ? made : { ...made, answerBy }],
    };
  },
  Consented: answer('consented'),
  StoodAside: answer('stood-aside'),
  Objected: (state, { data }) => {
    const { proposal: id, organisation, reason } = data as Said<'Objected'>;
    return proposal(state, id, ({ objections }) => ({
      objections: [
        ...objections.filter((one) => one.organisation !== organisation),
        { organisation, reason },
      ],
    }));
  },
  ObjectionWithdrawn: (state, { data }) => {
    const { proposal: id, organisation } = data as Said<'Consented'>;
    return proposal(state, id, ({ objections }) => ({
      objections: objections.filter((one) => one.organisation !== organisation),
    }));
  },
  GoalAdopted: (state, { data, on }) => {
    const { proposal: id, goal } = data as Said<'GoalAdopted'>;
    return {
      ...proposal(state, id, () => ({ adoptedOn: on })),
      goal: { text: goal, adoptedOn: on, proposal: id },
    };
  },
  PartnershipClosed: (state, { data, on }) => {
    const { proposal: id, text } = data as Said<'PartnershipClosed'>;
    return phase({ ...proposal(state, id, () => ({ adoptedOn: on })), closed: { on, text } }, 'closed', on);
  },
};

const working: On = {
  ProblemRefined: (state, { data }) => ({ ...state, problem: (data as Data<'ProblemRefined'>).to }),
  ScopeRefined: (state, { data }) => ({ ...state, scope: (data as Data<'ScopeRefined'>).to }),
  MeetingHeld: (state, { data, on }) => ({
    ...state,
    meetings: [...state.meetings, { ...(data as Data<'MeetingHeld'>), heldOn: on }],
  }),
  PauseOpened: (state, { on }) => phase({ ...state, pausedSince: on }, 'pause', on),
  PauseClosed: ({ pausedSince: _, ...state }, { on }) => phase(state, 'agreement', on),
  AgreementProposed: (state, { data }) => {
    const { agreement, title, text, sharing } = data as Data<'AgreementProposed'>;
    return {
      ...state,
      agreements: [...state.agreements, { agreement, title, text, sharing, endorsers: [] }],
    };
  },
  AgreementEndorsed: (state, { data }) => {
    const { agreement: id, organisation } = data as Data<'AgreementEndorsed'>;
    return agreement(state, id, ({ endorsers }) => ({ endorsers: [...endorsers, organisation] }));
  },
  AgreementFormed: (state, { data, on }) =>
    phase(
      agreement(state, (data as Data<'AgreementFormed'>).agreement, () => ({ formedOn: on })),
      'executing',
      on,
    ),
  MandateGranted: (state, { data }) => {
    const { organisation, source, grantedBy } = data as Data<'MandateGranted'>;
    return { ...state, mandates: [...state.mandates, { organisation, source, grantedBy }] };
  },
  MandateRevoked: (state, { data }) => {
    const { organisation, source } = data as Data<'MandateRevoked'>;
    return {
      ...state,
      mandates: state.mandates.filter((one) => one.organisation !== organisation || one.source !== source),
    };
  },
};

const on: On = {
  PartnershipConvened: (state, { data, on }) => {
    const { title, programme, organisation, problem, scope } = data as Data<'PartnershipConvened'>;
    const own = { title, convener: organisation, convenedOn: on, problem, scope };
    return { ...state, ...own, ...(programme === undefined ? {} : { programme }), phaseSince: on };
  },
  ...membership,
  ...consentOn,
  ...working,
};

/** The events that an overview is told from. */
export const overviewEvents: readonly string[] = Object.keys(on);

/** A partnership as its facts tell it, up to a day. */
export const overviewOn = ({ partnership, facts }: OverviewDoc, date: string): OverviewState => {
  const start: OverviewState = {
    partnership,
    title: '',
    convener: '',
    convenedOn: '',
    phase: 'scoping',
    phaseSince: '',
    problem: '',
    scope: { places: [], sdgTargets: [] },
    participants: [],
    former: [],
    agreements: [],
    mandates: [],
    calls: [],
    invitations: [],
    interests: [],
    meetings: [],
    proposals: [],
  };
  return foldFacts(facts, date, { start, on });
};
