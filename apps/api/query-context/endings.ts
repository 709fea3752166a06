import { openWithout, type Overview } from '#partnership';
import type { Snapshot } from './snapshot.ts';
import { listedIn } from './succession.ts';

/** A partnership as its events tell it, and what is open in it without those who take part and have ended, or are mute duplicates, by that day. */
export async function withEndings(snapshot: Snapshot, overview: Overview): Promise<Overview> {
  const ended = new Set<string>();
  for (const { organisation } of overview.participants) {
    const entry = await listedIn(snapshot, organisation);
    if (entry?.ended ?? entry?.joinedTo) ended.add(organisation);
  }
  return ended.size === 0 ? overview : { ...overview, open: openWithout(overview, ended, snapshot.date) };
}
