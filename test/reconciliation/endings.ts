import type { StoredEvent } from '#kernel';

const ENDED: Readonly<Record<string, string>> = {
  CommitmentFulfilled: 'fulfilled',
  CommitmentWithdrawn: 'withdrawn',
  CommitmentSuperseded: 'superseded',
  AttributionRejected: 'rejected',
  RecordEnded: 'recorded-fulfilled',
};
export const isEnding = (type: string): boolean => ENDED[type] !== undefined;

/** The status by which a commitment ended; a record, as its source says: fulfilled in a way of its own. */
export function endedAs({ type, data }: StoredEvent): string {
  const { ended } = data as { ended?: string };
  return type === 'RecordEnded' && ended !== undefined && ended !== 'fulfilled' ? ended : (ENDED[type] ?? '');
}
