import { IsOptional } from 'class-validator';
import { refuse, type Refusal } from '#kernel';
import { IsEntryId } from '#vocabulary';
import { refuseBefore } from './entry.ts';
import { type PartnershipState } from './partnership.ts';
import { AboutPartnership } from './book-command.ts';

/** What a command says that may come from a meeting. */
export class FromMeeting extends AboutPartnership {
  /** The meeting it comes from, as it is recorded (HoldMeeting). */
  @IsOptional()
  @IsEntryId()
  meeting?: string;
}

/** A meeting that is named is on record, and nothing comes from it before it was held. */
export function refuseMeeting(
  { meetings }: PartnershipState,
  { meeting }: { meeting?: string },
  effectiveOn: string,
): Refusal | undefined {
  if (meeting === undefined) return undefined;
  const known = meetings.get(meeting);
  return known
    ? refuseBefore(known.on, effectiveOn)
    : refuse('meeting-unknown', 'No such meeting is recorded here: record it first (HoldMeeting).', {
        field: 'meeting',
      });
}
