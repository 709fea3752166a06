import { canonical } from '#event-store';
import type { KeyStore } from '#sealing';
import type { Heard } from './orders.ts';

/** What is kept in a key store, but notes that tell how far a log has come: those are of the log they are beside. */
async function contentOf(kept: KeyStore, isOfLog: (note: string) => boolean) {
  const notes = [...(await kept.notes())].filter(([name]) => !isOfLog(name)).sort();
  return { masters: await kept.masters(), keys: await kept.all(), notes };
}

export interface MovingKeys {
  readonly source: KeyStore;
  readonly target: KeyStore;
  /** Whether a note tells of the log alone that it is beside, and is made anew. */
  readonly isOfLog: (note: string) => boolean;
}

/**
 * Moves data keys, wrapped as they are, and the notes beside them. What was destroyed in the source since it was begun is
 * destroyed here, too.
 */
export async function copyKeys(
  { source, target, isOfLog }: MovingKeys,
  onProgress: Heard | undefined,
): Promise<void> {
  const { masters, keys, notes } = await contentOf(source, isOfLog);
  const [master = ''] = masters;
  const ids = new Set(keys.map(({ id }) => id));
  for (const { id } of await target.all()) if (!ids.has(id)) await target.destroy(id);
  await target.turnTo(master);
  for (const [done, key] of keys.entries()) {
    await target.put(key, master);
    onProgress?.(done + 1, keys.length);
  }
  // One that was moved before may have been wrapped anew since.
  await target.rewrap(keys, master);
  for (const [name, value] of notes) await target.changeNote(name, value);
}

/** Whether both hold the same, but for notes of the log beside. @returns how many keys */
export async function compareKeys({ source, target, isOfLog }: MovingKeys): Promise<number | undefined> {
  const [one, other] = await Promise.all([contentOf(source, isOfLog), contentOf(target, isOfLog)]);
  return canonical(one) === canonical(other) ? one.keys.length : undefined;
}
