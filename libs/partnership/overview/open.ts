import type { Open, Overview, WholeOverview, ProposalView } from './shape.ts';

export const isIn = ({ participants }: WholeOverview, organisation: string): boolean =>
  participants.some((one) => one.organisation === organisation);

/** Whom a proposal that is not adopted waits for, and what is to be said of that. */
function waitingOn(view: ProposalView, state: WholeOverview, date: string) {
  const { answers, objections, to, answerBy, answerUntil = {} } = view;
  const active = state.participants.map(({ organisation }) => organisation);
  const objectors = objections.map(({ organisation }) => organisation);
  const silent = active.filter((one) => !answers[one]);
  const leading = to !== undefined && active.includes(to) && answers[to] !== 'consented' ? [to] : [];
  const awaited = silent.filter((one) => answerBy === undefined || date <= (answerUntil[one] ?? answerBy));
  const waitsFor = [...new Set([...awaited, ...objectors, ...leading])];
  if (to !== undefined && !active.includes(to))
    return { waitsFor, remark: 'Not adopted while who is to lead takes no part: Propose another.' };
  if (waitsFor.length > 0) return { waitsFor };
  if (!active.some((one) => answers[one] === 'consented'))
    return { waitsFor: active, remark: 'Nobody has consented, and at least one has to (Consent).' };
  const consented = active.filter((one) => answers[one] === 'consented');
  if (silent.length > 0 && consented.length < Math.min(2, active.length))
    return {
      waitsFor: silent,
      remark: 'Silence adopts what two have consented to: one more has to (Consent).',
    };
  return { waitsFor, remark: 'The day to answer by has passed: anybody records it (RecordAdoption).' };
}

/** A proposal waits for who is silent or objects, and for who is to lead and has not consented; an objection, for its objector. */
function proposalOpen(view: ProposalView, state: WholeOverview, date: string): Open[] {
  const { proposal, text, objections, answerBy } = view;
  const { waitsFor, remark } = waitingOn(view, state, date);
  return [
    {
      what: 'proposal',
      id: proposal,
      says: remark === undefined ? text : `${text} (${remark})`,
      waitsFor,
      ...(answerBy === undefined ? {} : { due: answerBy }),
    },
    ...objections.map(({ organisation, reason }): Open => ({
      what: 'objection',
      id: proposal,
      says: reason,
      waitsFor: [organisation],
    })),
  ];
}

/** What nobody answered for, offered or ended yet, and whom to ask; nobody in particular where nobody is named. */
const stepsOpenIn = ({ missingVoices, capabilities, nextSteps }: WholeOverview, date: string): Open[] => [
  ...missingVoices
    .filter(({ resolved }) => resolved === undefined)
    .map(({ voice, who, organisation }): Open => ({
      what: 'missing-voice',
      id: voice,
      says: who,
      waitsFor: organisation === undefined ? [] : [organisation],
    })),
  ...capabilities
    .filter(({ offers }) => offers.length === 0)
    .map(({ capability, text, organisations }): Open => ({
      what: 'capability',
      id: capability,
      says: text,
      waitsFor: organisations,
    })),
  ...nextSteps
    .filter(({ status }) => status === 'open')
    .map(({ step, text, by, due }): Open => ({
      what: 'next-step',
      id: step,
      says: text,
      waitsFor: [by],
      due,
      ...(due < date ? { overdue: true } : {}),
    })),
];

/** Who has said that it could help, and has no invitation to answer: any participant invites it. */
const interestsIn = (state: WholeOverview): Open[] =>
  state.interests
    .filter(
      ({ organisation }) =>
        !isIn(state, organisation) &&
        !state.invitations.some(
          (one) => one.organisation === organisation && !one.declined && !one.accepted && !one.lapsed,
        ),
    )
    .map(({ organisation, statement }) => ({
      what: 'interest',
      id: organisation,
      says: statement,
      waitsFor: [],
    }));

/** Everything that waits for somebody's word. */
export function openIn(state: WholeOverview, date: string): Open[] {
  const { agreements, invitations, participants, pausedSince, goal, closed } = state;
  const proposals = state.proposals.filter(
    ({ adoptedOn, lapsedOn, subject }) =>
      adoptedOn === undefined && lapsedOn === undefined && (!closed || subject === 'reopening'),
  );
  const proposed = proposals.flatMap((proposal) => proposalOpen(proposal, state, date));
  if (closed) return proposed;
  return [
    ...(goal || proposals.some(({ subject }) => subject === 'goal')
      ? []
      : [{ what: 'goal' as const, says: 'No goal is adopted or proposed yet (Propose).', waitsFor: [] }]),
    ...proposed,
    ...agreements
      .filter(({ formedOn }) => formedOn === undefined)
      .map(({ agreement, title, endorsers }): Open => {
        const others = participants
          .map(({ organisation }) => organisation)
          .filter((one) => !endorsers.includes(one));
        return { what: 'agreement', id: agreement, says: title, waitsFor: others };
      }),
    ...invitations
      .filter(({ declined, accepted, lapsed }) => !declined && !accepted && !lapsed)
      .map(({ invitation, organisation, canActOn }): Open => ({
        what: 'invitation',
        id: invitation,
        says: canActOn,
        waitsFor: [organisation],
      })),
    ...(pausedSince === undefined
      ? []
      : [{ what: 'pause' as const, says: `Paused since ${pausedSince} (ClosePause).`, waitsFor: [] }]),
    ...interestsIn(state),
    ...stepsOpenIn(state, date),
  ];
}

/** What waits for somebody's word, once these organisations have ended: for theirs no more. */
export function openWithout(whole: Overview, ended: ReadonlySet<string>, date: string): Open[] {
  const { participants, proposals = [] } = whole;
  const goesOn = ({ organisation }: { organisation: string }) => !ended.has(organisation);
  const answered = proposals.map((proposal) => ({
    ...proposal,
    answers: Object.fromEntries(Object.entries(proposal.answers).filter(([one]) => !ended.has(one))),
    objections: proposal.objections.filter(goesOn),
  }));
  const without = { ...whole, participants: participants.filter(goesOn), proposals: answered };
  return openIn(without as WholeOverview, date).map((one) => ({
    ...one,
    waitsFor: one.waitsFor.filter((organisation) => !ended.has(organisation)),
  }));
}
