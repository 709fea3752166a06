import { defineCommand, pick, Refusal, refuse } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { standingEntry } from '../change.ts';
import { aboutIt, Commitment, voidedOf, type CommitmentState, type Entry } from '../commitment.ts';
import { EntryVoided, type Mendable } from '../events.ts';
import { unknownCommitment, writer } from '../guard.ts';
import { OnCommitment } from '../input.ts';
import { refuseOtherDay } from '../mend.ts';
import { refuseMoreReturned, returnsOf } from '../returns.ts';

export class VoidEntry extends OnCommitment {
  static readonly example = { entry: 'tranche_1', reason: 'It was the payment of another project' };

  @IsEntryId()
  entry!: string;

  @IsText(2000)
  reason!: string;
}

/** Without a self-report of its day or before, nobody would have said that it was fulfilled. */
function isWhatFulfilmentRestsOn({ ended, entries }: CommitmentState, { entry: id }: Entry): boolean {
  if (ended?.how !== 'fulfilled') return false;
  const reports = entries.filter(({ kind, own, on }) => kind === 'report' && own && on <= ended.on);
  return reports.length === 1 && reports[0]?.entry === id;
}

/** Strikes an entry through that never was so; also of an ended commitment, since it changes no promise. */
export const voidEntry = defineCommand({
  input: VoidEntry,
  summary:
    'Strike through an entry that never was so: it stays in the history, and counts nowhere, for good.',
  entity: Commitment,
  allow: writer,
  decide: (state: CommitmentState | undefined, command) => {
    if (!state) return unknownCommitment();
    if (voidedOf(state, command.entry)?.reason === command.reason) return [];
    const entry = standingEntry(state, command.entry);
    if (entry instanceof Refusal) return entry;
    if (isWhatFulfilmentRestsOn(state, entry))
      return refuse(
        'fulfilment-rests-on-it',
        'It is the last report of its owner that the fulfilment rests on: report anew before (ReportProgress), or mend it.',
        { field: 'entry' },
      );
    if (returnsOf(state.entries, entry.entry).length > 0)
      return refuse('entry-has-returns', 'Money came back of it: void what came back first.', {
        field: 'entry',
      });
    const before: Mendable = { ...entry.values, ...pick(entry, ['reachedOn']) };
    const voided = EntryVoided({
      ...aboutIt(state),
      entry: entry.entry,
      kind: entry.kind,
      before,
      reason: command.reason,
      entryVersion: entry.version + 1,
    });
    return (
      refuseOtherDay(entry, command) ??
      refuseMoreReturned(state.entries.filter((one) => one !== entry)) ?? [
        { ...voided, effectiveOn: entry.on },
      ]
    );
  },
});
