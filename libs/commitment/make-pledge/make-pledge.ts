import { defineCommand } from '#kernel';
import { Commitment } from '../commitment.ts';
import { PledgeMade } from '../events.ts';
import { maker } from '../guard.ts';
import { Promised } from '../input.ts';
import { open, openReads } from '../opening.ts';

export class MakePledge extends Promised {
  static readonly example = {
    statement: 'We intend to lend satellite capacity to field hospitals',
    kind: 'in-kind',
    places: [{ place: 'global' }],
  };
}

export const makePledge = defineCommand({
  input: MakePledge,
  entity: Commitment,
  creates: 'cmt',
  summary: 'Say an intention; FirmPledge makes it a commitment.',
  allow: maker,
  reads: openReads,
  decide: open(PledgeMade, false),
});
