import { defineChange } from '../change.ts';
import { AttributionRejected } from '../events.ts';
import { attributed } from '../guard.ts';
import { reasoned, WithReason } from '../reasoned.ts';
import { refuseUnlessOpen } from '../attribution.ts';

export class RejectAttribution extends WithReason {
  static readonly example = { reason: 'We made no such promise' };
}

export const rejectAttribution = defineChange({
  input: RejectAttribution,
  summary: 'Say that what was recorded about your organisation is not so: it is shown, and not counted.',
  allow: attributed,
  decide: (state, command) => refuseUnlessOpen(state) ?? [AttributionRejected(reasoned(state, command))],
});
