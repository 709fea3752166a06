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

/**
 * The same record again is nothing new, also where it was withdrawn since: only a change of it says something, or one of
 * the claim.
 *
 * @param claimVersion in which the claim stands; undefined where it does not stand any more
 */
export function knownRecord(
  state: ObservationState | undefined,
  { source, text }: Sourced & { readonly text?: string },
  { known, claimVersion }: { readonly known: SourceRecordState; readonly claimVersion: number | undefined },
): Already | Refusal | undefined {
  if (!source) return undefined;
  if (state?.source?.record !== source.record || state.source.system !== source.system)
    return refuse('source-record-taken', 'This record stands as something else: take an id of its own.', {
      field: 'source',
    });
  const isOld = known.fingerprint === undefined || claimVersion === undefined;
  if (isOld && known.version === source.version) return new Already();
  return saidBefore(known, source, observedIn({ text, claimVersion }));
}

/**
 * What a source's record says of a claim, beside where it was found: of the claim as it stood, so that it is said again of
 * what the source has changed since. Which claim it is, its stream tells.
 */
export const observedIn = (of: { readonly text?: string; readonly claimVersion?: number }) => of;
