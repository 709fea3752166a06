/** How a source says that a record ended, or that it has it no more. */
export const RECORD_ENDINGS = ['removed', 'expired', 'cancelled', 'closed', 'fulfilled'] as const;
export type RecordEnding = (typeof RECORD_ENDINGS)[number];

/** Statuses of records that ended in their source: none of them is an owner's word. */
export const RECORD_STATUSES = ['removed', 'expired', 'cancelled', 'closed', 'recorded-fulfilled'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** A record that its source calls fulfilled is told apart from what an owner says it fulfilled. */
export const statusOfRecord = (ended: RecordEnding): RecordStatus =>
  ended === 'fulfilled' ? 'recorded-fulfilled' : ended;

/** Whether it ended as a record of a source, and not by whose promise it is. */
export const endedAsRecord = (status: string): status is RecordStatus =>
  RECORD_STATUSES.some((one) => one === status);
