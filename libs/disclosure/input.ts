import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { refuse, relyOn, type Read, type Refusal } from '#kernel';
import { Dated, IsIdOf, IsText } from '#vocabulary';
import { Commitment, type CommitmentState, commitmentStream } from '#commitment';
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

/** The commitments that it says it bears on: whether they are there is public. */
export const bearingReads = {
  borneOn: ({ partnership, bearsOn = [] }: Saying) =>
    bearsOn.flatMap(({ commitment }) =>
      commitment === undefined
        ? []
        : [relyOn(Commitment, commitmentStream(partnership, commitment), 'existence')],
    ),
};
/** States of those, in the same order. */
export interface Borne {
  readonly borneOn: readonly (CommitmentState | undefined)[];
}

/** A commitment is named where, and only where, it is what something bears on; and it is of this partnership. */
export function refuseBearing(
  bearsOn: readonly BearsOn[] = [],
  { borneOn = [] }: Read<Borne>,
): Refusal | undefined {
  const wrong = bearsOn.findIndex(
    ({ on, commitment }) => (on === 'commitment') !== (commitment !== undefined),
  );
  if (wrong >= 0)
    return refuse('bearing-not-told', 'Name the "commitment" where it bears on one, and nowhere else.', {
      field: `bearsOn/${wrong}/commitment`,
    });
  const missing = borneOn.indexOf(undefined);
  if (missing < 0) return undefined;
  const named = bearsOn.filter(({ commitment }) => commitment !== undefined)[missing] as BearsOn;
  return refuse('commitment-unknown', 'No such commitment stands in this partnership.', {
    field: `bearsOn/${bearsOn.indexOf(named)}/commitment`,
  });
}

export const bearingsOf = (bearsOn: readonly BearsOn[] = []): Bearing[] =>
  bearsOn.map(({ on, commitment }) => ({ on, ...(commitment === undefined ? {} : { commitment }) }));
