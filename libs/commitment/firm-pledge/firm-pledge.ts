import { refuse } from '#kernel';
import { definePromise } from '../change.ts';
import { aboutIt } from '../commitment.ts';
import { PledgeFirmed } from '../events.ts';
import { OnCommitment } from '../input.ts';

export class FirmPledge extends OnCommitment {
  static readonly example = { effectiveOn: '2020-10-01' };
}

export const firmPledge = definePromise({
  input: FirmPledge,
  summary: 'Make a pledge a commitment.',
  decide: (state) =>
    state.firmOn === undefined
      ? [PledgeFirmed(aboutIt(state))]
      : refuse('not-a-pledge', `It is a commitment since ${state.firmOn}: to change it use AmendCommitment.`),
});
