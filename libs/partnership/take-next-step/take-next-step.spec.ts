import { given } from '#specification';
import { NextStepTaken } from '../next-steps.ts';
import { as, convened, EARLY, here, met, next, second } from '../specification/example.ts';
import { takeNextStep } from './take-next-step.ts';

const take = { ...here, ...next };

describe('TakeNextStep', () => {
  it('says what its own organisation does, and by when', () => {
    given(...convened(second))
      .when(takeNextStep, take, as(second))
      .then(NextStepTaken({ ...take, organisation: second }));
  });

  it('may come from a meeting that is on record, and was held by then', () => {
    const from = { ...take, meeting: 'working' };
    given(...convened(second), met('working'))
      .when(takeNextStep, from, as(second))
      .then(NextStepTaken({ ...from, organisation: second }));
    given(...convened(second), met('review'))
      .when(takeNextStep, from, as(second))
      .refuses('meeting-unknown');
    given(...convened(second), met('working'))
      .when(takeNextStep, { ...from, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
