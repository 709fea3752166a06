import { Already, refuse, type Refusal } from '#kernel';
import type { SourceOfRecord } from '../input.ts';
import type { SourceRecordState } from '../source.ts';
import type { ObservationState } from './observation.ts';

interface Sourced {
  readonly source?: SourceOfRecord;
}

/** Nobody speaks for an organisation that has spoken itself, or has taken back what was recorded about it. */
export function refuseAttributed(state: ObservationState, { source }: Sourced): Refusal | undefined {
  const { attributed, withdrawnBy, observer, source: known } = state;
  if (!attributed || withdrawnBy === observer)
    return refuse(
      'observer-spoke',
      'The organisation has spoken of this claim itself, and its own word stands.',
      { field: 'onBehalfOf' },
    );
  return known && source?.system !== known.system
    ? refuse('source-differs', `This was recorded from "${known.system}": go on from that source.`, {
        field: 'source',
      })
    : undefined;
}

/** The same record again is nothing new, also where it was withdrawn since: only a newer version says something. */
export function knownRecord(
  state: ObservationState | undefined,
  { source }: Sourced,
  { version }: SourceRecordState,
): Already | Refusal | undefined {
  if (!source) return undefined;
  if (state?.source?.record !== source.record || state.source.system !== source.system)
    return refuse('source-record-taken', 'This record stands as something else: take an id of its own.', {
      field: 'source',
    });
  return source.version <= version ? new Already() : undefined;
}
