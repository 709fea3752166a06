import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { same } from '#kernel';
import { IsText } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { ScopeRefined } from '../events.ts';
import { refuseOverruling } from '../overruling.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';
import { ScopeInput } from '../scope.ts';

export class RefineScope extends AboutPartnership {
  static readonly example = {
    scope: { places: ['global'], sdgTargets: ['9.c', '17.16'] },
    reason: 'Working together is part of the aim',
  };

  /** The whole scope as it is from now on. */
  @ValidateNested()
  @Type(() => ScopeInput)
  scope!: ScopeInput;

  @IsText(2000)
  reason!: string;
}

export const refineScope = definePartnershipCommand({
  input: RefineScope,
  summary:
    'Refine where and for which SDG targets the partnership works, and say why; once a goal is adopted or proposed, by consent (Propose).',
  allow: participant,
  decide: (state, { partnership, scope: to, reason }, { effectiveOn }) => {
    const { said: from, on } = state.scope;
    if (same(from, to)) return [];
    return (
      refuseOverruling(state, 'scope') ??
      refuseBefore(on, effectiveOn) ?? [ScopeRefined({ partnership, from, to, reason })]
    );
  },
});
