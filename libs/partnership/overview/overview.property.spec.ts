import fc from 'fast-check';
import { EVER } from '#kernel';
import { called, convened, dated, partnership, registered } from '../specification/example.ts';
import { agreeing, organisations, START, stepsOf } from '../specification/steps.ts';
import { Story } from '../specification/story.ts';
import { working } from '../specification/working.ts';
import { wholeOverview } from './render.ts';
import type { Overview } from './shape.ts';

/** Lists in one order, whatever order their entries were told in. */
const settled = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(settled).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, settled(member)]));
};
/** Without the phase, which no decision goes by: what is told later for an earlier day leads nowhere. */
const withoutPhase = ({ phase: _p, phaseSince: _s, ...view }: Partial<Overview>) => view;

const begun = () => new Story(...convened(), dated(START, called()), ...organisations.map(registered));

describe.each([
  ['on the way to an agreement', agreeing],
  ['of what is missing, needed and done', working],
])('The overview %s, whatever is told by whomever and for whichever day', (_, rows) => {
  it('shows what the decisions go by', () => {
    fc.assert(
      fc.property(stepsOf(rows), (steps) => {
        const story = begun();
        for (const step of steps) story.tell(step.command, step.says, step);
        const { preliminaryGroup: _g, open: _o, rhythms: _r, basis: _b, ...view } = story.overview();
        const decided = wholeOverview(partnership, story.state, EVER);
        expect(settled(withoutPhase(view))).toEqual(settled(withoutPhase(decided)));
      }),
      { numRuns: 200 },
    );
  });

  it('is tried with every command, accepted now and then', () => {
    const accepted = new Set<string>();
    for (const steps of fc.sample(stepsOf(rows), { numRuns: 1200, seed: 1 })) {
      const story = begun();
      for (const step of steps)
        if (story.tell(step.command, step.says, step).length > 0) accepted.add(step.command.input.name);
    }
    expect(accepted).toEqual(new Set(rows.map(([command]) => command.input.name)));
  });
});
