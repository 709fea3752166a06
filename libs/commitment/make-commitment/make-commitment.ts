import { defineCommand } from '#kernel';
import { Commitment } from '../commitment.ts';
import { CommitmentMade } from '../events.ts';
import { maker } from '../guard.ts';
import { Promised } from '../input.ts';
import { open, openReads } from '../opening.ts';

export class MakeCommitment extends Promised {
  static readonly example = {
    statement: 'Connect 120 rural schools to the Internet by the end of 2022',
    kind: 'financial',
    places: [
      { place: 'CO', percentage: '60' },
      { place: 'PE', percentage: '40' },
    ],
    theme: 'Education',
    sdgTargets: ['9.c', '4.a'],
    window: { from: '2020-10-01', to: '2022-12-31' },
    money: { amount: '1500000', currency: 'USD' },
    indicators: [
      {
        id: 'schools',
        name: 'Schools connected',
        level: 'output',
        unit: 'schools',
        direction: 'increase',
        aggregation: 'sum',
        baseline: { value: '0' },
        target: { value: '120', on: '2022-12-31' },
      },
    ],
    reportEveryMonths: 6,
    effectiveOn: '2020-09-21',
  };
}

export const makeCommitment = defineCommand({
  input: MakeCommitment,
  entity: Commitment,
  creates: 'cmt',
  summary: 'Promise something firmly, voluntarily and in public.',
  allow: maker,
  reads: openReads,
  decide: open(CommitmentMade, true),
});
