import { given } from '#specification';
import { NextStepFinished } from '../next-steps.ts';
import { as, convened, here, next, second, taken } from '../specification/example.ts';
import { finishNextStep } from './finish-next-step.ts';

describe('FinishNextStep', () => {
  it('may say a note', () => {
    const said = { ...here, step: next.step, note: 'Sent to everybody' };
    given(...convened(second), taken(second))
      .when(finishNextStep, said, as(second))
      .then(NextStepFinished({ ...said, organisation: second }));
  });
});
