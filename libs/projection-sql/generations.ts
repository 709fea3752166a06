import { checkpointOf, type Failure, type Generation, type Kinds, type Checkpoint } from '#projection';

/** What of a generation is told to whoever asks how far it is. */
export interface CheckpointRow {
  readonly projection: string;
  readonly version: number;
  readonly position: string;
  readonly event: string | null;
  readonly failed_event: string | null;
  readonly failed_message: string | null;
  readonly set_aside: string;
}
/** The columns of one. */
export const CHECKPOINT = 'projection, version, position, event, failed_event, failed_message, set_aside';

/** A row of `generations`, without those that are out of use, whose position is null. */
export interface GenerationRow extends CheckpointRow {
  readonly number: number;
  readonly kinds: string;
}

const failureIn = ({ failed_event: eventId, failed_message: message }: CheckpointRow): Failure | undefined =>
  eventId === null ? undefined : { eventId, message: message ?? '' };

/** Asked for by every query, and nearly always nothing. */
const listIn = (text: string): readonly string[] => (text === '[]' ? [] : (JSON.parse(text) as string[]));

export function generationOf(row: GenerationRow): Generation {
  const { number, projection, version, position, event } = row;
  const failed = failureIn(row);
  return {
    number,
    projection,
    version,
    kinds: JSON.parse(row.kinds) as Kinds,
    position,
    ...(event === null ? {} : { event }),
    skipped: listIn(row.set_aside),
    ...(failed ? { failed } : {}),
  };
}

/**
 * The checkpoint of each projection; one that stopped while its new version is built has failed.
 *
 * @param rows those served and those younger, by number
 */
export function checkpointsFrom(rows: Iterable<CheckpointRow>): Map<string, Checkpoint> {
  const checkpoints = new Map<string, Checkpoint>();
  for (const row of rows) {
    const { projection, version, position, event } = row;
    const own = { version, position, ...(event === null ? {} : { event }), skipped: listIn(row.set_aside) };
    checkpoints.set(projection, checkpointOf(checkpoints.get(projection) ?? own, failureIn(row)));
  }
  return checkpoints;
}
