import { type CollectiveIndicatorView, measuredProgress, type MeasuredProgress } from '#partnership';
import type { Contributed, Contributions } from './contributions.ts';

/** A collective indicator: what was measured, against its target, and beside it what commitments contribute. */
export interface CollectiveProgress {
  readonly partnership: string;
  readonly definition: Omit<CollectiveIndicatorView, 'measurements'>;
  readonly measured: MeasuredProgress;
  readonly contributed: Contributed;
}

/** How the figures come about, for whoever reads them. */
export const COLLECTIVE_COUNTING =
  'Contributions stand beside the measurement, and are not its cause: what is measured has many causes, and nothing is ' +
  'attributed here. Measured: of each period the latest measurement with its corrections, beside it those of others; ' +
  'added up over periods only where the indicator adds up and no two periods overlap; what was measured in the unit of a ' +
  'former definition stays with the partnership. Contributed: what each commitment that names the indicator reports of ' +
  'itself, by promise, status and voice; summed only where the indicator adds up, without parts of what is in the same ' +
  'sum, other units, and what never adds up.';

/** Of one book. */
export const collectiveProgressOf = (
  partnership: string,
  indicators: readonly CollectiveIndicatorView[],
  contributions: Contributions,
): CollectiveProgress[] =>
  indicators.map((indicator) => {
    const { measurements: _, ...definition } = indicator;
    return {
      partnership,
      definition,
      measured: measuredProgress(indicator),
      contributed: contributions.to(partnership, definition),
    };
  });

/** One line per measurement and per contribution, for a table. */
export const collectiveRows = ({ partnership, definition, measured, contributed }: CollectiveProgress) => {
  const { id, name, unit, target } = definition;
  const about = { partnership, indicator: id, name, unit, target: target?.value };
  return [
    ...measured.periods.flatMap(({ period, latest, others }) =>
      [latest, ...others].map(({ measuredBy, ...one }) => ({
        ...about,
        what: 'measurement',
        period,
        latest: one === latest,
        organisation: measuredBy,
        value: one.value,
        measurement: one,
      })),
    ),
    ...contributed.contributions.map(({ organisation, reported, ...one }) => ({
      ...about,
      what: 'contribution',
      organisation,
      value: reported,
      contribution: one,
    })),
  ];
};
