import { event, type Evolve, type StoredEvent } from '#kernel';
import {
  changeSome,
  dayItTells,
  dayRecorded,
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
import type {
  BelongingAdopted,
  CollectiveIndicatorAdopted,
  ExpansionAdopted,
  GoalAdopted,
  LeadHandedOver,
  PartnershipClosed,
  PartnershipReopened,
  ProposalTerms,
  AdoptedState,
  Defined,
  Definition,
  Subject,
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
