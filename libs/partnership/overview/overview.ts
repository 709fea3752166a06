import { basisOf, defineProjection, EVER, withFact, type StoredEvent } from '#kernel';
import { overviewEvents, overviewOn } from './fold.ts';
import type { Open, Overview, OverviewDoc, OverviewState, ProposalView } from './shape.ts';

export type { Open, Overview, OverviewDoc, Phase } from './shape.ts';

const isIn = ({ participants }: OverviewState, organisation: string): boolean =>
  participants.some((one) => one.organisation === organisation);

/** A proposal waits for who is silent, who objects, and who is to lead and has not consented. */
function openProposal({ proposal, text, answers, objections, to }: ProposalView, state: OverviewState): Open {
  const silent = state.participants.map(({ organisation }) => organisation).filter((one) => !answers[one]);
  const receiver = to !== undefined && isIn(state, to) && answers[to] === 'stood-aside' ? [to] : [];
  const gone = to !== undefined && !isIn(state, to);
  return {
    what: 'proposal',
    id: proposal,
    says: gone ? `${text} (Not adopted while who is to lead takes no part: Propose another.)` : text,
    waitsFor: [...silent, ...objections.map((one) => one.organisation), ...receiver],
  };
}

/** What nobody answered for, offered or ended yet, and whom to ask; nobody in particular where nobody is named. */
const stepsOpenIn = ({ missingVoices, capabilities, nextSteps }: OverviewState, date: string): Open[] => [
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

/** Who has said that it could help, and was not invited since: any participant invites it. */
const interestsIn = (state: OverviewState): Open[] =>
  state.interests
    .filter(
      ({ organisation }) =>
        !isIn(state, organisation) && !state.invitations.some((one) => one.organisation === organisation),
    )
    .map(({ organisation, statement }) => ({
      what: 'interest',
      id: organisation,
      says: statement,
      waitsFor: [],
    }));

/** Everything that waits for somebody's word. */
function openIn(state: OverviewState, date: string): Open[] {
  const { proposals, agreements, invitations, participants, pausedSince, goal, closed } = state;
  if (closed) return [];
  return [
    ...(goal || proposals.some(({ subject }) => subject === 'goal')
      ? []
      : [{ what: 'goal' as const, says: 'No goal is adopted or proposed yet (Propose).', waitsFor: [] }]),
    ...proposals
      .filter(({ adoptedOn }) => adoptedOn === undefined)
      .map((proposal) => openProposal(proposal, state)),
    ...agreements
      .filter(({ formedOn }) => formedOn === undefined)
      .map(({ agreement, title, endorsers }): Open => {
        const others = participants
          .map(({ organisation }) => organisation)
          .filter((one) => !endorsers.includes(one));
        return { what: 'agreement', id: agreement, says: title, waitsFor: others };
      }),
    ...invitations
      .filter(({ declined, accepted }) => !declined && !accepted)
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

function preliminaryIn(state: OverviewState): string[] {
  const invited = state.invitations
    .filter(({ declined, accepted }) => !declined && !accepted)
    .map(({ organisation }) => organisation);
  const all = new Set([...invited, ...state.interests.map(({ organisation }) => organisation)]);
  return [...all].filter((one) => !isIn(state, one));
}

/** Where a partnership stands: phase, scope, goal, participants, agreements, and what is open. */
export const overview = defineProjection<OverviewDoc, Overview>({
  name: 'overview',
  version: 3,
  keys: ({ data }) => [(data as { partnership: string }).partnership],
  on: Object.fromEntries(
    overviewEvents.map((type) => [
      type,
      (doc: OverviewDoc | undefined, event: StoredEvent): OverviewDoc => {
        const { partnership } = event.data as { partnership: string };
        return { partnership, facts: withFact(doc?.facts ?? [], event) };
      },
    ]),
  ),
  columns: {
    title: { kind: 'text', of: (doc, date) => overviewOn(doc, date).title },
    programme: { kind: 'text', of: (doc, date) => overviewOn(doc, date).programme ?? null },
    convener: { kind: 'text', of: (doc, date) => overviewOn(doc, date).convener },
    effectiveOn: { kind: 'text', of: (doc) => overviewOn(doc, EVER).convenedOn },
    phase: { kind: 'text', of: (doc, date) => overviewOn(doc, date).phase },
    participants: { kind: 'integer', of: (doc, date) => overviewOn(doc, date).participants.length },
    tags: {
      kind: 'terms',
      of: (doc, date) => {
        const { scope, participants } = overviewOn(doc, date);
        return [
          ...scope.places.map((place) => `place=${place}`),
          ...scope.sdgTargets.map((target) => `sdg=${target}`),
          ...participants.map(({ organisation }) => `participant=${organisation}`),
        ];
      },
    },
  },
  at: (doc, date) => {
    const state = overviewOn(doc, date);
    const preliminaryGroup = preliminaryIn(state);
    const nextSteps = state.nextSteps.map((one) => ({
      ...one,
      overdue: one.status === 'open' && one.due < date,
    }));
    return {
      ...state,
      nextSteps,
      preliminaryGroup,
      open: openIn(state, date),
      basis: basisOf(doc.facts, date),
    };
  },
});

/**
 * What anybody may see. Proposals, objections, invitations and meetings are for those who take part, and so is what
 * meetings lead to: missing voices, next steps and working groups. What was announced or shared is for everybody, and
 * what success needs: who could bring it may well be outside.
 */
export function publicOverview({
  preliminaryGroup: _g,
  invitations: _i,
  interests: _n,
  meetings: _m,
  proposals: _p,
  missingVoices: _v,
  nextSteps: _s,
  workingGroups: _w,
  open: _o,
  agreements,
  ...rest
}: Overview): Overview {
  return { ...rest, agreements: agreements.filter(({ formedOn }) => formedOn !== undefined) };
}

/** Whether an organisation takes part, or is invited or interested. */
export const isInside = ({ participants, preliminaryGroup = [] }: Overview, organisation: string): boolean =>
  participants.some((one) => one.organisation === organisation) || preliminaryGroup.includes(organisation);

/** The reporting rhythm, in months, of everybody who endorsed a formed agreement: the shortest of its agreements. */
export function rhythmsOf({ agreements }: Overview): Map<string, number> {
  const rhythms = new Map<string, number>();
  for (const { endorsers, sharing, formedOn } of agreements)
    if (formedOn !== undefined)
      for (const one of endorsers)
        rhythms.set(one, Math.min(rhythms.get(one) ?? Infinity, sharing.everyMonths));
  return rhythms;
}
