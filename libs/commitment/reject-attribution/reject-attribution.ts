import { defineAllow } from '#kernel';
import { goesOnSince, relyOnSuccessions, type Successions } from '#organisation';
import { refuseBefore } from '#partnership';
import { defineChange } from '../change.ts';
import type { CommitmentState } from '../commitment.ts';
import { AttributionRejected } from '../events.ts';
import { attributed, ownMandate, type MandateState } from '../guard.ts';
import type { OnCommitment } from '../input.ts';
import { reasoned, WithReason } from '../reasoned.ts';
import { refuseUnlessOpen } from '../attribution.ts';

export class RejectAttribution extends WithReason {
  static readonly example = { reason: 'We made no such promise' };
}

/** From when on an organisation goes on for the one that a record is about; undefined: it does not. */
const successorSince = (
  { organisation }: CommitmentState,
  successor: string,
  successions: Successions | undefined,
): string | undefined => goesOnSince(successions, { organisation, successor });

/** What is recorded about one that ended is in the record of whoever goes on for it: nobody else is left to say no. */
const attributedOrSuccessor = defineAllow<
  OnCommitment,
  CommitmentState,
  { mandate: MandateState; successions: Successions }
>({
  label: 'the organisation that it is attributed to, or the one that has accepted to go on in its place',
  reads: { mandate: ownMandate, successions: relyOnSuccessions },
  refuse: (given) => {
    const { state, actor, read, command } = given;
    const isSuccessor = state && successorSince(state, actor.organisation, read.successions) !== undefined;
    return isSuccessor && command.onBehalfOf === undefined && command.source === undefined
      ? undefined
      : attributed.refuse(given);
  },
});

export const rejectAttribution = defineChange<RejectAttribution, { successions: Successions }>({
  input: RejectAttribution,
  summary: 'Say that what was recorded about your organisation is not so: it is shown, and not counted.',
  allow: attributedOrSuccessor,
  reads: { successions: relyOnSuccessions },
  decide: (state, command, { actor, effectiveOn, read }) =>
    refuseUnlessOpen(state) ??
    refuseBefore(successorSince(state, actor.organisation, read.successions), effectiveOn) ?? [
      AttributionRejected(reasoned(state, command)),
    ],
});
