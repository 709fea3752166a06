import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { events } from '#domain';
import { upcasting, type EventStore, type Finding, type Log } from '#event-store';
import { addDays } from '#kernel';
import { FOLD_VERSION, OutboxWriter, type Fold, type Outbox } from '#outbox';
import { damagesOfOutbox, differencesOfState, SqliteOutbox } from '#outbox-sqlite';
import { nameOf, openOutbox, type Location } from '#storage';

const AT_ONCE = 1000;

interface Checking {
  readonly log: Log;
  readonly location: Location;
}

/** What of the outbox is not as it was told, tells of what is not in the log, or is not what the events come to. */
export async function* damagesOfTold({ log, location }: Checking): AsyncGenerator<Finding> {
  if (location.engine === 'sqlite') {
    let isSound = true;
    for (const found of damagesOfOutbox(location.file)) {
      isSound = false;
      yield found;
    }
    if (!isSound) return;
  }
  const outbox = await openOutbox(location, { readOnly: true });
  try {
    yield* strayed(outbox, { log, location });
    const fold = (await outbox.folds()).find(({ isTelling }) => isTelling);
    if (fold?.version !== FOLD_VERSION || fold.event === '') return;
    if ((await log.eventAt(fold.position)) !== fold.event)
      yield { in: nameOf(location), at: 'fold', what: 'stands at a position that is not in the events' };
    else if (location.engine === 'sqlite') yield* differencesAnew(fold, { log, file: location.file });
  } finally {
    await outbox.close();
  }
}

/** Messages of events that do not stand in the log where they say, and texts that tell of another message. */
async function* strayed(outbox: Outbox, { log, location }: Checking): AsyncGenerator<Finding> {
  for (let after = 0, isEnd = false; !isEnd;) {
    const page = await outbox.kept(after, AT_ONCE);
    for (const { number, id, source, type, text, position, ofTime } of page) {
      const found = { in: nameOf(location), at: `message ${number}, ${id}` };
      if (number !== after + 1)
        yield { ...found, what: `follows message ${after}: what stood between is missing` };
      after = number;
      const told = JSON.parse(text) as Record<string, unknown>;
      if (told['id'] !== id || told['source'] !== source || told['type'] !== type)
        yield { ...found, what: 'is kept under another name than it tells' };
      if (!ofTime && (await log.eventAt(position)) !== id)
        yield { ...found, what: 'tells of an event that does not stand in the log where it says' };
    }
    isEnd = page.length < AT_ONCE;
  }
}

/** Folds the state anew, to where the fold stands, in a place of its own; what is told there is nobody's. */
async function* differencesAnew(
  fold: Fold,
  { log, file }: { readonly log: Log; readonly file: string },
): AsyncGenerator<Finding> {
  const directory = mkdtempSync(join(tmpdir(), 'pledgebook-check-'));
  const other = join(directory, 'outbox.sqlite');
  try {
    const anew = await SqliteOutbox.open(other);
    const over = { now: () => new Date(Date.parse(`${addDays(fold.day, 1)}T12:00:00.000Z`)) };
    const writer = new OutboxWriter({ events: upTo(log, fold.position), outbox: anew, clock: over });
    writer.start();
    try {
      await untilThere(anew, fold);
    } finally {
      await writer.close();
      await anew.close();
    }
    yield* differencesOfState(file, other, fold.version);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function untilThere(outbox: Outbox, { position, day }: Fold): Promise<void> {
  const never = new AbortController().signal;
  for (;;) {
    const { count } = outbox.changes;
    const own = (await outbox.folds()).find(({ isTelling }) => isTelling);
    if (own?.stopped) throw new Error(`the events cannot be told anew: ${own.stopped.message}`);
    if (own && own.position >= position && own.day >= day) return;
    await outbox.changes.after(count, never);
  }
}

/** The log as it was at a position: nothing comes after it. */
function upTo(log: Log, position: string): EventStore {
  const read = upcasting(log, events);
  return {
    ...read,
    readAll: (options) => read.readAll({ ...options, upTo: position }),
    head: async () => position,
    subscribe: async function* ({ after, types, signal }) {
      yield await read.readAll({ ...(after ? { after } : {}), ...(types ? { types } : {}), upTo: position });
      if (!signal.aborted) await new Promise<unknown>((resolve) => signal.addEventListener('abort', resolve));
    },
  };
}
