import type { Link, Links } from '../containment.ts';

interface Way {
  readonly from: string;
  readonly to: string;
  readonly said: string;
}
type Ways = ReadonlyMap<string, readonly string[]>;

const waysOf = (ways: Iterable<Way>): Ways => {
  const found = new Map<string, string[]>();
  for (const { from, to } of ways) {
    const known = found.get(from);
    if (known) known.push(to);
    else found.set(from, [to]);
  }
  return found;
};

/** What stands in a circle of ways, or on a way into one: all that is left once dead ends are taken away. */
function endless(ways: readonly Way[]): ReadonlySet<string> {
  const out = new Map<string, number>();
  for (const { from } of ways) out.set(from, (out.get(from) ?? 0) + 1);
  const into = waysOf(ways.map(({ from: to, to: from, said }) => ({ from, to, said })));
  const ends = [...into.keys()].filter((one) => !out.has(one));
  for (let end = ends.pop(); end !== undefined; end = ends.pop())
    for (const from of into.get(end) ?? []) {
      const left = (out.get(from) ?? 0) - 1;
      out.set(from, left);
      if (left === 0) ends.push(from);
    }
  return new Set([...out].flatMap(([one, left]) => (left > 0 ? [one] : [])));
}

function leads(ways: ReadonlyMap<string, readonly Way[]>, from: string, to: string): boolean {
  const passed = new Set([from]);
  for (const one of passed) {
    if (one === to) return true;
    for (const way of ways.get(one) ?? []) passed.add(way.to);
  }
  return false;
}

/** Without those ways that close a circle: of each circle the one that was said last. */
function withoutCircles(ways: readonly Way[]): Way[] {
  const within = endless(ways);
  if (within.size === 0) return [...ways];
  const isWithin = ({ from, to }: Way) => within.has(from) && within.has(to);
  const kept = new Map<string, Way[]>();
  const inOrder = ways
    .filter(isWithin)
    .sort((a, b) => (a.said === b.said ? (a.from < b.from ? -1 : 1) : a.said < b.said ? -1 : 1));
  for (const way of inOrder)
    if (!leads(kept, way.to, way.from)) kept.set(way.from, [...(kept.get(way.from) ?? []), way]);
  return [...ways.filter((way) => !isWithin(way)), ...[...kept.values()].flat()];
}

/** The ways up from commitments to what contains them, for one kind of measure, on one day. */
export class Walk {
  private readonly linked: ReadonlySet<string>;

  /**
   * @param first where a row's own way begins
   * @param onward where it goes on from whatever it has met
   */
  constructor(
    private readonly first: Ways,
    private readonly onward: Ways,
  ) {
    this.linked = new Set([...onward].flatMap(([from, to]) => [from, ...to]));
  }

  /** Whether a row is left out of anything, or anything because of it. */
  concerns(commitment: string): boolean {
    return this.linked.has(commitment);
  }

  /** Which of these the walk up from one of them meets another of. */
  containedAmong(rows: Iterable<string>, adding: ReadonlySet<string>): ReadonlySet<string> {
    const known = new Map<string, boolean>();
    const meets = (to: string): boolean => adding.has(to) || known.get(to) === true;
    const look = (start: string): void => {
      const open = [start];
      for (let one = open.at(-1); one !== undefined; one = open.at(-1)) {
        const ways = this.onward.get(one) ?? [];
        const unknown = ways.some(meets) ? [] : ways.filter((to) => !known.has(to));
        if (unknown.length > 0) open.push(...unknown);
        else {
          known.set(one, ways.some(meets));
          open.pop();
        }
      }
    };
    const contained = new Set<string>();
    for (const row of rows) {
      const ways = this.first.get(row) ?? [];
      for (const to of ways) if (!known.has(to)) look(to);
      if (ways.some(meets)) contained.add(row);
    }
    return contained;
  }
}

const wayTo = (from: string, link: Link | undefined): Way[] =>
  link ? [{ from, to: link.commitment, said: link.said }] : [];

/** What contains what, on one day: the walks up that tell what a figure leaves out. */
export class Containment {
  /** Of what is promised: to what contains the promise, and from what was superseded to what took its place. */
  readonly promises: Walk;
  /**
   * Of what is paid. A superseded row's own payments stay where they were recorded: only a walk that came from a part
   * goes on to what took the place of the whole.
   */
  readonly payments: Walk;

  constructor(links: readonly Links[]) {
    const promises = waysOf(
      withoutCircles(
        links.flatMap(({ commitment, promise, successor }) => [
          ...wayTo(commitment, promise),
          ...wayTo(commitment, successor),
        ]),
      ),
    );
    this.promises = new Walk(promises, promises);
    const parts = new Set(links.flatMap(({ commitment, payments }) => wayTo(commitment, payments)));
    const replaced = links.flatMap(({ commitment, successor }) => wayTo(commitment, successor));
    const paid = parts.size > 0 ? withoutCircles([...parts, ...replaced]) : [];
    this.payments = new Walk(waysOf(paid.filter((way) => parts.has(way))), waysOf(paid));
  }

  static readonly none = new Containment([]);
}
