import { IsOptional } from 'class-validator';
import {
  COLLECTIVE_COUNTING,
  collectiveProgressOf,
  collectiveRows,
  containment,
  Contributions,
  ledger,
  observations,
  type CollectiveProgress,
} from '#commitment';
import type { Overview } from '#partnership';
import { IsEntryId } from '#vocabulary';
import { pathOf } from '../query-context/books.ts';
import { containmentIn } from '../query-context/containment.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import { all, has } from '../query-context/where.ts';
import { ledgerOf } from './ledger-filters.ts';
import { withObserved } from './observed-measurements.ts';

class OfCollectiveProgress extends OfMoment {
  /** Only the collective indicator of this id. */
  @IsOptional()
  @IsEntryId()
  indicator?: string;
}

const indicatorsAsked = ({ collectiveIndicators }: Overview, { indicator }: OfCollectiveProgress) =>
  collectiveIndicators.filter(({ id }) => indicator === undefined || id === indicator);

/** With the ledger that lists all that contribute, and the dossier of each that is listed here. */
function linked<P extends CollectiveProgress>(progress: P) {
  const { partnership, definition, contributed } = progress;
  const path = pathOf(partnership);
  const contributions = contributed.contributions.map((one) => ({
    ...one,
    link: `${path}/commitments/${one.commitment}`,
  }));
  const ledger = ledgerOf(path, { tag: [`collective=${definition.id}`] });
  return { ...progress, contributed: { ...contributed, contributions, ledger } };
}

export const showCollectiveProgress = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowCollectiveProgress',
    path: '/collective-progress',
    summary: 'What is measured together, against its targets, and beside it what commitments contribute.',
    input: OfCollectiveProgress,
    reads: 'rows',
    views: [ledger, containment, observations],
    answer: async (asked, snapshot, books) => {
      const { overviews, where, within } = books;
      const ids = overviews.flatMap((one) => indicatorsAsked(one, asked).map(({ id }) => id));
      const contributions = new Contributions(await containmentIn(snapshot, books));
      // A row is seen once, however many of them it contributes to.
      const contributing = { any: has([...new Set(ids)].map((id) => `collective=${id}`)) };
      for await (const row of snapshot.each(ledger, all(where, contributing), within)) contributions.add(row);
      const progress = overviews.flatMap((one) =>
        collectiveProgressOf(one.partnership, indicatorsAsked(one, asked), contributions),
      );
      const indicators = await withObserved(snapshot, books, progress);
      return { indicators: indicators.map(linked), counting: COLLECTIVE_COUNTING };
    },
    rows: ({ indicators }) => indicators.flatMap(collectiveRows),
  });
