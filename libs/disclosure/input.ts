import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { refuse, type Refusal } from '#kernel';
import { Dated, IsIdOf, IsText } from '#vocabulary';
import { SUBJECTS, type Bearing } from './events.ts';

/** The most that is said at once, in characters. */
export const TEXT = 20_000;

export class BearsOn {
  @IsIn(SUBJECTS)
  on!: (typeof SUBJECTS)[number];

  /** Which one, where it bears on a commitment. */
  @IsOptional()
  @IsIdOf('cmt')
  commitment?: string;
}

export class AboutDisclosure extends Dated {
  @IsIdOf('ptn')
  partnership!: string;

  @IsIdOf('dsc')
  disclosure!: string;
}

/** What may be said anew. */
export class Saying extends Dated {
  @IsIdOf('ptn')
  partnership!: string;

  @IsText(TEXT)
  text!: string;

  /** What it bears on. */
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => BearsOn)
  @ArrayMaxSize(20)
  bearsOn?: BearsOn[];
}

/** A commitment is named where, and only where, it is what something bears on. */
export function refuseBearing(bearsOn: readonly BearsOn[] = []): Refusal | undefined {
  const wrong = bearsOn.findIndex(
    ({ on, commitment }) => (on === 'commitment') !== (commitment !== undefined),
  );
  return wrong < 0
    ? undefined
    : refuse('bearing-not-told', 'Name the "commitment" where it bears on one, and nowhere else.', {
        field: `bearsOn/${wrong}/commitment`,
      });
}

export const bearingsOf = (bearsOn: readonly BearsOn[] = []): Bearing[] =>
  bearsOn.map(({ on, commitment }) => ({ on, ...(commitment === undefined ? {} : { commitment }) }));
