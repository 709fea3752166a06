import { nameOn, type DirectoryEntry } from '#organisation';
import { TimeSlice } from '#projection';
import type { Snapshot } from './snapshot.ts';
import { listedIn } from './succession.ts';

/** Organisations by their names. */
export type Names = Readonly<Record<string, string>>;

const ORGANISATION = /^org_[0-9a-z]{26}$/;
type Told = Readonly<Record<string, unknown>>;
const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Something told from a day of its own: a row of a timeline, a chapter of a dossier, a commitment. */
const isDated = (value: unknown): value is Told & { effectiveOn: string } =>
  isTold(value) && typeof value['effectiveOn'] === 'string';

/** @param into whether to look into what stands inside something */
function* organisationsIn(
  value: unknown,
  into: (inside: unknown) => boolean = () => true,
): Generator<string> {
  if (typeof value === 'string') {
    if (ORGANISATION.test(value)) yield value;
  } else if (Array.isArray(value)) {
    for (const one of value) if (into(one)) yield* organisationsIn(one, into);
  } else if (isTold(value))
    for (const [key, one] of Object.entries(value)) {
      yield* organisationsIn(key);
      if (into(one)) yield* organisationsIn(one, into);
    }
}

/** What is told from a day on which an organisation had another name says that name beside, in `named`. */
function withNamesOfItsDays(value: unknown, renamed: ReadonlyMap<string, DirectoryEntry>): unknown {
  if (Array.isArray(value)) return value.map((one) => withNamesOfItsDays(one, renamed));
  if (!isTold(value)) return value;
  const told = Object.entries(value).map(([key, one]) => [key, withNamesOfItsDays(one, renamed)] as const);
  return withNamed(told, value, renamed);
}

/** As `withNamesOfItsDays`, item by item of a whole answer's lists, so that others have their turn. */
async function withNamesInSlices(
  answer: Told,
  renamed: ReadonlyMap<string, DirectoryEntry>,
): Promise<object> {
  const slice = new TimeSlice();
  const told: (readonly [string, unknown])[] = [];
  for (const [key, value] of Object.entries(answer)) {
    const inner: unknown[] = [];
    for (const one of Array.isArray(value) ? value : [value]) {
      inner.push(withNamesOfItsDays(one, renamed));
      if (slice.isOver) await slice.yield();
    }
    told.push([key, Array.isArray(value) ? inner : inner[0]]);
  }
  return withNamed(told, answer, renamed);
}

function withNamed(
  told: readonly (readonly [string, unknown])[],
  value: Told,
  renamed: ReadonlyMap<string, DirectoryEntry>,
): object {
  const named = isDated(value) ? namesThen(value, renamed) : [];
  return Object.fromEntries(named.length > 0 ? [...told, ['named', Object.fromEntries(named)]] : told);
}

function namesThen(
  told: { readonly effectiveOn: string },
  renamed: ReadonlyMap<string, DirectoryEntry>,
): [string, string][] {
  const ids = new Set(organisationsIn(told, (inside) => !isDated(inside)));
  return [...ids].sort().flatMap((id): [string, string][] => {
    const entry = renamed.get(id);
    const then = entry && nameOn(entry, told.effectiveOn);
    return then === undefined || then === entry?.name ? [] : [[id, then]];
  });
}

/** An answer with the names, on the day it is of, of all organisations it mentions; and those of earlier days. */
export async function withNames<A extends object>(
  answer: A,
  snapshot: Snapshot,
): Promise<A & { names: Names }> {
  const names: Record<string, string> = {};
  const renamed = new Map<string, DirectoryEntry>();
  const ids = new Set<string>();
  const slice = new TimeSlice();
  for (const id of organisationsIn(answer)) {
    ids.add(id);
    if (slice.isOver) await slice.yield();
  }
  for (const id of [...ids].sort()) {
    if (slice.isOver) await slice.yield();
    const entry = await listedIn(snapshot, id);
    if (!entry) continue;
    names[id] = entry.name;
    if (entry.formerNames.length > 0) renamed.set(id, entry);
  }
  const told = renamed.size > 0 ? ((await withNamesInSlices(answer as Told, renamed)) as A) : answer;
  return { ...told, names };
}
