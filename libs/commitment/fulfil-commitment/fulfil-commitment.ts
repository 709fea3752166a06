import { refuse } from '#kernel';
import { defineChange, refuseEnding } from '../change.ts';
import { CommitmentFulfilled } from '../events.ts';
import { reasoned, WithReason } from '../reasoned.ts';

export class FulfilCommitment extends WithReason {
  static readonly example = { effectiveOn: '2022-12-20' };
}

export const fulfilCommitment = defineChange({
  input: FulfilCommitment,
  summary: 'Say that what was promised is done; a report of its owner comes first.',
  decide: (state, command, { effectiveOn }) =>
    state.entries.some(({ kind, own, on }) => kind === 'report' && own && on <= effectiveOn)
      ? (refuseEnding(state, effectiveOn) ?? [CommitmentFulfilled(reasoned(state, command))])
      : refuse(
          'self-report-missing',
          'Report first what was done (ReportProgress), as the organisation itself, on that day or before.',
        ),
});
