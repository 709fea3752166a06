import { IsOptional } from 'class-validator';
import { IsOwner } from '#commitment';
import { IsIdOf, IsLine } from '#vocabulary';

/** Which of the public events are asked for: by polling, by a stream, and by a webhook alike. */
export class FeedFilter {
  /** Only these types, such as `pledgebook.commitment-made.v1`. */
  @IsOptional()
  @IsLine(100, { each: true })
  type?: string[];

  @IsOptional()
  @IsIdOf('ptn')
  partnership?: string;

  /** Whom it concerns. */
  @IsOptional()
  @IsOwner()
  organisation?: string;

  @IsOptional()
  @IsIdOf('cmt')
  commitment?: string;
}
