import { refuse, Refused } from '#kernel';
import { directory, type DirectoryEntry } from '#organisation';
import type { Overview } from '#partnership';
import type { Snapshot } from './snapshot.ts';

const LISTED = { category: 'organisation' };

/** How an organisation is listed at that moment, if it is. */
export const listedIn = (snapshot: Snapshot, organisation: string): Promise<DirectoryEntry | undefined> =>
  snapshot.get(directory, organisation, LISTED);

/** @throws Refused it is not listed at that moment */
export async function organisationIn(snapshot: Snapshot, organisation: string): Promise<DirectoryEntry> {
  const found = await listedIn(snapshot, organisation);
  if (found) return found;
  throw new Refused(
    refuse('organisation-unknown', 'No such organisation is listed, at that moment.', {
      field: 'organisation',
    }),
  );
}

/** Those that ended, by that day, in favour of this one, over however many steps; the nearest first. */
export async function predecessorsOf(snapshot: Snapshot, organisation: string): Promise<DirectoryEntry[]> {
  const found = new Map<string, DirectoryEntry>();
  for (let nearer = [organisation]; nearer.length > 0;) {
    const step: DirectoryEntry[] = [];
    const where = { column: 'successor', op: 'in', value: nearer } as const;
    for await (const entry of snapshot.each(directory, where, LISTED)) step.push(entry);
    step.sort((a, b) => (a.organisation < b.organisation ? -1 : 1));
    for (const entry of step) found.set(entry.organisation, entry);
    nearer = step.map((entry) => entry.organisation);
  }
  return [...found.values()];
}

/** Who goes on in its place at last, where it has ended by that day and named a successor. */
export async function goingOnFor(snapshot: Snapshot, { ended }: DirectoryEntry): Promise<string | undefined> {
  for (let next = ended?.successor; next !== undefined;) {
    const after = (await listedIn(snapshot, next))?.ended?.successor;
    if (after === undefined) return next;
    next = after;
  }
  return undefined;
}

/** Who goes on, at last, for each of these that has ended by that day; those that go on themselves are left out. */
export async function linesOf(
  snapshot: Snapshot,
  organisations: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const lines = new Map<string, string>();
  for (const organisation of organisations) {
    const entry = await listedIn(snapshot, organisation);
    const goesOn = entry && (await goingOnFor(snapshot, entry));
    if (goesOn !== undefined) lines.set(organisation, goesOn);
  }
  return lines;
}

/** Who takes part in some partnerships, by who goes on in its place: predecessor and successor are one organisation. */
export async function takingPart(
  snapshot: Snapshot,
  overviews: readonly Pick<Overview, 'participants'>[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const ids = new Set(overviews.flatMap(({ participants }) => participants.map((one) => one.organisation)));
  const lines = await linesOf(snapshot, ids);
  return Map.groupBy([...ids].sort(), (id) => lines.get(id) ?? id);
}

/** What is said of a predecessor beside its successor. */
export const briefly = ({ organisation, name, ended }: DirectoryEntry) => ({ organisation, name, ...ended });
