import { dayOf } from '#kernel';
import type { Measurement } from '../collective.ts';
import { mayAnswerUntil } from '../consent.ts';
import { type Proposal } from '../proposals.ts';
import { listed, type Entry } from '../entry.ts';
import type { Agreement, PartnershipState } from '../partnership.ts';
import { isInterim } from '../period.ts';
import type { Definition } from '../subjects.ts';
import {
  told,
  type AgreementView,
  type CollectiveIndicatorView,
  type DefinitionView,
  type MeasurementView,
  type ProposalView,
  type WholeOverview,
} from './shape.ts';
import { togetherIn } from './together.ts';

/** Until when those may answer who joined too late to do so by the answer-by date. */
function answerUntil(
  state: Pick<PartnershipState, 'participants' | 'arrivals'>,
  proposal: Proposal,
): Pick<ProposalView, 'answerUntil'> {
  if (proposal.adoptedOn !== undefined || proposal.lapsedOn !== undefined) return {};
  const late = [...state.participants.keys()].flatMap((each) => {
    const until = mayAnswerUntil(state, proposal, each);
    return until === undefined || until === proposal.said.answerBy ? [] : [[each, until] as const];
  });
  return late.length > 0 ? { answerUntil: Object.fromEntries(late) } : {};
}

function proposalView(
  state: Pick<PartnershipState, 'participants' | 'arrivals'>,
  proposal: Proposal,
): ProposalView {
  const { said, answers, objections, adoptedOn, lapsedOn, basis } = proposal;
  const { partnership: _, ...proposed } = said;
  return {
    ...proposed,
    ...answerUntil(state, proposal),
    answers: Object.fromEntries(answers),
    objections: listed(objections, (reason, organisation) => ({ organisation, reason })),
    ...told({ basis }),
    ...(adoptedOn === undefined ? {} : { adoptedOn }),
    ...(lapsedOn === undefined ? {} : { lapsedOn }),
  };
}
const agreementView = ({ said, endorsers, formedOn, basis }: Agreement): AgreementView => {
  const { agreement, title, text, sharing } = said;
  const proposed = { agreement, title, text, sharing, endorsers, ...told({ basis }) };
  return formedOn === undefined ? proposed : { ...proposed, formedOn };
};

const definitionView = ({ said, text, proposal, on, basis }: Definition): DefinitionView => ({
  ...said,
  text,
  proposal,
  adoptedOn: on,
  ...told({ basis }),
});
function measurementView({ said, on, recordedAt, replacedBy, basis }: Measurement): MeasurementView {
  const { partnership: _p, indicator: _i, ...measured } = said;
  return {
    ...measured,
    measuredOn: on,
    recordedAt,
    interim: isInterim({ on, recordedOn: dayOf(recordedAt) }, said.period),
    ...told({ basis }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}
function indicatorsIn({ indicators, measurements }: PartnershipState): CollectiveIndicatorView[] {
  const measured = Map.groupBy(measurements.values(), ({ said }) => said.indicator);
  return listed(indicators, (defined, id) => ({
    ...definitionView(defined),
    former: defined.former.map(definitionView),
    measurements: (measured.get(id) ?? []).map(measurementView),
  }));
}

const participantsIn = ({ participants }: PartnershipState) =>
  listed(participants, ({ said: priorities, on: since, basis }, organisation) => ({
    organisation,
    since,
    priorities,
    ...told({ basis }),
  }));
const formerIn = ({ former }: PartnershipState) =>
  listed(former, ({ said: reason, on: leftOn, basis }, organisation) => ({
    organisation,
    leftOn,
    ...(reason === undefined ? {} : { reason }),
    ...told({ basis }),
  }));
const mandatesIn = ({ mandates }: PartnershipState) =>
  [...mandates.values()]
    .filter(({ revokedOn }) => revokedOn === undefined)
    .map(({ said: { organisation, source, grantedBy }, basis }) => ({
      organisation,
      source,
      grantedBy,
      ...told({ basis }),
    }));

/** What is told of whom it reaches out to, and of what they do together. */
const workIn = ({ participants, calls, pauses, invitations, interests, ...state }: PartnershipState) => ({
  proposals: listed(state.proposals, (one) => proposalView({ ...state, participants }, one)),
  calls: listed(calls, ({ said: { call, text }, basis }) => ({ call, text, ...told({ basis }) })),
  pauses,
  invitations: listed(invitations, ({ said, declined, spent = false, lapsed = false, basis }) => ({
    ...said,
    declined,
    // Told by days, who declined one may have joined before, with another: that is no answer to this one.
    accepted: !declined && !lapsed && (spent || participants.has(said.organisation)),
    ...(lapsed ? { lapsed } : {}),
    ...told({ basis }),
  })),
  interests: listed(interests, ({ said: statement, basis }, organisation) => ({
    organisation,
    statement,
    ...told({ basis }),
  })),
  meetings: listed(state.meetings, ({ said, on: heldOn, basis }) => ({
    ...said,
    heldOn,
    ...told({ basis }),
  })),
});

const lastWord = (entry: Entry<string>) => ({ on: entry.on, text: entry.said, ...told(entry) });

/** What there may be one of: a programme, a goal, a pause, a closing. */
const standingIn = ({ programme, asks, belongsTo, goal, pause, ...state }: PartnershipState) => ({
  ...(programme === undefined ? {} : { programme }),
  ...(asks && { asks: asks.said.programme }),
  ...(belongsTo && { belongsTo: { programme: belongsTo.said, since: belongsTo.on } }),
  ...(goal && { goal: { text: goal.said, adoptedOn: goal.on, proposal: goal.proposal, ...told(goal) } }),
  ...(pause.said ? { pausedSince: pause.on } : {}),
  ...(state.closed && { closed: lastWord(state.closed) }),
  ...(state.reopened && { reopened: lastWord(state.reopened) }),
});

/** A partnership as its state tells it on a day, to those inside. */
export function wholeOverview(partnership: string, state: PartnershipState, date: string): WholeOverview {
  const { title, lead, formerConveners, on: convenedOn, phase, problem, scope } = state;
  return {
    partnership,
    title,
    convener: lead.said,
    formerConveners,
    convenedOn,
    phase: phase.said,
    phaseSince: phase.on,
    problem: problem.said,
    scope: { ...scope.said, ...told(scope) },
    participants: participantsIn(state),
    former: formerIn(state),
    collectiveIndicators: indicatorsIn(state),
    agreements: listed(state.agreements, agreementView),
    mandates: mandatesIn(state),
    ...workIn(state),
    ...togetherIn(state, date),
    ...standingIn(state),
  };
}
