import { given } from '#specification';
import { dropNextStep } from './drop-next-step/drop-next-step.ts';
import { finishNextStep } from './finish-next-step/finish-next-step.ts';
import { NextStepDropped, NextStepFinished } from './next-steps.ts';
import {
  as,
  convened,
  convener,
  EARLY,
  here,
  joined,
  left,
  next,
  second,
  stranger,
  taken,
  TODAY,
} from './specification/example.ts';

const step = { ...here, step: next.step };
const own = { ...step, organisation: second };
const finished = NextStepFinished(own);
const dropped = NextStepDropped(own);

describe.each([
  ['FinishNextStep', finishNextStep, finished, dropped],
  ['DropNextStep', dropNextStep, dropped, finished],
])('%s', (_, command, ending, other) => {
  it('ends a step by the word of who took it, who has left, or has come again, too', () => {
    for (const since of [[], [left(second)], [left(second), joined(second)]])
      given(...convened(second), taken(second), ...since)
        .when(command, step, as(second))
        .then(ending);
  });

  it('is refused to others, the convener too', () => {
    given(...convened(second), taken(second))
      .when(command, step, as(convener))
      .refuses('not-the-taker');
  });

  it('tells who takes no part nothing of the steps of others', () => {
    for (const other of ['never-taken', step.step])
      given(...convened(second), taken(second))
        .when(command, { ...step, step: other }, as(stranger))
        .refuses('not-a-participant');
  });

  it('changes nothing said again, and is final', () => {
    const history = [...convened(second), taken(second)];
    given(...history, ending)
      .when(command, { ...step, effectiveOn: TODAY }, as(second))
      .changesNothing();
    given(...history, ending)
      .when(command, { ...step, effectiveOn: EARLY }, as(second))
      .refuses('next-step-ended');
    given(...history, other)
      .when(command, step, as(second))
      .refuses('next-step-ended');
  });

  it('refuses what nobody took, and a day before it was taken', () => {
    given(...convened(second), taken(second))
      .when(command, { ...step, step: 'other' }, as(second))
      .refuses('next-step-unknown');
    given(...convened(second), taken(second))
      .when(command, { ...step, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
