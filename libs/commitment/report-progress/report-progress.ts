import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsOptional, ValidateNested } from 'class-validator';
import { pick, refuse } from '#kernel';
import { IndicatorValue, IsEntryId, IsText, TimeWindow } from '#vocabulary';
import { refusePeriod } from '#partnership';
import { defineEntry } from '../change.ts';
import { ProgressReported, type ReportValues } from '../events.ts';
import { OnCommitment } from '../input.ts';
import { refuseValues } from '../promise.ts';

export class ReportProgress extends OnCommitment {
  static readonly example = {
    entry: 'report_2021_h1',
    period: { from: '2021-01-01', to: '2021-06-30' },
    narrative: '42 schools are connected; teachers were trained in 30 of them.',
    values: [{ indicator: 'schools', value: '42' }],
    effectiveOn: '2021-07-10',
  };

  @IsEntryId()
  entry!: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindow)
  period?: TimeWindow;

  @IsOptional()
  @IsText(8000)
  narrative?: string;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Type(() => IndicatorValue)
  values?: IndicatorValue[];
}

export const reportProgress = defineEntry({
  input: ReportProgress,
  summary: 'Report how it goes: indicator values by period, a narrative, or both.',
  kind: 'report',
  values: (command): ReportValues => pick(command, ['period', 'narrative', 'values']),
  event: ProgressReported,
  refuse: (state, { narrative, period, values }) =>
    narrative === undefined && values === undefined
      ? refuse('nothing-said', 'Say "narrative", "values", or both.')
      : (refusePeriod(period, 'period') ?? refuseValues(state, values)),
});
