import { IsIdOf, IsLine } from '#vocabulary';
import { AboutPartnership } from './book-command.ts';

/** Which mandate a command gives or takes. */
export class OfMandate extends AboutPartnership {
  /** Who may record: any listed organisation, your own included. */
  @IsIdOf('org')
  organisation!: string;

  /** The system that is recorded from, by name. */
  @IsLine(100)
  source!: string;
}
