import { Already, refuse, type Refusal } from '#kernel';
import type { SourceOfRecord } from '../input.ts';
import { saidBefore, type SourceRecordState } from '../source.ts';
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

/** The same record again is nothing new, also where it was withdrawn since: only a change of it says something. */
export function knownRecord(
  state: ObservationState | undefined,
  { source, ...said }: Sourced & { readonly text?: string; readonly version?: number },
  known: SourceRecordState,
): Already | Refusal | undefined {
  if (!source) return undefined;
  if (state?.source?.record !== source.record || state.source.system !== source.system)
    return refuse('source-record-taken', 'This record stands as something else: take an id of its own.', {
      field: 'source',
    });
  if (known.fingerprint === undefined && known.version === source.version) return new Already();
  return saidBefore(known, source, observedIn(said));
}

/** What a source's record says of a claim, beside where it was found. Which claim it is, its stream tells. */
export const observedIn = ({ text, version }: { readonly text?: string; readonly version?: number }) => ({
  text,
  version,
});
