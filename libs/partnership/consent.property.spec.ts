import fc from 'fast-check';
import type { NewEvent } from '#kernel';
import { MembershipOpened, memberStream } from './membership.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import { called, convened, convener, dated, partnership } from './specification/example.ts';
import { consenting, START, stepsOf, type Step } from './specification/steps.ts';
import { Story } from './specification/story.ts';

/** What is known of a proposal by adding up events, in other words than those of the decisions. */
interface Known {
  readonly answerBy?: string;
  readonly madeOn: string;
  /** Who is to lead, and has to consent itself. */
  readonly to?: string;
  readonly answers: Map<string, string>;
  readonly objectors: Set<string>;
  /** Adopted, or left without an outcome. */
  settled: boolean;
  readonly closes: boolean;
}
interface Tally {
  /** Those active, and the day each last joined. */
  readonly active: Map<string, string>;
  readonly proposals: Map<string, Known>;
}
interface Data {
  readonly organisation: string;
  readonly proposal: string;
  readonly answerBy?: string;
  readonly to?: string;
  readonly subject?: string;
}
const ANSWERS = new Set(['Consented', 'StoodAside', 'ObjectionWithdrawn']);
const OUTCOMES = new Set([
  'GoalAdopted',
  'CollectiveIndicatorAdopted',
  'ExpansionAdopted',
  'LeadHandedOver',
  'PartnershipClosed',
]);
const isOutcome = ({ type }: NewEvent): boolean => OUTCOMES.has(type);

function leave({ active, proposals }: Tally, organisation: string): void {
  active.delete(organisation);
  for (const { settled, answers, objectors } of proposals.values())
    if (!settled) {
      answers.delete(organisation);
      objectors.delete(organisation);
    }
}

function add(tally: Tally, { type, data }: NewEvent, today: string): void {
  const { organisation, proposal, answerBy, to, subject } = data as Data;
  const known = tally.proposals.get(proposal);
  if (type === 'ParticipantJoined') tally.active.set(organisation, today);
  if (type === 'ParticipantLeft') leave(tally, organisation);
  if (type === 'ProposalMade')
    tally.proposals.set(proposal, {
      answerBy,
      madeOn: today,
      to,
      answers: new Map(),
      objectors: new Set(),
      settled: false,
      closes: subject === 'closing',
    });
  if (type === 'Consented' || type === 'StoodAside') known?.answers.set(organisation, type);
  if (type === 'Objected') known?.objectors.add(organisation);
  if (type === 'ObjectionWithdrawn') known?.objectors.delete(organisation);
}

/** How each of those active stands, and whether that is enough on this day. */
function standing({ active }: Tally, { answers, objectors, answerBy, madeOn, to }: Known, today: string) {
  const who = (answer: string | undefined) =>
    [...active.keys()].filter((each) => answers.get(each) === answer);
  const lists = { consented: who('Consented'), stoodAside: who('StoodAside'), silent: who(undefined) };
  const hasTime = (each: string): boolean => {
    const joined = active.get(each) ?? '';
    return joined > madeOn && Date.parse(today) <= Date.parse(joined) + 14 * 86_400_000;
  };
  const mayBeSilent =
    answerBy !== undefined &&
    answerBy < today &&
    !lists.silent.some(hasTime) &&
    lists.consented.length >= Math.min(2, active.size);
  const received = to === undefined || lists.consented.includes(to);
  const enough =
    lists.consented.length > 0 &&
    objectors.size === 0 &&
    received &&
    (mayBeSilent || lists.silent.length === 0);
  return { lists, enough };
}

/** What is adopted is settled; closing settles all, for it leaves what else was proposed without an outcome. */
function settle({ proposals }: Tally, outcomes: readonly NewEvent[]): void {
  const isClosed = outcomes.some(({ type }) => type === 'PartnershipClosed');
  const named = new Set(outcomes.map(({ data }) => (data as Data).proposal));
  for (const [id, known] of proposals) if (isClosed || named.has(id)) known.settled = true;
}

/** What one step did: its own events, the outcomes in the same append, and how things stood between the two. */
interface Seen {
  readonly step: Step;
  readonly own: readonly NewEvent[];
  readonly outcomes: readonly NewEvent[];
  readonly tally: Tally;
  readonly story: Story;
}

function told(steps: readonly Step[], look: (seen: Seen) => void = () => undefined): Story {
  const guard = MembershipOpened(
    { partnership, organisation: convener },
    memberStream(partnership, convener),
  );
  const story = new Story(...convened(), guard, dated(START, called()));
  const tally: Tally = { active: new Map([[convener, '']]), proposals: new Map() };
  for (const step of steps) {
    const events = story.tell(step.command, step.says, step);
    const outcomes = events.filter(isOutcome);
    const own = events.filter((event) => !isOutcome(event));
    for (const event of own) add(tally, event, step.today);
    look({ step, own, outcomes, tally, story });
    settle(tally, outcomes);
  }
  return story;
}

const always = (property: (steps: readonly Step[]) => void) =>
  fc.assert(fc.property(stepsOf(consenting), property), { numRuns: 100 });
/** Which proposals a step may complete: a leaving any; an answer, or the word that the time is up, that one. */
function touched({ own, step, tally }: Seen): readonly (readonly [string, Known])[] {
  const all = own.some(({ type }) => type === 'ParticipantLeft');
  const one =
    own.some(({ type }) => ANSWERS.has(type)) ||
    (step.command === recordAdoption && tally.active.has(step.by));
  return [...tally.proposals].filter(([id]) => all || (one && step.says.proposal === id));
}

describe('Whoever answers, joins, leaves, in whatever order', () => {
  it('a proposal is adopted at most once', () => {
    always((steps) => {
      const adopted = told(steps)
        .events.filter(isOutcome)
        .map(({ data }) => (data as Data).proposal);
      expect(new Set(adopted).size).toBe(adopted.length);
    });
  });

  it('an outcome stands in the append that completes its proposal, and in no other', () => {
    always((steps) => {
      told(steps, (seen) => {
        const { tally, step, outcomes } = seen;
        const due = touched(seen).filter(
          ([, known]) => !known.settled && standing(tally, known, step.today).enough,
        );
        // Nothing is adopted after what closes the book.
        const closing = due.findIndex(([, { closes }]) => closes);
        if (closing >= 0) due.length = closing + 1;
        expect(outcomes.map(({ data }) => (data as Data).proposal)).toEqual(due.map(([id]) => id));
      });
    });
  });

  it('nothing waits that everybody has answered', () => {
    always((steps) => {
      told(steps, ({ tally, outcomes }) => {
        if (outcomes.some(({ type }) => type === 'PartnershipClosed')) return;
        const now = new Set(outcomes.map(({ data }) => (data as Data).proposal));
        const waiting = [...tally.proposals].filter(([id, { settled }]) => !settled && !now.has(id));
        expect(waiting.filter(([, known]) => standing(tally, known, '').enough)).toEqual([]);
      });
    });
  });

  it('an outcome lists those active at that instant, each of them once', () => {
    always((steps) => {
      told(steps, ({ outcomes, tally, step }) => {
        for (const { data } of outcomes) {
          const known = tally.proposals.get((data as Data).proposal) as Known;
          expect(data).toMatchObject(standing(tally, known, step.today).lists);
        }
      });
    });
  });

  it('the same command again says nothing new', () => {
    always((steps) => {
      told(steps, ({ own, outcomes, step, story }) => {
        if (own.length + outcomes.length === 0) return;
        expect(new Story(...story.events).tell(step.command, step.says, step)).toEqual([]);
      });
    });
  });

  it('is not a matter of chance: some are adopted, on every subject, by every command that can complete one', () => {
    const by = new Set<string>();
    const look = ({ step, outcomes }: Seen) => outcomes.length > 0 && by.add(step.command.input.name);
    const kinds = new Set<string>();
    for (const steps of fc.sample(stepsOf(consenting), { numRuns: 400, seed: 1 }))
      for (const { type } of told(steps, look).events.filter(isOutcome)) kinds.add(type);
    const all = ['Consent', 'LeavePartnership', 'RecordAdoption', 'StandAside', 'WithdrawObjection'];
    expect([...by].sort()).toEqual(all);
    expect(kinds).toEqual(OUTCOMES);
  });
});
