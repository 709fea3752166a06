import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsOptional, ValidateNested } from 'class-validator';
import { refuse, Refusal } from '#kernel';
import { CategoryValue, IsEachCategoryOnce, IsEntryId, IsQuantity, IsText, TimeWindow } from '#vocabulary';
import { CollectiveIndicatorMeasured, type Measurement } from '../collective.ts';
import { refuseBefore, sameAgain } from '../entry.ts';
import { type PartnershipState } from '../partnership.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';
import { refusePeriod } from '../period.ts';

export class MeasureCollectiveIndicator extends AboutPartnership {
  static readonly example = {
    measurement: 'online-2021',
    indicator: 'people-online',
    period: { from: '2021-01-01', to: '2021-12-31' },
    value: '4900000000',
    disaggregation: [{ category: 'women', value: '2300000000' }],
    method: 'Household surveys, weighted by population',
    source: 'ITU World Telecommunication/ICT Indicators Database',
  };

  @IsEntryId()
  measurement!: string;

  /** The id of a collective indicator that was adopted. */
  @IsEntryId()
  indicator!: string;

  /** For which time it is told: from, to, or both. */
  @ValidateNested()
  @Type(() => TimeWindow)
  period!: TimeWindow;

  /** In the unit that was adopted. */
  @IsQuantity()
  value!: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @IsEachCategoryOnce()
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];

  /** How it was measured. */
  @IsText(2000)
  method!: string;

  /** Where the value comes from. */
  @IsText(2000)
  source!: string;

  /** An earlier measurement of your own that this one corrects; it stays in view. */
  @IsOptional()
  @IsEntryId()
  replaces?: string;

  /** Why it corrects the earlier one. */
  @IsOptional()
  @IsText(2000)
  reason?: string;
}

const refuseTimeless = ({ from, to }: TimeWindow): Refusal | undefined =>
  from === undefined && to === undefined
    ? refuse('nothing-said', 'Say for which time it is told: "from", "to", or both.', { field: 'period' })
    : undefined;

/** A correction is of one's own latest word on the same indicator, says why, and takes the day of what it corrects. */
function refuseCorrection(
  known: Measurement | undefined,
  { indicator, reason, effectiveOn }: MeasureCollectiveIndicator,
  organisation: string,
): Refusal | undefined {
  const field = 'replaces';
  if (!known) return refuse('measurement-unknown', 'No such measurement stands here.', { field });
  if (known.said.measuredBy !== organisation)
    return refuse(
      'not-your-measurement',
      'Only who measured corrects it: measure yourself, or dispute it (DisputeClaim).',
      { field },
    );
  if (known.said.indicator !== indicator)
    return refuse('other-indicator', `It is of the indicator "${known.said.indicator}".`, { field });
  if (known.replacedBy !== undefined)
    return refuse('already-replaced', `It was corrected already: name "${known.replacedBy}".`, { field });
  if (reason === undefined)
    return refuse('reason-missing', 'Say in "reason" why it corrects the earlier one.', { field: 'reason' });
  return effectiveOn !== undefined && effectiveOn !== known.on
    ? refuse('mend-takes-entry-date', `A correction applies on the day of what it corrects, ${known.on}.`, {
        field: 'effectiveOn',
      })
    : undefined;
}

interface MeasuredAs {
  readonly unit: string;
  readonly version: number;
  /** The day of what it corrects. */
  readonly on?: string;
}

/** In which unit it is measured, and as which version; or why not. */
function measuredAs(
  { indicators, measurements }: PartnershipState,
  command: MeasureCollectiveIndicator,
  { organisation, effectiveOn }: { organisation: string; effectiveOn: string },
): MeasuredAs | Refusal {
  const { indicator, replaces, reason } = command;
  const corrected = replaces === undefined ? undefined : measurements.get(replaces);
  if (replaces !== undefined) {
    const refusal = refuseCorrection(corrected, command, organisation);
    if (refusal) return refusal;
  }
  if (corrected) return { unit: corrected.said.unit, version: corrected.said.version + 1, on: corrected.on };
  const stands = indicators.get(indicator);
  if (!stands)
    return refuse('indicator-not-adopted', 'No such collective indicator was adopted: Propose it first.', {
      field: 'indicator',
    });
  if (reason !== undefined)
    return refuse('nothing-replaced', 'A reason is of a correction: name in "replaces" what it corrects.', {
      field: 'reason',
    });
  return refuseBefore(stands.on, effectiveOn) ?? { unit: stands.said.unit, version: 1 };
}

const madeOf = (
  command: MeasureCollectiveIndicator,
  measuredBy: string,
  { unit, version }: Pick<MeasuredAs, 'unit' | 'version'>,
) => {
  const { effectiveOn: _, ...said } = command;
  return CollectiveIndicatorMeasured({ ...said, unit, measuredBy, version });
};

export const measureCollectiveIndicator = definePartnershipCommand({
  afterClosing: true,
  input: MeasureCollectiveIndicator,
  summary: 'Measure what the partnership measures together; what members contributed is shown beside it.',
  allow: participant,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const known = state.measurements.get(command.measurement);
    if (known)
      return sameAgain(known, madeOf(command, organisation, known.said), command, 'measurement') ?? [];
    const refusal = refuseTimeless(command.period) ?? refusePeriod(command.period, 'period');
    if (refusal) return refusal;
    const standing = measuredAs(state, command, { organisation, effectiveOn });
    if (standing instanceof Refusal) return standing;
    const made = madeOf(command, organisation, standing);
    return [standing.on === undefined ? made : { ...made, effectiveOn: standing.on }];
  },
});
