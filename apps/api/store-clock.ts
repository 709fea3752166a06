import { ClockWatch, WrongClock, type ClockAccepted, type EventStore, type Log } from '#event-store';
import type { CommandRunner } from '#cqrs';
import { acceptClock, CLOCK_STREAM, type ClockSaid } from '#operations';
import { asOperator } from './operator.ts';

/** The clock that stamps, and what holds it to what it can be; without a watch it is believed. */
export interface StoreClock {
  readonly stored: Pick<Log, 'readStream' | 'clock'>;
  readonly watch: ClockWatch | undefined;
}

/** Tells the watch what an operator said last, of whatever process. @returns whether that is news */
export async function hearAccepted({ stored, watch }: StoreClock): Promise<boolean> {
  const [said] = (await stored.readStream(CLOCK_STREAM, { direction: 'backward', limit: 1 })).events;
  return said !== undefined && watch?.accept(acceptedIn(said)) === true;
}
const acceptedIn = ({
  data,
  metadata,
}: {
  data: unknown;
  metadata: Record<string, string>;
}): ClockAccepted => ({
  clock: Date.parse((data as ClockSaid).clock),
  upTo: Date.parse(metadata['recordedAt'] ?? ''),
});

/** Why the clock may not stamp just now; undefined: it may. */
export async function clockTrouble(of: StoreClock): Promise<WrongClock | undefined> {
  const { stored, watch } = of;
  const look = async () => {
    const { clock, last } = await stored.clock();
    return watch?.troubleOf(clock, last);
  };
  const trouble = await look();
  return trouble && (await hearAccepted(of)) ? look() : trouble;
}

/** The same store; where the clock is refused, it is looked whether an operator said that it is right. */
export const hearingAccepted = (store: EventStore, of: StoreClock): EventStore => ({
  ...store,
  append: async (writes, checks) => {
    try {
      return await store.append(writes, checks);
    } catch (error) {
      if (!(error instanceof WrongClock) || !(await hearAccepted(of))) throw error;
      return store.append(writes, checks);
    }
  },
});

/**
 * Records that the clock is right as it is. The store has to be opened without a watch, which would refuse this, too.
 *
 * @returns what it shows, as an instant
 */
export async function recordClockAccepted(
  { stored, runner }: Pick<StoreClock, 'stored'> & { readonly runner: CommandRunner },
  reason: string,
): Promise<string> {
  const clock = new Date((await stored.clock()).clock).toISOString();
  await asOperator({ runner }, acceptClock, { clock, reason });
  return clock;
}
