import { addDays, event, evolve, type Evolve, type NewEvent, type StoredEvent } from '#kernel';
import {
  changeSome,
  dayItTells,
  dayRecorded,
  latest,
  put,
  putLast,
  toEntry,
  without,
  type Entries,
  type Entry,
} from './entry.ts';
import type { DataOf, ParticipantJoined, ParticipantLeft, ProblemRefined, ScopeRefined } from './events.ts';
import type { Phase } from './phase.ts';
import { isOpen } from './settled.ts';
import {
  rulesOf,
  type BelongingAdopted,
  type CollectiveIndicatorAdopted,
  type ExpansionAdopted,
  type GoalAdopted,
  type LeadHandedOver,
  type PartnershipClosed,
  type PartnershipReopened,
  type ProposalTerms,
  type AdoptedState,
  type Defined,
  type Definition,
  type Subject,
} from './subjects.ts';

type Said = { readonly partnership: string; readonly proposal: string };
type Voice = Said & { readonly organisation: string };
export type Answer = 'consented' | 'stood-aside';
export const ProposalMade = event<
  Said & ProposalTerms & { subject: Subject; text: string; answerBy?: string; proposedBy: string }
>()('ProposalMade', 'participants');
/** `from` is the same participant's earlier answer, where this one replaces it. */
export const Consented = event<Voice & { from?: Answer }>()('Consented', 'participants');
export const StoodAside = event<Voice & { from?: Answer }>()('StoodAside', 'participants');
export const Objected = event<Voice & { reason: string; from?: string }>()('Objected', 'participants');
export const ObjectionWithdrawn = event<Voice & { reason?: string }>()('ObjectionWithdrawn', 'participants');

/** An answer and an objection are two things: who withdraws its objection stands by what it answered before. */
export interface Proposal extends Entry<DataOf<typeof ProposalMade>> {
  readonly answers: Entries<Answer>;
  readonly objections: Entries<string>;
  /** The latest day of each organisation's words on it. */
  readonly spoke: Entries<string>;
  readonly recordedOn: string;
  readonly adoptedOn?: string;
  /** The day on which the partnership was closed, and it was left without an outcome. */
  readonly lapsedOn?: string;
}
/** What consent is told from. The participants are those active at this instant. */
export interface Electorate extends AdoptedState {
  /** Everybody who ever joined, and the day it last joined or left. */
  readonly membership: Entries<string>;
  /** Everybody who ever joined, and the day on which the book last learned so. */
  readonly arrivals: Entries<string>;
  readonly proposals: Entries<Proposal>;
  /** What was reopened with, since it was last closed. */
  readonly reopened?: Entry<string>;
  /** What else closing ends. */
  readonly invitations: Entries<Entry<unknown>>;
  readonly calls: Entries<Entry<unknown>>;
  readonly phase: Entry<Phase>;
}

function change<S extends Electorate>(
  state: S,
  id: string,
  to: (proposal: Proposal) => Partial<Proposal>,
): S {
  const proposal = state.proposals.get(id);
  return proposal
    ? { ...state, proposals: put(state.proposals, id, { ...proposal, ...to(proposal) }) }
    : state;
}

/** How an organisation's word changes a proposal. */
const spoken =
  <D extends Voice>(to: (proposal: Proposal, data: D) => Partial<Proposal>) =>
  <S extends Electorate>(state: S, event: StoredEvent<string, D>): S =>
    change(state, event.data.proposal, (proposal) => ({
      ...to(proposal, event.data),
      spoke: put(proposal.spoke, event.data.organisation, dayItTells(event)),
    }));
const answered = (answer: Answer) =>
  spoken(({ answers }, { organisation }) => ({ answers: put(answers, organisation, answer) }));

/** What was said freely is of no proposal. */
const adopted = <S extends Electorate>(state: S, event: StoredEvent<string, Partial<Said>>): S =>
  event.data.proposal === undefined
    ? state
    : change(state, event.data.proposal, () => ({ adoptedOn: dayItTells(event) }));

const formerOf = ({ former, ...defined }: Defined): readonly Definition[] => [...former, defined];

/** Who leaves takes its answers and its open objections along; should it rejoin, it answers as a newcomer does. */
export function left<S extends Electorate>(
  state: S,
  event: StoredEvent<string, DataOf<typeof ParticipantLeft>>,
): S {
  const { organisation } = event.data;
  const proposals = changeSome(
    state.proposals,
    (proposal) => isOpen(state, proposal),
    (proposal) => ({
      ...proposal,
      answers: without(proposal.answers, organisation),
      objections: without(proposal.objections, organisation),
    }),
  );
  const participants = without(state.participants, organisation);
  const membership = put(state.membership, organisation, dayItTells(event));
  return { ...state, participants, membership, proposals };
}

/** Who joins takes part from now on. */
export const joined = <S extends Electorate>(
  state: S,
  event: StoredEvent<string, DataOf<typeof ParticipantJoined>>,
): S => ({
  ...state,
  participants: put(state.participants, event.data.organisation, toEntry(event, event.data.priorities)),
  membership: put(state.membership, event.data.organisation, dayItTells(event)),
  arrivals: put(state.arrivals, event.data.organisation, dayRecorded(event)),
});

/** Closing leaves what is proposed without an outcome; so does reopening what was proposed to that end beside it. */
function lapsed<S extends Electorate>(state: S, event: StoredEvent): S {
  const proposals = changeSome(
    state.proposals,
    ({ adoptedOn, lapsedOn }) => adoptedOn === undefined && lapsedOn === undefined,
    (proposal) => ({ ...proposal, lapsedOn: dayItTells(event) }),
  );
  return { ...state, proposals };
}

/** How the electorate and its proposals change, event by event. */
export const consentFolds = <S extends Electorate>(): Evolve<S> => ({
  ParticipantJoined: joined,
  ParticipantLeft: left,
  ProposalMade: (state, event: StoredEvent<string, DataOf<typeof ProposalMade>>) => ({
    ...state,
    proposals: put(state.proposals, event.data.proposal, {
      ...toEntry(event, event.data),
      answers: new Map(),
      objections: new Map(),
      spoke: new Map(),
      recordedOn: dayRecorded(event),
    }),
  }),
  Consented: answered('consented'),
  StoodAside: answered('stood-aside'),
  Objected: spoken(({ objections }, { organisation, reason }: DataOf<typeof Objected>) => ({
    objections: putLast(objections, organisation, reason),
  })),
  ObjectionWithdrawn: spoken(({ objections }, { organisation }) => ({
    objections: without(objections, organisation),
  })),
  ProblemRefined: (state, event: StoredEvent<string, DataOf<typeof ProblemRefined>>) => ({
    ...adopted(state, event),
    problem: toEntry(event, event.data.to),
  }),
  ScopeRefined: (state, event: StoredEvent<string, DataOf<typeof ScopeRefined>>) => ({
    ...adopted(state, event),
    scope: toEntry(event, event.data.to),
  }),
  GoalAdopted: (state, event: StoredEvent<string, DataOf<typeof GoalAdopted>>) => ({
    ...adopted(state, event),
    goal: { ...toEntry(event, event.data.goal), proposal: event.data.proposal },
  }),
  CollectiveIndicatorAdopted: (
    state,
    event: StoredEvent<string, DataOf<typeof CollectiveIndicatorAdopted>>,
  ) => {
    const { indicator, text, proposal } = event.data;
    const before = state.indicators.get(indicator.id);
    const defined = { ...toEntry(event, indicator), text, proposal, former: before ? formerOf(before) : [] };
    return { ...adopted(state, event), indicators: put(state.indicators, indicator.id, defined) };
  },
  ExpansionAdopted: (state, event: StoredEvent<string, DataOf<typeof ExpansionAdopted>>) => {
    const { to } = event.data;
    return { ...adopted(state, event), ...(to ? { scope: toEntry(event, to) } : {}) };
  },
  LeadHandedOver: (state, event: StoredEvent<string, DataOf<typeof LeadHandedOver>>) => {
    const { organisation, from } = event.data;
    // Two proposals may hand over to the same organisation: with the second, it goes on.
    if (from === organisation) return adopted(state, event);
    const lead = toEntry(event, organisation);
    const former = { organisation: from, since: state.lead.on, until: lead.on };
    return { ...adopted(state, event), lead, formerConveners: [...state.formerConveners, former] };
  },
  BelongingAdopted: (state, event: StoredEvent<string, DataOf<typeof BelongingAdopted>>) => {
    const { programme, name, proposal } = event.data;
    const { programme: _p, asks: _a, belongsTo: _b, ...rest } = adopted(state, event) as Electorate;
    const asks = programme === undefined ? {} : { asks: toEntry(event, { programme, by: proposal }) };
    return { ...rest, ...(name === undefined ? {} : { programme: name }), ...asks } as typeof state;
  },
  PartnershipClosed: (state, event: StoredEvent<string, DataOf<typeof PartnershipClosed>>) => ({
    ...lapsed(adopted(state, event), event),
    closed: toEntry(event, event.data.text),
  }),
  PartnershipReopened: (state, event: StoredEvent<string, DataOf<typeof PartnershipReopened>>) => {
    const { closed: _, ...open } = lapsed(adopted(state, event), event) as Electorate;
    return { ...open, reopened: toEntry(event, event.data.text) } as typeof state;
  },
});

/**
 * So many days everybody has to answer, at the least: an answer-by date lies no nearer to its recording, and whoever joins
 * later has as many from then on. Who ends a book, opens it anew or hands it over leaves more.
 */
export const DAYS_TO_ANSWER = 14;
const DAYS_FOR_THE_WHOLE = 30;
const OF_THE_WHOLE: ReadonlySet<Subject> = new Set(['closing', 'reopening', 'hand-over']);
export const daysToAnswer = (subject: Subject): number =>
  OF_THE_WHOLE.has(subject) ? DAYS_FOR_THE_WHOLE : DAYS_TO_ANSWER;

/** The last day on which an organisation may answer before its silence counts; undefined: it may for ever. */
export function mayAnswerUntil(
  { arrivals }: Pick<Electorate, 'arrivals'>,
  { said: { answerBy }, recordedOn }: Proposal,
  organisation: string,
): string | undefined {
  const arrived = arrivals.get(organisation);
  if (answerBy === undefined || arrived === undefined || arrived <= recordedOn) return answerBy;
  return latest([answerBy, addDays(arrived, DAYS_TO_ANSWER)]);
}

/** Until when answers are waited for: of those who are silent the last, else the answer-by date; undefined: for ever. */
export function waitsUntil(state: Electorate, proposal: Proposal): string | undefined {
  const { answerBy } = proposal.said;
  const silent = [...state.participants.keys()].filter((each) => !proposal.answers.has(each));
  return answerBy && latest([answerBy, ...silent.map((each) => mayAnswerUntil(state, proposal, each))]);
}

/** Whether no answer may still be waited for. */
export function timeIsUp(state: Electorate, proposal: Proposal, today: string): boolean {
  const until = waitsUntil(state, proposal);
  return until !== undefined && today > until;
}

/**
 * How those active stand to a proposal. It is adopted when each of them has consented or stood aside, at least one has
 * consented, and no objection is open; once the answer-by date has passed, who is silent stands aside, and two have
 * consented where two are active. Who is to lead has to consent itself: to stand aside, or to be silent, is not to take it on.
 */
export function tally(state: Electorate, proposal: Proposal, today: string) {
  const { participants } = state;
  const { answers, objections } = proposal;
  const active = [...participants.keys()];
  const consented = active.filter((each) => answers.get(each) === 'consented');
  const stoodAside = active.filter((each) => answers.get(each) === 'stood-aside');
  const silent = active.filter((each) => !answers.has(each));
  const answeredAll = silent.length === 0 || timeIsUp(state, proposal, today);
  const needed = silent.length === 0 ? 1 : Math.min(2, active.length);
  const { to: receiver } = proposal.said;
  const received = receiver === undefined || consented.includes(receiver);
  return {
    adoption: { consented, stoodAside, silent },
    received,
    needed,
    complete: answeredAll && consented.length >= needed && received && objections.size === 0,
  };
}

/** What an organisation says on a proposal is not dated before this day. */
export const lastWordOn = (
  { membership }: Electorate,
  { on, spoke }: Proposal,
  organisation: string,
): string => latest([on, spoke.get(organisation), membership.get(organisation)]);

/** The days of what closing ends: nothing ends before it began. */
const daysOfEnded = ({ proposals, invitations, calls, phase }: Electorate): string[] => [
  phase.on,
  ...[...invitations.values(), ...calls.values()].map(({ on }) => on),
  ...[...proposals.values()].flatMap(({ on, spoke }) => [on, ...spoke.values()]),
];

/**
 * The day from which an outcome stands: of the last thing that it rests on. Answers may be recorded in another order
 * than that in which they were given, and nothing stands from before what it replaces.
 */
function dayOfOutcome(state: Electorate, proposal: Proposal, effectiveOn: string): string {
  const { on, spoke, said } = proposal;
  const replaced = [...state.proposals.values()].flatMap((other) =>
    other.said.subject === said.subject && other.said.indicator?.id === said.indicator?.id
      ? [other.adoptedOn]
      : [],
  );
  const silent = [...state.participants.keys()].some((each) => !proposal.answers.has(each));
  const scope = said.adds || said.scope ? state.scope.on : undefined;
  const problem = said.problem === undefined ? undefined : state.problem.on;
  const ended = said.subject === 'closing' ? daysOfEnded(state) : [];
  const closing = [state.closed?.on, state.reopened?.on];
  const days = [...spoke.values(), ...state.membership.values(), ...replaced, scope, problem];
  return latest([
    effectiveOn,
    on,
    silent ? waitsUntil(state, proposal) : undefined,
    ...days,
    ...ended,
    ...closing,
  ]);
}

/** These events, and in the same append the outcome of every open proposal (or of this one) that they complete. */
export function withOutcomes(
  before: Electorate,
  events: readonly NewEvent[],
  { today, effectiveOn, proposal: only }: { today: string; effectiveOn: string; proposal?: string },
): readonly NewEvent[] {
  const entity = { evolve: consentFolds<Electorate>() };
  const fold = (state: Electorate, next: NewEvent): Electorate => {
    const metadata = { effectiveOn: next.effectiveOn ?? effectiveOn };
    return evolve(entity, state, { ...next, metadata } as unknown as StoredEvent) ?? state;
  };
  let state = events.reduce(fold, before);
  const outcomes: NewEvent[] = [];
  for (const id of state.proposals.keys()) {
    // What one adopts may leave another without an outcome.
    const proposal = state.proposals.get(id);
    if (!proposal || !isOpen(state, proposal) || (only !== undefined && only !== id)) continue;
    const { adoption, complete } = tally(state, proposal, today);
    if (!complete) continue;
    const { partnership, subject } = proposal.said;
    const adopted = rulesOf(subject).outcome(
      { partnership, proposal: id, ...adoption },
      proposal.said,
      state,
    );
    const day = dayOfOutcome(state, proposal, effectiveOn);
    const dated = adopted.map((event) => (day === effectiveOn ? event : { ...event, effectiveOn: day }));
    outcomes.push(...dated);
    state = dated.reduce(fold, state);
  }
  return [...events, ...outcomes];
}
