import { given } from '#specification';
import { consent } from './consent/consent.ts';
import { GoalAdopted } from './subjects.ts';
import { leavePartnership } from './leave-partnership/leave-partnership.ts';
import { object } from './object/object.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import {
  as,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  goal,
  here,
  joined,
  left,
  partnership,
  proposal,
  proposed,
  reason,
  second,
  stoodAside,
  third,
} from './specification/example.ts';
import { standAside } from './stand-aside/stand-aside.ts';
import { withdrawObjection } from './withdraw-objection/withdraw-objection.ts';

const answer = { ...here, proposal };
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [] };
const adopted = GoalAdopted({ ...adoption, goal });

describe.each([
  ['Consent', consent, [consented(second)]],
  ['StandAside', standAside, [stoodAside(second)]],
] as const)('%s', (_, command, before) => {
  it('changes nothing said again, before the adoption and after it', () => {
    for (const after of [[], [adopted]])
      given(...convened(second), proposed(), ...before, ...after)
        .when(command, answer, as(second))
        .changesNothing();
  });
});

describe.each([
  ['Consent', consent, {}],
  ['StandAside', standAside, {}],
  ['Object', object, { reason }],
])('%s', (_, command, more) => {
  const says = { ...answer, ...more };

  it('refuses what nobody proposed', () => {
    given(...convened(second))
      .when(command, says, as(second))
      .refuses('proposal-unknown');
  });

  it('comes too late once it is adopted: a new text starts again', () => {
    given(...convened(second), proposed(), consented(convener), adopted)
      .when(command, says, as(second))
      .refuses('proposal-adopted');
  });

  it('is not dated before the proposal, its own last word on it, or its own joining', () => {
    const on = (effectiveOn: string) => ({ ...says, effectiveOn });
    given(...convened(second), proposed())
      .when(command, on(EARLY), as(second))
      .refuses('before-last-change');
    const spoke = command === consent ? stoodAside(second) : consented(second);
    given(...convened(second), dated(FIRST, proposed()), dated(EARLY, spoke))
      .when(command, on(EARLIER), as(second))
      .refuses('before-last-change');
    given(...convened(), dated(FIRST, proposed()), dated(EARLY, joined(second)))
      .when(command, on(EARLIER), as(second))
      .refuses('before-last-change');
  });
});

it('an objection to withdraw needs a proposal', () => {
  given(...convened(second))
    .when(withdrawObjection, answer, as(second))
    .refuses('proposal-unknown');
});

describe('An outcome stands from the day of the last thing it rests on, though recorded in another order', () => {
  const begun = [...convened(second), dated(FIRST, proposed())];
  const early = { ...answer, effectiveOn: EARLIER };

  it.each([
    ['an answer of another', consent, early, [dated(EARLY, consented(convener))], adoption],
    [
      'that another left',
      consent,
      early,
      [dated(FIRST, joined(third)), dated(EARLIER, consented(convener)), dated(EARLY, left(third))],
      adoption,
    ],
    [
      'a leaving before that of another',
      leavePartnership,
      { ...here, effectiveOn: EARLIER },
      [dated(EARLY, consented(convener))],
      { ...adoption, consented: [convener] },
    ],
  ])('%s', (_, command, says, before, outcome) => {
    const { decision } = given(...begun, ...before).when(command, says, as(second));
    expect(decision).toContainEqual(dated(EARLY, GoalAdopted({ ...outcome, goal })));
  });

  it('the goal that it replaces', () => {
    const next = proposed({ proposal: 'goal-2', text: 'More' });
    const { decision } = given(
      ...convened(),
      dated(FIRST, proposed()),
      dated(FIRST, consented(convener)),
      dated(EARLY, adopted),
      dated(FIRST, next),
    ).when(consent, { ...early, proposal: 'goal-2' }, as(convener));
    expect(decision).toContainEqual(expect.objectContaining({ type: 'GoalAdopted', effectiveOn: EARLY }));
  });

  it('the answer-by date that somebody let pass', () => {
    const { decision } = given(
      ...convened(second, third),
      dated(FIRST, proposed({ answerBy: EARLY })),
      dated(FIRST, consented(convener)),
      dated(FIRST, consented(third)),
    ).when(recordAdoption, early, as(convener));
    expect(decision).toEqual([
      dated(EARLY, GoalAdopted({ ...adoption, consented: [convener, third], silent: [second], goal })),
    ]);
  });
});
