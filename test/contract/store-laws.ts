import { randomBytes } from 'node:crypto';
import { START, type EventStore, type EventToAppend } from '#event-store';
import { makeId } from '#kernel';

/** As much of a store as the laws here need, so that a broken one can be held to them as well. */
export type Log = Pick<EventStore, 'append' | 'readAll' | 'subscribe' | 'head'>;

let serial = 0;
/** A new event of a type; ids are as they are made, and never used twice. */
export const eventOf = (type = 'Said', data: unknown = { n: serial }): EventToAppend => ({
  id: makeId('evt', ++serial, randomBytes(16)),
  type,
  version: 1,
  data,
  metadata: { person: 'per_1' },
});

async function appendTo(log: Log, stream: string): Promise<string> {
  const event = eventOf();
  await log.append([{ stream, expected: 'any', events: [event] }]);
  return event.id;
}

/** The ids of all that is in a log, in its order. */
export async function everything(log: Pick<Log, 'readAll'>): Promise<string[]> {
  const found: string[] = [];
  for (let after = START, end = false; !end;) {
    const page = await log.readAll({ after });
    found.push(...page.events.map(({ id }) => id));
    ({ complete: after, end } = page);
  }
  return found;
}

/**
 * The law of tails: while several write, a tail never skips, never repeats, and says when it has caught up.
 *
 * @returns the ids that a tail told and those that are there, which are the same; and whether it ended caught up
 */
export async function followedWhileWritten(
  log: Log,
  writers: readonly Log[],
): Promise<{
  readonly told: readonly string[];
  readonly there: readonly string[];
  readonly caughtUp: boolean;
}> {
  const stop = new AbortController();
  const told: string[] = [];
  let [last, caughtUp, isInOrder] = [START, false, true];
  const tail = (async () => {
    for await (const page of log.subscribe({ signal: stop.signal })) {
      isInOrder &&= page.complete >= last;
      last = page.complete;
      told.push(...page.events.map(({ id }) => id));
      caughtUp = isInOrder && page.end && page.complete === (await log.head());
      if (page.events.some(({ stream }) => stream === 'end-k-e')) stop.abort();
    }
  })();
  const write = async (writer: Log, w: number) => {
    for (let i = 0; i < 40; i++) await appendTo(writer, `w${w}-k-e`);
  };
  await Promise.all(writers.map(write));
  await appendTo(log, 'end-k-e');
  await tail;
  return { told, there: await everything(log), caughtUp };
}

/**
 * The law of order: what was acknowledged before another was asked for stands before it, whichever connection wrote it.
 *
 * @returns the ids as they were acknowledged and as they stand, which is the same
 */
export async function writtenByTurns(
  ...logs: readonly Log[]
): Promise<{ readonly acknowledged: readonly string[]; readonly there: readonly string[] }> {
  const acknowledged: string[] = [];
  for (let i = 0; i < 5; i++)
    for (const [n, log] of logs.entries()) acknowledged.push(await appendTo(log, `w${n}-k-e`));
  return { acknowledged, there: await everything(logs[0] as Log) };
}
