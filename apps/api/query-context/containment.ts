import { Containment, containment, type Link, type Links } from '#commitment';
import type { Books } from './books.ts';
import type { Snapshot } from './snapshot.ts';

/** The books of which every link is read, where they are asked for whole. */
function wholeBooks({ where, overviews }: Books): ReadonlySet<string> {
  const isWhole = 'column' in where && where.column === 'partnership';
  return new Set(isWhole ? overviews.map(({ partnership }) => partnership) : []);
}

/**
 * What contains what among the rows of some books, at that moment: their own links, and those of whatever they lead to,
 * in whichever book. It grows with the commitments that are linked, and holds ids alone.
 */
export async function containmentIn(snapshot: Snapshot, books: Books): Promise<Containment> {
  const links = new Map<string, Links>();
  for await (const one of snapshot.each(containment, books.where, books.within))
    links.set(one.commitment, one);
  const whole = wholeBooks(books);
  const known = new Set(links.keys());
  const open = [...links.values()];
  for (let one = open.pop(); one; one = open.pop())
    for (const { partnership, commitment } of linksOf(one)) {
      if (known.has(commitment) || whole.has(partnership)) continue;
      known.add(commitment);
      const above = await snapshot.get(containment, commitment, { category: partnership });
      if (!above) continue;
      links.set(commitment, above);
      open.push(above);
    }
  return new Containment([...links.values()]);
}

const linksOf = ({ promise, payments, successor }: Links): Link[] =>
  [promise, payments, successor].filter((link) => link !== undefined);
