import fc from 'fast-check';
import { mandateOf, type PartnershipState } from '../partnership.ts';
import { called, convened, dated, registered } from '../specification/example.ts';
import { agreeing, organisations, START, stepsOf } from '../specification/steps.ts';
import { Story } from '../specification/story.ts';
import { working } from '../specification/working.ts';
import type { Overview } from './overview.ts';

const sorted = (list: Iterable<string>): string[] => [...list].sort();

/** What the decisions go by. */
const decided = (state: PartnershipState) => ({
  problem: state.problem.said,
  scope: state.scope.said,
  convener: state.lead.said,
  indicators: [...state.indicators.values()].map(({ said, on }) => ({ ...said, adoptedOn: on })),
  measurements: sorted(
    [...state.measurements].map(([id, { said, replacedBy }]) => [id, said.value, replacedBy].join()),
  ),
  goal: state.goal,
  participants: sorted(state.participants),
  paused: state.pause.said,
  adopted: sorted([...state.proposals].flatMap(([id, { adoptedOn }]) => (adoptedOn ? [id] : []))),
  answers: [...state.proposals]
    .filter(([, { adoptedOn }]) => !adoptedOn)
    .map(([id, { answers, objections }]) => [id, sorted(answers.keys()), sorted(objections.keys())].join()),
  agreements: sorted(
    [...state.agreements].map(([id, { endorsers, formedOn }]) => [id, formedOn, ...sorted(endorsers)].join()),
  ),
  mandates: sorted([...state.mandates].flatMap(([id, { said }]) => (said ? [id] : []))),
  declined: sorted([...state.invitations].flatMap(([id, { declined }]) => (declined ? [id] : []))),
  voices: sorted([...state.missingVoices].map(([id, { resolved }]) => [id, resolved?.on].join())),
  offers: sorted(
    [...state.capabilities].map(([id, { offers }]) =>
      [id, ...sorted([...offers].map(([one, { said }]) => `${one} ${said}`))].join(),
    ),
  ),
  steps: sorted(
    [...state.nextSteps].map(([id, { said, ended }]) =>
      [id, said.organisation, ended?.type, ended?.on].join(),
    ),
  ),
  groups: sorted(
    [...state.workingGroups].map(([id, { members, closed }]) =>
      [id, closed?.on, ...sorted(members.keys())].join(),
    ),
  ),
  told: sorted([...state.decisions.keys(), ...state.practices.keys()]),
});
const ENDINGS = { finished: 'NextStepFinished', dropped: 'NextStepDropped' };
/** What everybody is shown. */
const shown = (view: Overview): ReturnType<typeof decided> => ({
  problem: view.problem,
  scope: view.scope,
  convener: view.convener,
  indicators: view.collectiveIndicators.map(
    ({ former: _f, measurements: _m, text: _t, proposal: _p, ...definition }) => definition,
  ),
  measurements: sorted(
    view.collectiveIndicators.flatMap(({ measurements }) =>
      measurements.map(({ measurement, value, replacedBy }) => [measurement, value, replacedBy].join()),
    ),
  ),
  goal: view.goal?.text,
  participants: sorted(view.participants.map(({ organisation }) => organisation)),
  paused: view.pausedSince !== undefined,
  adopted: sorted((view.proposals ?? []).flatMap(({ proposal, adoptedOn }) => (adoptedOn ? [proposal] : []))),
  answers: (view.proposals ?? [])
    .filter(({ adoptedOn }) => !adoptedOn)
    .map(({ proposal, answers, objections }) =>
      [proposal, sorted(Object.keys(answers)), sorted(objections.map((one) => one.organisation))].join(),
    ),
  agreements: sorted(
    view.agreements.map(({ agreement, endorsers, formedOn }) =>
      [agreement, formedOn, ...sorted(endorsers)].join(),
    ),
  ),
  mandates: sorted(view.mandates.map(mandateOf)),
  declined: sorted(
    (view.invitations ?? []).flatMap(({ invitation, declined }) => (declined ? [invitation] : [])),
  ),
  voices: sorted((view.missingVoices ?? []).map(({ voice, resolved }) => [voice, resolved?.on].join())),
  offers: sorted(
    view.capabilities.map(({ capability, offers }) =>
      [capability, ...sorted(offers.map(({ organisation, text }) => `${organisation} ${text}`))].join(),
    ),
  ),
  steps: sorted(
    (view.nextSteps ?? []).map(({ step, by, status, endedOn }) =>
      [step, by, status === 'open' ? undefined : ENDINGS[status], endedOn].join(),
    ),
  ),
  groups: sorted(
    (view.workingGroups ?? []).map(({ group, closed, members }) =>
      [group, closed?.on, ...sorted(members)].join(),
    ),
  ),
  told: sorted([
    ...view.decisions.map(({ decision }) => decision),
    ...view.practices.map(({ practice }) => practice),
  ]),
});

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
        const { answers, ...rest } = decided(story.state);
        const { answers: seen, ...view } = shown(story.overview());
        expect(view).toEqual(rest);
        expect(sorted(seen)).toEqual(sorted(answers));
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
