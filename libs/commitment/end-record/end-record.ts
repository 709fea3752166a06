import { IsIn } from 'class-validator';
import { defineChange, refuseEnding } from '../change.ts';
import { RecordEnded } from '../events.ts';
import { recorder } from '../guard.ts';
import { reasoned, WithReason } from '../reasoned.ts';
import { RECORD_ENDINGS, type RecordEnding } from '../record-ending.ts';

export class EndRecord extends WithReason {
  static readonly example = {
    onBehalfOf: 'org_01k5a8w0000000000000000000',
    ended: 'removed',
    reason: 'The source has it no more',
  };

  /** What the source says of it: that it has it no more, or how it ended there. */
  @IsIn(RECORD_ENDINGS)
  ended!: RecordEnding;
}

export const endRecord = defineChange({
  input: EndRecord,
  summary: 'End a record that nobody has confirmed, as its source does: counted apart from what owners say.',
  allow: recorder,
  decide: (state, command, { effectiveOn }) =>
    refuseEnding(state, effectiveOn) ?? [RecordEnded({ ...reasoned(state, command), ended: command.ended })],
});
