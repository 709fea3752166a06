import { foldFacts, normalText, type Fact } from '#kernel';
import type { Answer } from '../consent.ts';
import { changed, phase, proposal, told, type On } from './changes.ts';
import { collectiveOn } from './collective.ts';
import type {
  AgreementView,
  Data,
  Outcome,
  OverviewDoc,
  OverviewState,
  ProposalView,
  Said,
} from './shape.ts';
import { noSteps, stepsOn, withoutStepsOf } from './steps.ts';

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
  ParticipantInvited: (state, fact) => {
    const { organisation } = fact.data as Data<'ParticipantInvited'>;
    const accepted = state.participants.some((one) => one.organisation === organisation);
    const answer = { declined: false, accepted };
    const invited = { ...(fact.data as Data<'ParticipantInvited'>), ...answer, ...told(fact) };
    const invitations = [...state.invitations, invited];
    return phase({ ...state, invitations }, state.phase === 'scoping' ? 'soliciting' : state.phase, fact.on);
  },
  InvitationDeclined: (state, fact) => {
    const { invitation, organisation } = fact.data as Data<'InvitationDeclined'>;
    return {
      ...state,
      invitations: changed(
        state.invitations,
        (one) => one.invitation === invitation,
        // Told by days, who declined one may have joined before, with another: that is no answer to this one.
        (one) => ({ ...one, declined: true, accepted: false }),
      ),
      // Whoever declines was interested once; it may say so again.
      interests: state.interests.filter((one) => one.organisation !== organisation),
    };
  },
  CallOpened: (state, fact) => {
    const { call, text } = fact.data as Data<'CallOpened'>;
    const calls = [...state.calls, { call, text, ...told(fact) }];
    return phase({ ...state, calls }, state.phase === 'scoping' ? 'soliciting' : state.phase, fact.on);
  },
  InterestExpressed: (state, fact) => {
    const { organisation, statement } = fact.data as Data<'InterestExpressed'>;
    const others = state.interests.filter((one) => one.organisation !== organisation);
    return { ...state, interests: [...others, { organisation, statement, ...told(fact) }] };
  },
  ParticipantJoined: (state, fact) => {
    const { organisation, priorities } = fact.data as Data<'ParticipantJoined'>;
    return {
      ...state,
      participants: [...state.participants, { organisation, since: fact.on, priorities, ...told(fact) }],
      former: state.former.filter((one) => one.organisation !== organisation),
      invitations: changed(
        state.invitations,
        (one) => one.organisation === organisation && !one.declined,
        (one) => ({ ...one, accepted: true }),
      ),
    };
  },
  ParticipantLeft: (state, fact) => {
    const { organisation, reason } = fact.data as Data<'ParticipantLeft'>;
    const left = {
      organisation,
      leftOn: fact.on,
      ...(reason === undefined ? {} : { reason }),
      ...told(fact),
    };
    return {
      ...state,
      participants: state.participants.filter((one) => one.organisation !== organisation),
      former: [...state.former, left],
      // Whoever leaves was interested once; to be counted as interested again, it says so again.
      interests: state.interests.filter((one) => one.organisation !== organisation),
      ...withoutStepsOf(state, organisation),
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
  ProposalMade: (state, fact) => {
    const { partnership: _, ...said } = fact.data as Said<'ProposalMade'>;
    return {
      ...state,
      proposals: [...state.proposals, { ...said, answers: {}, objections: [], ...told(fact) }],
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
  GoalAdopted: (state, fact) => {
    const { proposal: id, goal } = fact.data as Outcome<'GoalAdopted'>;
    const adoptedOn = fact.on;
    return {
      ...proposal(state, id, () => ({ adoptedOn })),
      goal: { text: goal, adoptedOn, proposal: id, ...told(fact) },
    };
  },
  PartnershipClosed: (state, fact) => {
    const { proposal: id, text } = fact.data as Outcome<'PartnershipClosed'>;
    const { on } = fact;
    const closed = { on, text, ...told(fact) };
    return phase({ ...proposal(state, id, () => ({ adoptedOn: on })), closed }, 'closed', on);
  },
};

const working: On = {
  ProblemRefined: (state, { data }) => ({ ...state, problem: (data as Data<'ProblemRefined'>).to }),
  ScopeRefined: (state, fact) => ({
    ...state,
    scope: { ...(fact.data as Data<'ScopeRefined'>).to, ...told(fact) },
  }),
  MeetingHeld: (state, fact) => ({
    ...state,
    meetings: [...state.meetings, { ...(fact.data as Data<'MeetingHeld'>), heldOn: fact.on, ...told(fact) }],
  }),
  PauseOpened: (state, { on }) =>
    phase({ ...state, pausedSince: on, pauses: [...state.pauses, { since: on }] }, 'pause', on),
  PauseClosed: ({ pausedSince, pauses, ...state }, { on }) =>
    phase(
      {
        ...state,
        pauses: changed(
          pauses,
          ({ since, until }) => since === pausedSince && until === undefined,
          (one) => ({ ...one, until: on }),
        ),
      },
      'agreement',
      on,
    ),
  AgreementProposed: (state, fact) => {
    const { agreement, title, text, sharing } = fact.data as Data<'AgreementProposed'>;
    const proposed = { agreement, title, text, sharing, endorsers: [], ...told(fact) };
    return { ...state, agreements: [...state.agreements, proposed] };
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
  MandateGranted: (state, fact) => {
    const { organisation, source, grantedBy } = fact.data as Data<'MandateGranted'>;
    return { ...state, mandates: [...state.mandates, { organisation, source, grantedBy, ...told(fact) }] };
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
  PartnershipConvened: (state, fact) => {
    const { title, programme, organisation, problem, scope } = fact.data as Data<'PartnershipConvened'>;
    const { on } = fact;
    // Partnerships are found and put together by it: what was stored in another form is the same programme.
    const belongs = programme === undefined ? {} : { programme: normalText(programme) };
    const own = {
      title,
      convener: organisation,
      convenedOn: on,
      problem,
      scope: { ...scope, ...told(fact) },
    };
    return { ...state, ...own, ...belongs, phaseSince: on };
  },
  ...membership,
  ...consentOn,
  ...collectiveOn,
  ...working,
  ...stepsOn,
};

/** The events that an overview is told from. */
export const overviewEvents: readonly string[] = Object.keys(on);

/** A partnership as its facts tell it, up to a day. */
export const overviewOn = ({ partnership, facts }: OverviewDoc, date: string): OverviewState => {
  const start: OverviewState = {
    partnership,
    title: '',
    convener: '',
    formerConveners: [],
    convenedOn: '',
    phase: 'scoping',
    phaseSince: '',
    problem: '',
    scope: { places: [], sdgTargets: [] },
    participants: [],
    former: [],
    collectiveIndicators: [],
    agreements: [],
    mandates: [],
    calls: [],
    pauses: [],
    invitations: [],
    interests: [],
    meetings: [],
    proposals: [],
    ...noSteps,
  };
  return foldFacts(facts, date, { start, on });
};
