import { addDays, evolve, type NewEvent, type StoredEvent } from '#kernel';
import { latest } from './entry.ts';
import { consentFolds, type Electorate, type Proposal } from './proposals.ts';
import { isOpen } from './settled.ts';
import { rulesOf, type Subject } from './subjects.ts';

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
