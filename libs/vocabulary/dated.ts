import { IsOptional } from 'class-validator';
import { IsDay } from './rules.ts';

/** What every command may say beside its content. */
export class Dated {
  /** When it happened or applied in the world, if not today. Never after today (UTC). */
  @IsOptional()
  @IsDay()
  effectiveOn?: string;
}
