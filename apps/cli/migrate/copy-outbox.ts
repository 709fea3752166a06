import { canonical, notEmpty } from '#event-store';
import { FORMER, isTakenOver, NotHere, type Fold, type KeptMessage, type Outbox, type Place } from '#outbox';
import { grown } from './compare-logs.ts';
import type { Heard } from './orders.ts';
import { PlacesInTarget, type ComparedLogs } from './places-in-target.ts';

export interface MovingOutbox {
  readonly source: Outbox;
  readonly target: Outbox;
  readonly logs: ComparedLogs;
  readonly signal?: AbortSignal | undefined;
}

/** How far it is told in the source; undefined where nothing was told yet. */
type Told = Pick<Fold, 'position' | 'event' | 'day'>;

/**
 * @param log in which what was told has to stand
 * @returns undefined: nothing was told yet
 * @throws Error it is not all there, or of events that the log does not hold
 */
export async function toldIn(
  outbox: Pick<Outbox, 'folds'>,
  log: Pick<ComparedLogs['source'], 'eventAt'>,
): Promise<Told | undefined> {
  const telling = (await outbox.folds()).find(({ isTelling }) => isTelling);
  if (!telling) return undefined;
  const { position, event } = telling;
  if (isTakenOver(telling)) throw unsettled();
  if ((await log.eventAt(position)) !== event) throw unsettled();
  return event === '' ? undefined : telling;
}
/** Why an outbox is not moved: a server that runs on it settles that. */
export const unsettled = (): Error =>
  new Error(
    'the outbox of the source does not stand where its events do: serve the store once with this Pledgebook, until `pledgebook projections` says that the outbox has come to their end; nothing was changed',
  );

/**
 * What is there is empty, or what was moved there before from this source.
 *
 * @param name of the place, for people
 * @throws Error something else is there
 */
export async function refuseOtherOutbox(
  { source, target }: Pick<MovingOutbox, 'source' | 'target'>,
  name: string,
): Promise<void> {
  const [folds, last] = [await target.folds(), await target.last()];
  if (folds.length === 0 && last.number === 0) return;
  const isMoved = folds.every(({ version }) => version === FORMER);
  if (!isMoved || !(await stands(source, last))) throw notEmpty(name);
}

const stands = (outbox: Outbox, place: Place): Promise<boolean> =>
  outbox.read(place, { limit: 1 }).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotHere) return false;
      throw error;
    },
  );

/**
 * Moves what was told and was not moved yet, as it was told, under the same numbers. How far it is told stands there then as
 * version 0 of the fold, and the state that goes with it is built by whoever tells next: it follows from the log.
 */
export async function copyOutbox(moving: MovingOutbox, onProgress: Heard | undefined): Promise<void> {
  const { source, target, logs, signal } = moving;
  const told = await toldIn(source, logs.source);
  if (!told) return;
  const places = new PlacesInTarget(logs);
  const { number: whole } = await source.last();
  let fold = await target.begin(FORMER);
  let { number } = await target.last();
  for (let end = false; !end;) {
    signal?.throwIfAborted();
    const kept = await source.kept(number, logs.limit);
    const messages = await inTarget(kept, places);
    end = kept.length < logs.limit;
    const at = { position: messages.at(-1)?.position ?? fold.position, event: '', day: told.day };
    const to = end ? { ...at, position: await places.of(told.position), event: told.event } : at;
    fold = await target.write({ fold, to, messages, changes: [] });
    number = kept.at(-1)?.number ?? number;
    onProgress?.(number, whole);
  }
}

async function inTarget(kept: readonly KeptMessage[], places: PlacesInTarget): Promise<KeptMessage[]> {
  const messages: KeptMessage[] = [];
  for (const one of kept) messages.push({ ...one, position: await places.of(one.position) });
  return messages;
}

/**
 * Whether both hold the same, to the byte, and have come equally far.
 *
 * @returns how many messages
 * @throws Error they differ, or the source has more
 */
export async function compareOutboxes({ source, target, logs, signal }: MovingOutbox): Promise<number> {
  const told = await toldIn(source, logs.source);
  const places = new PlacesInTarget(logs);
  let number = 0;
  for (let end = false; !end;) {
    signal?.throwIfAborted();
    const [here, there] = await Promise.all([
      source.kept(number, logs.limit),
      target.kept(number, logs.limit),
    ]);
    for (const [i, message] of (await inTarget(here, places)).entries()) {
      if (!there[i]) throw grown();
      if (canonical(message) !== canonical(there[i])) throw differing(message);
      ({ number } = message);
    }
    if (there.length > here.length) throw differing(there[here.length] as KeptMessage);
    end = here.length < logs.limit;
  }
  const [fold] = await target.folds();
  if (fold?.event !== told?.event || fold?.day !== told?.day) throw grown();
  if (told && (await logs.target.eventAt(fold?.position ?? '')) !== told.event) throw grown();
  return number;
}

const differing = ({ number }: KeptMessage): Error =>
  new Error(
    `message ${number} of the outbox is not the same where it was moved to: take that away and begin anew`,
  );
