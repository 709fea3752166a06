import { IsOptional } from 'class-validator';
import { IsDay } from './rules.ts';

/** What every command may say beside its content. */
export class Dated {
  /** When it happened or applied in the world, if not today (UTC). Never after today where on earth it is latest (UTC+14). */
  @IsOptional()
  @IsDay()
  effectiveOn?: string;
}
