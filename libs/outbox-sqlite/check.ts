import { createHash } from 'node:crypto';
import type { Finding } from '#event-store';
import { CheckedFile, isFinding } from '#sqlite';

interface Row {
  readonly number: number;
  readonly id: string;
  readonly position: string;
  readonly of_time: number;
  readonly sha256: Uint8Array | null;
}
type Found = Omit<Finding, 'in'>;
/** So many documents are told at the most. */
const MOST = 10;

/**
 * Looks the file of an outbox through: that each message is what its fingerprint says, and that numbers, and the
 * sequences of each source, have no gap.
 */
export function* damagesOfOutbox(file: string): Generator<Finding> {
  const opened = CheckedFile.open(file);
  if (isFinding(opened)) return yield opened;
  try {
    yield* opened.integrity();
    yield* opened.reading('message', () => messagesOf(opened));
    yield* opened.reading('message', () => sequencesOf(opened));
  } finally {
    opened.close();
  }
}

function* messagesOf(opened: CheckedFile): Generator<Found> {
  let number = 0;
  for (const row of opened.statement('SELECT * FROM message ORDER BY number').iterate()) {
    const { sha256, ...told } = row as unknown as Row;
    const at = `message ${told.number}, ${told.id}`;
    if (told.number !== number + 1)
      yield { at, what: `follows message ${number}: what stood between is missing` };
    ({ number } = told);
    if (sha256 === null) yield { at, what: 'has no fingerprint' };
    else if (
      !createHash('sha256')
        .update(JSON.stringify(Object.values(told)))
        .digest()
        .equals(sha256)
    )
      yield { at, what: 'is not what was told: its fingerprint is another' };
  }
}

function* sequencesOf(opened: CheckedFile): Generator<Found> {
  const gaps = `SELECT source, count(*) AS messages, min(sequence) AS low, max(sequence) AS high FROM message
    GROUP BY source HAVING low <> 1 OR messages <> high`;
  for (const { source, messages, low, high } of opened.rows<Gap>(gaps))
    yield { at: `messages of ${source}`, what: `are ${messages}, numbered from ${low} to ${high}` };
}
interface Gap {
  readonly source: string;
  readonly messages: number;
  readonly low: number;
  readonly high: number;
}

/** Documents of the fold's state in which two outboxes differ, as they stand in the first: both stand at one place. */
export function* differencesOfState(file: string, other: string, version: number): Generator<Finding> {
  const opened = CheckedFile.open(file);
  if (isFinding(opened)) return yield opened;
  try {
    yield* opened.reading('state', () => {
      opened.db.prepare('ATTACH ? AS other').run(other);
      const state = (of: string) =>
        `SELECT key, text, partnership, wakes FROM ${of}.state WHERE version = ${Number(version)}`;
      const only = (a: string, b: string) => `SELECT key FROM (${state(a)} EXCEPT ${state(b)})`;
      const keys = `${only('main', 'other')} UNION ${only('other', 'main')} LIMIT ${MOST}`;
      return opened
        .rows<{ key: string }>(keys)
        .map(({ key }) => ({ at: `state of ${key}`, what: 'is not what the events come to' }));
    });
  } finally {
    opened.close();
  }
}
