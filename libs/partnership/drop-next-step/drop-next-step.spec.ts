import { given } from '#specification';
import { NextStepDropped } from '../next-steps.ts';
import { as, convened, here, next, second, taken } from '../specification/example.ts';
import { dropNextStep } from './drop-next-step.ts';

describe('DropNextStep', () => {
  it('may say a reason', () => {
    const said = { ...here, step: next.step, reason: 'Others do it' };
    given(...convened(second), taken(second))
      .when(dropNextStep, said, as(second))
      .then(NextStepDropped({ ...said, organisation: second }));
  });
});
