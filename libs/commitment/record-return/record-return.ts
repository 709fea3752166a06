import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, pick, Refusal, refuse } from '#kernel';
import { refuseBefore } from '#partnership';
import { IsEntryId, IsText } from '#vocabulary';
import { entryVoided, refuseEarly, refuseOther, standingEntry } from '../change.ts';
import { aboutIt, Commitment, entryOf, isOwn, voidedOf, type CommitmentState } from '../commitment.ts';
import { ReturnRecorded, type PaidKind, type ReturnValues } from '../events.ts';
import { unknownCommitment, writer } from '../guard.ts';
import { OnCommitment } from '../input.ts';
import { Money } from '../particulars.ts';
import { isPaid, refuseMoreReturned } from '../returns.ts';

export class RecordReturn extends OnCommitment {
  static readonly example = {
    entry: 'refund_1',
    of: 'disbursement',
    payment: 'tranche_1',
    money: { amount: '30000', currency: 'USD' },
    note: 'What was not used was sent back',
  };

  @IsEntryId()
  entry!: string;

  /** What it came back from. */
  @IsIn(['disbursement', 'expenditure'])
  of!: PaidKind;

  /** The entry that it came back from, where that is known. */
  @IsOptional()
  @IsEntryId()
  payment?: string;

  /** In the currency in which it was paid. */
  @ValidateNested()
  @Type(() => Money)
  money!: Money;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

/** The day on which what came back was paid, at the earliest; or why it was not paid. */
function paidOn(state: CommitmentState, { of, payment, money }: ReturnValues) {
  if (payment !== undefined) {
    const paid = standingEntry(state, payment, 'payment');
    if (paid instanceof Refusal) return paid;
    return isPaid(paid.kind) && paid.kind === of
      ? paid.on
      : refuse('not-of-this-kind', `"${payment}" is no ${of}: say "of": "${paid.kind}", or another entry.`, {
          field: 'payment',
        });
  }
  const days = state.entries.flatMap(({ kind, on, values }) =>
    kind === of && values.money?.currency === money.currency ? [on] : [],
  );
  return days.sort()[0];
}

/** Money that came back; also of an ended commitment, since it changes no promise. */
export const recordReturn = defineCommand({
  input: RecordReturn,
  summary:
    'Record money that came back, of a disbursement or an expenditure: sums are net of it from its day on.',
  entity: Commitment,
  allow: writer,
  decide: (state: CommitmentState | undefined, command, { effectiveOn }) => {
    if (!state) return unknownCommitment();
    const { entry } = command;
    const values: ReturnValues = pick(command, ['of', 'payment', 'money', 'note']);
    if (voidedOf(state, entry)) return entryVoided();
    const known = entryOf(state, entry);
    if (known) return refuseOther(known, 'return', command, values);
    const paid = paidOn(state, values);
    if (paid instanceof Refusal) return paid;
    const made = { entry, kind: 'return', on: effectiveOn, own: isOwn(state), values, version: 1 } as const;
    return (
      refuseEarly(state, effectiveOn) ??
      refuseBefore(paid, effectiveOn) ??
      refuseMoreReturned([...state.entries, made]) ?? [
        ReturnRecorded({ ...aboutIt(state), entry, ...values }),
      ]
    );
  },
});
