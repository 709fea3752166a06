import { canonical, receiptOfTexts, type Finding } from '#event-store';
import { CheckedFile, isFinding } from '#sqlite';
import { fingerprintOf, SPACES, type Space } from './schema.ts';

interface Row {
  readonly position: number;
  readonly category: string;
  readonly kind: string;
  readonly entity: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
  readonly sha256: Uint8Array | null;
}
type Found = Omit<Finding, 'in'>;

/** So many events between two words of how far it is. */
const OFTEN = 1000;

/**
 * Looks a file of events through: that each event is what its fingerprint says, in canonical form; that positions and the
 * revisions of each stream have no gap, and go on together; that nothing was recorded before its predecessor.
 *
 * @param heard how many events were looked at, and how many there are
 */
export function* damagesOfEvents(
  file: string,
  heard: (done: number, of: number) => void = () => undefined,
): Generator<Finding> {
  const opened = CheckedFile.open(file);
  if (isFinding(opened)) return yield opened;
  try {
    yield* opened.integrity();
    for (const space of SPACES) {
      yield* opened.reading(space, () => rowsOf(opened, space, heard));
      yield* opened.reading(space, () => streamsOf(opened, space));
    }
  } finally {
    opened.close();
  }
}

/** Every row by itself, and after the one before it. */
function* rowsOf(
  opened: CheckedFile,
  space: Space,
  heard: (done: number, of: number) => void,
): Generator<Found> {
  const [{ count }] = opened.rows<{ count: number }>(`SELECT count(*) AS count FROM ${space}`) as [
    { count: number },
  ];
  let [position, recordedAt] = [0, ''];
  const all = opened.statement(`SELECT * FROM ${space} ORDER BY position`).iterate();
  for (const row of all as unknown as Iterable<Row>) {
    const at = `${space}, position ${row.position}, ${streamOf(row)} revision ${row.revision}`;
    if (row.position !== position + 1)
      yield { at, what: `follows position ${position}: what stood between is missing` };
    ({ position } = row);
    for (const what of wrongWith(row)) yield { at, what };
    const now = recordedAtOf(row);
    if (now < recordedAt) yield { at, what: `was recorded at ${now}, before its predecessor` };
    recordedAt = now > recordedAt ? now : recordedAt;
    if (position % OFTEN === 0 || position === count) heard(position, count);
  }
}

const streamOf = ({ category, kind, entity }: Row): string => `${category}-${kind}-${entity}`;

function recordedAtOf({ metadata }: Row): string {
  try {
    return String((JSON.parse(metadata) as Record<string, string>)['recordedAt']);
  } catch {
    return '';
  }
}

/** In which fields; where none of them tells by itself, the fingerprint does. */
function* wrongWith(row: Row): Generator<string> {
  const { id, revision, type, version, data, metadata, sha256 } = row;
  let isTold = false;
  for (const [field, text] of Object.entries({ data, metadata })) {
    const what = wrongText(text);
    if (what === undefined) continue;
    yield `${field} ${what}`;
    isTold = true;
  }
  const is = receiptOfTexts({ id, stream: streamOf(row), revision, type, version }, { data, metadata });
  if (sha256 === null) yield 'has no fingerprint';
  else if (!isTold && !fingerprintOf(is).equals(sha256))
    yield `${id} is not what was recorded: its fingerprint is another`;
}

function wrongText(text: string): string | undefined {
  try {
    return canonical(JSON.parse(text)) === text ? undefined : 'is not in canonical form';
  } catch {
    return 'is no JSON';
  }
}

/** Streams whose revisions have a gap, or do not go on as positions do. */
function* streamsOf(opened: CheckedFile, space: Space): Generator<Found> {
  const stream = `category || '-' || kind || '-' || entity AS stream`;
  const gaps = `SELECT ${stream}, count(*) AS events, min(revision) AS low, max(revision) AS high FROM ${space}
    GROUP BY entity, kind, category HAVING low <> 0 OR events <> high + 1`;
  for (const { stream: of, events, low, high } of opened.rows<Gap>(gaps))
    yield { at: `${space}, ${of}`, what: `has ${events} events from revision ${low} to ${high}` };
  const before = 'lag(position) OVER (PARTITION BY entity, kind, category ORDER BY revision)';
  const back = `SELECT stream, revision, position FROM
    (SELECT ${stream}, revision, position, ${before} AS before FROM ${space}) WHERE position < before`;
  for (const { stream: of, revision, position } of opened.rows<Back>(back))
    yield {
      at: `${space}, ${of}`,
      what: `revision ${revision} stands at ${position}, before its predecessor`,
    };
}
interface Gap {
  readonly stream: string;
  readonly events: number;
  readonly low: number;
  readonly high: number;
}
interface Back {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}
