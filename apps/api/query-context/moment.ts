import { IsOptional, Matches } from 'class-validator';
import { dayOf, refuse, type Refusal } from '#kernel';
import { instantOf, IsDay, isDay, IsLine } from '#vocabulary';

/** What a query of the present may say of time. */
export class Fresh {
  /** At least as fresh as this `freshness` of a command's answer: waits for it, not long. */
  @IsOptional()
  @IsLine(2000)
  atLeast?: string;
}

/** What a query to the book itself may say of time. */
export class OfBook extends Fresh {
  /**
   * As the book stood: a past instant (RFC 3339), a past day (UTC), or the `position` of an earlier answer. Lists are
   * then folded from the history and sorted in memory.
   */
  @IsOptional()
  @IsLine(2000)
  asOf?: string;
}

/** What every query to a view may say of time. */
export class OfMoment extends OfBook {
  /**
   * As things stood in the world on this day; else today (UTC), or the day of `asOf`. Where on earth it is latest it may
   * be tomorrow already: that day can be asked for, and is today for a partnership in which something was said of it.
   */
  @IsOptional()
  @IsDay()
  effective?: string;
}

/** How many at the most: 1 to 1000; 100 if not said. */
export const IsLimit = () => Matches(/^([1-9]\d{0,2}|1000)$/, { message: 'limit must be 1 to 1000' });

/** What a list that comes by pages may say, beside what its query says. */
export function Paged<B extends new (...args: never[]) => object>(base: B) {
  class Pages extends (base as new () => object) {
    /** How many rows at the most: 1 to 1000; 100 if not said. */
    @IsOptional()
    @IsLimit()
    limit?: string;

    /** Where the page before ended: its `next`. */
    @IsOptional()
    @IsLine(4000)
    cursor?: string;
  }
  return Pages as new () => InstanceType<B> & Pages;
}

/** What every list may say. */
export class OfList extends Paged(OfMoment) {}

/**
 * The instant that a text means (RFC 3339), a day to its end; undefined of anything else, and of an instant whose day
 * (UTC) no book can hold: days are compared and reckoned with as texts, and one before 1900 or after 9999 has no such text.
 */
export function instantIn(text: string): Date | undefined {
  const instant = isDay(text) ? new Date(`${text}T23:59:59.999Z`) : instantOf(text);
  return instant && isDay(dayOf(instant)) ? instant : undefined;
}

/** What is said of an instant or a day that is none. */
export const badInstant = (field: string): Refusal =>
  refuse('invalid-moment', 'Say a past instant such as "2020-09-21T12:00:00Z", or a past day.', { field });

/** What is said of an earlier moment, in this field, that is the later one. */
export const reversed = (field: string): Refusal =>
  refuse('moments-reversed', `Say the earlier moment in "${field}" and the later in "asOf".`, { field });

/** What is said of a moment that is none. */
export const badMoment = (field: string): Refusal =>
  refuse(
    'invalid-moment',
    'Say a past instant such as "2020-09-21T12:00:00Z", a past day, or the position of an earlier answer.',
    { field },
  );
