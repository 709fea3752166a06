import { definePromise } from '../change.ts';
import { aboutIt } from '../commitment.ts';
import { AttributionConfirmed } from '../events.ts';
import { attributed } from '../guard.ts';
import { OnCommitment } from '../input.ts';
import { refuseUnlessOpen } from '../attribution.ts';

export class ConfirmAttribution extends OnCommitment {
  static readonly example = { effectiveOn: '2021-02-01' };
}

export const confirmAttribution = definePromise({
  input: ConfirmAttribution,
  summary: 'Make what was recorded about your organisation its own.',
  allow: attributed,
  decide: (state) => refuseUnlessOpen(state) ?? [AttributionConfirmed(aboutIt(state))],
});
