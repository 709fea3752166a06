import { checkpointOf, type Failure, type Generation, type Kinds, type Checkpoint } from '#projection';

/** A row of `generations`, without those that are out of use, whose position is null. */
export interface GenerationRow {
  readonly number: number;
  readonly projection: string;
  readonly version: number;
  readonly kinds: string;
  readonly position: string;
  readonly event: string | null;
  readonly failed_event: string | null;
  readonly failed_message: string | null;
  readonly set_aside: string;
}

export function generationOf(row: GenerationRow): Generation {
  const { number, projection, version, position, event } = row;
  const { failed_event: eventId, failed_message: message } = row;
  const failed: Failure | undefined = eventId === null ? undefined : { eventId, message: message ?? '' };
  return {
    number,
    projection,
    version,
    kinds: JSON.parse(row.kinds) as Kinds,
    position,
    ...(event === null ? {} : { event }),
    setAside: JSON.parse(row.set_aside) as string[],
    ...(failed ? { failed } : {}),
  };
}

/**
 * The checkpoint of each projection; one that stopped while its new version is built has failed.
 *
 * @param rows those served and those younger, by number
 */
export function checkpointsFrom(rows: Iterable<GenerationRow>): Map<string, Checkpoint> {
  const checkpoints = new Map<string, Checkpoint>();
  for (const row of rows) {
    const { projection, failed, ...generation } = generationOf(row);
    const served = checkpoints.get(projection) ?? generation;
    checkpoints.set(projection, checkpointOf(served, failed));
  }
  return checkpoints;
}
