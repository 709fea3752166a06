import { observations, type CollectiveProgress, type ObservationRow } from '#commitment';
import type { Books } from '../query-context/books.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { all, is } from '../query-context/where.ts';

/** What others say of measurements, by partnership and measurement. */
async function observedIn(
  snapshot: Snapshot,
  { where, within }: Books,
): Promise<Map<string, ObservationRow[]>> {
  const found = new Map<string, ObservationRow[]>();
  for await (const row of snapshot.each(observations, all(where, is('about', 'measurement')), within)) {
    const key = `${row.partnership} ${row.claim.measurement}`;
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
}

/** Each measurement with what others say of it, and of what it was corrected from, which is of an earlier version. */
export async function withObserved(
  snapshot: Snapshot,
  books: Books,
  indicators: readonly CollectiveProgress[],
) {
  const found = await observedIn(snapshot, books);
  return indicators.map(({ measured, ...one }) => {
    const told = <M extends CollectiveProgress['measured']['periods'][number]['latest']>(made: M) => {
      const of = [made.measurement, ...made.restatedFrom.map(({ measurement }) => measurement)];
      const rows = of.flatMap((id) => found.get(`${one.partnership} ${id}`) ?? []);
      const observed = rows.map((row) => ({ ...row, ofEarlierVersion: row.version < made.version }));
      return { ...made, observed };
    };
    const periods = measured.periods.map(({ latest, others, ...period }) => ({
      ...period,
      latest: told(latest),
      others: others.map(told),
    }));
    return { ...one, measured: { ...measured, periods } };
  });
}
