import { event, evolve, refuse, type Evolve, type NewEvent, type Refusal, type StoredEvent } from '#kernel';
import { put, type Entries, type Entry } from './entry.ts';
import type { DataOf, ParticipantJoined, ParticipantLeft } from './events.ts';

/** How an outcome came about: who was active when it was adopted, and how each of them answered. */
interface Adoption {
  readonly partnership: string;
  readonly proposal: string;
  readonly consented: readonly string[];
  readonly stoodAside: readonly string[];
  /** Gave no answer by the proposal's answer-by date, and so stood aside. */
  readonly silent: readonly string[];
}
export const GoalAdopted = event<Adoption & { goal: string; from?: string }>()('GoalAdopted');
export const PartnershipClosed = event<Adoption & { text: string }>()('PartnershipClosed');

/** What can be proposed, and what its adoption is in the book: adding a subject is one entry here. */
export const SUBJECTS = {
  goal: (adoption: Adoption, { text, goal }: { text: string; goal?: string }): NewEvent =>
    GoalAdopted({ ...adoption, goal: text, from: goal }),
  closing: (adoption: Adoption, { text }: { text: string }): NewEvent =>
    PartnershipClosed({ ...adoption, text }),
};
export type Subject = keyof typeof SUBJECTS;

type Said = { readonly partnership: string; readonly proposal: string };
type Voice = Said & { readonly organisation: string };
export type Answer = 'consented' | 'stood-aside';
export const ProposalMade = event<
  Said & { subject: Subject; text: string; answerBy?: string; proposedBy: string }
>()('ProposalMade');
/** `from` is the same participant's earlier answer, where this one replaces it. */
export const Consented = event<Voice & { from?: Answer }>()('Consented');
export const StoodAside = event<Voice & { from?: Answer }>()('StoodAside');
export const Objected = event<Voice & { reason: string; from?: string }>()('Objected');
export const ObjectionWithdrawn = event<Voice & { reason?: string }>()('ObjectionWithdrawn');

/** An answer and an objection are two things: who withdraws its objection stands by what it answered before. */
export interface Proposal extends Entry<DataOf<typeof ProposalMade>> {
  readonly answers: Entries<Answer>;
  readonly objections: Entries<string>;
  readonly adopted: boolean;
}
/** What consent is told from. The participants are those active at this instant. */
export interface Electorate {
  readonly participants: ReadonlySet<string>;
  readonly proposals: Entries<Proposal>;
  readonly goal?: string;
}

const without = <V>(entries: Entries<V>, key: string): Entries<V> =>
  new Map([...entries].filter(([other]) => other !== key));

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

const answered =
  (answer: Answer) =>
  <S extends Electorate>(state: S, { data }: { data: Voice }): S =>
    change(state, data.proposal, ({ answers }) => ({ answers: put(answers, data.organisation, answer) }));

const adopted = <S extends Electorate>(state: S, { data }: { data: Said }): S =>
  change(state, data.proposal, () => ({ adopted: true }));

/** Who leaves takes its answers and its open objections along; should it rejoin, it answers as a newcomer does. */
function left<S extends Electorate>(
  state: S,
  { data: { organisation } }: { data: DataOf<typeof ParticipantLeft> },
): S {
  const proposals = [...state.proposals].map(
    ([id, proposal]) =>
      [
        id,
        proposal.adopted
          ? proposal
          : {
              ...proposal,
              answers: without(proposal.answers, organisation),
              objections: without(proposal.objections, organisation),
            },
      ] as const,
  );
  const participants = new Set([...state.participants].filter((other) => other !== organisation));
  return { ...state, participants, proposals: new Map(proposals) };
}

/** How the electorate and its proposals change, event by event. */
export const consentFolds = <S extends Electorate>(): Evolve<S> => ({
  ParticipantJoined: (state, { data }: { data: DataOf<typeof ParticipantJoined> }) => ({
    ...state,
    participants: new Set([...state.participants, data.organisation]),
  }),
  ParticipantLeft: left,
  ProposalMade: (state, { data, metadata }: StoredEvent<string, DataOf<typeof ProposalMade>>) => ({
    ...state,
    proposals: put(state.proposals, data.proposal, {
      said: data,
      on: metadata['effectiveOn'] ?? '',
      answers: new Map(),
      objections: new Map(),
      adopted: false,
    }),
  }),
  Consented: answered('consented'),
  StoodAside: answered('stood-aside'),
  Objected: (state, { data }: { data: DataOf<typeof Objected> }) =>
    change(state, data.proposal, ({ objections }) => ({
      objections: put(objections, data.organisation, data.reason),
    })),
  ObjectionWithdrawn: (state, { data }: { data: Voice }) =>
    change(state, data.proposal, ({ objections }) => ({
      objections: without(objections, data.organisation),
    })),
  GoalAdopted: (state, event: { data: DataOf<typeof GoalAdopted> }) => ({
    ...adopted(state, event),
    goal: event.data.goal,
  }),
  PartnershipClosed: adopted,
});

/** Whether no answer may still be waited for: the answer-by date has passed. */
export const timeIsUp = ({ said: { answerBy } }: Proposal, today: string): boolean =>
  answerBy !== undefined && today > answerBy;

/**
 * How those active stand to a proposal. It is adopted when each of them has consented or stood aside, at least one has
 * consented, and no objection is open; once the answer-by date has passed, who is silent stands aside.
 */
export function tally({ participants }: Electorate, proposal: Proposal, today: string) {
  const { answers, objections } = proposal;
  const active = [...participants];
  const consented = active.filter((each) => answers.get(each) === 'consented');
  const stoodAside = active.filter((each) => answers.get(each) === 'stood-aside');
  const silent = active.filter((each) => !answers.has(each));
  const answeredAll = silent.length === 0 || timeIsUp(proposal, today);
  return {
    adoption: { consented, stoodAside, silent },
    complete: answeredAll && consented.length > 0 && objections.size === 0,
  };
}

/** These events, and in the same append the outcome of every open proposal (or of this one) that they complete. */
export function withOutcomes(
  before: Electorate,
  events: readonly NewEvent[],
  { today, proposal: only }: { today: string; proposal?: string },
): readonly NewEvent[] {
  const entity = { evolve: consentFolds<Electorate>() };
  const fold = (state: Electorate, next: NewEvent) => evolve(entity, state, next as StoredEvent) ?? state;
  let state = events.reduce(fold, before);
  const outcomes: NewEvent[] = [];
  for (const [id, proposal] of state.proposals) {
    const { adoption, complete } = tally(state, proposal, today);
    if (proposal.adopted || !complete || (only !== undefined && only !== id)) continue;
    const { partnership, subject, text } = proposal.said;
    const outcome = SUBJECTS[subject]({ partnership, proposal: id, ...adoption }, { text, goal: state.goal });
    outcomes.push(outcome);
    state = fold(state, outcome);
  }
  return [...events, ...outcomes];
}

export const proposalUnknown = (): Refusal =>
  refuse('proposal-unknown', 'No such proposal stands in this partnership: make it with Propose.', {
    field: 'proposal',
  });
export const proposalAdopted = (): Refusal =>
  refuse('proposal-adopted', 'This proposal is adopted; to change it, make a new one (Propose).', {
    field: 'proposal',
  });
