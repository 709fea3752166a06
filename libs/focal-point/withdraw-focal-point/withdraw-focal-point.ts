import { Already, defineCommand } from '#kernel';
import { Dated, IsIdOf } from '#vocabulary';
import { refuseBefore } from '#partnership';
import { FocalPointWithdrawn } from '../events.ts';
import { ownFocalPoint, Person, personUnknown, type PersonState } from '../person.ts';

export class WithdrawFocalPoint extends Dated {
  static readonly example = { person: 'per_01hzy3v7k0e8m4q2r6t9w5x1ab' };

  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('per')
  person!: string;
}

export const withdrawFocalPoint = defineCommand<WithdrawFocalPoint, PersonState>({
  input: WithdrawFocalPoint,
  entity: Person,
  own: ({ person }) => ({ person }),
  summary: 'Withdraw a focal point: the person is to be spoken to here no more, and is shown to nobody.',
  allow: ownFocalPoint,
  decide: (state, { partnership, person }, { effectiveOn }) => {
    const known = state?.named.get(partnership);
    if (!state || !known) return personUnknown();
    if (!known.details) return new Already();
    const { organisation } = state;
    return (
      refuseBefore(known.on, effectiveOn) ?? [FocalPointWithdrawn({ partnership, person, organisation })]
    );
  },
});
