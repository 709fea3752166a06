import { SEALED, START, type Log } from '#event-store';
import type { KeyStore } from '#sealing';
import { nameOf, type StorageSettings } from '#storage';

/**
 * Beside the keys: what stands last in each order of the log, its position and id, so that notes sort as positions do;
 * empty where nothing stands there.
 */
const [EVENT, RECORD] = ['latest event', 'latest sealed record'];
/** Whether a note is one of these. */
export const isLatest = (name: string): boolean => name === EVENT || name === RECORD;
/** So many milliseconds after something was recorded it is noted, with all that was recorded meanwhile. */
const SOON = 1000;

interface Noting {
  readonly stored: Pick<Log, 'head' | 'eventAt' | 'newestSealed'>;
  readonly kept: KeyStore;
}

async function latestIn(stored: Noting['stored']): Promise<[name: string, value: string][]> {
  const head = await stored.head();
  const [record] = await stored.newestSealed(1);
  return [
    [EVENT, head === START ? '' : `${head} ${await stored.eventAt(head)}`],
    [RECORD, record ? `${record.position} ${record.id}` : ''],
  ];
}

/** The id of what was noted and does not stand in the log; undefined where it holds all that was noted. */
export async function lostOf({ stored, kept }: Noting): Promise<string | undefined> {
  for (const [name, order] of [[EVENT], [RECORD, SEALED]] as const) {
    const [position = START, id] = (await kept.note(name))?.split(' ') ?? [];
    if (id !== undefined && (await stored.eventAt(position, order)) !== id) return id;
  }
  return undefined;
}

/**
 * Why a log is refused that was cut short, or an older one: commands were told to be carried out that it does not hold,
 * and its views, which may still tell of them, would be built anew. Names the way on.
 */
export const lackOf = ({ events, keys }: StorageSettings, lost: string): Error =>
  new Error(
    `${nameOf(events)} lacks ${lost}, which was recorded in it and noted in ${nameOf(keys)}: it was cut short, or an older one was put back; put back the newest one, or give up what it lacks by \`pledgebook accept-loss\` (${nameOf(events)} as it is counts from then on); nothing was changed`,
  );

/** Gives up what the log does not hold: what stands last in it now is noted in place of that. */
export async function acceptLoss({ stored, kept }: Noting): Promise<void> {
  for (const [name, value] of await latestIn(stored)) await kept.changeNote(name, value);
}

/**
 * Notes beside the keys how far the log has come, so that one which comes less far is known as such at the next opening:
 * at both ends, and soon after something was recorded, while no command waits for it. Of several processes the one that
 * saw most is heard.
 */
export class LatestNoted {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly noting: Noting) {}

  /** Something was recorded. */
  appended(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // What cannot be noted now is noted with what comes next.
      this.note().catch(() => undefined);
    }, SOON).unref();
  }

  async note(): Promise<void> {
    const { stored, kept } = this.noting;
    for (const [name, value] of await latestIn(stored)) await kept.advanceNote(name, value);
  }

  /** The last note. A full disk, or a server that is away, does not keep anybody from closing. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.note().catch(() => undefined);
  }
}
