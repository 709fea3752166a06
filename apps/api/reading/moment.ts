import { IsOptional, Matches } from 'class-validator';
import { dayOf, refuse, Refused, type Refusal } from '#kernel';
import { instantOf, IsDay, isDay, IsLine } from '#vocabulary';
import type { OpaqueTokens } from '#sealing';
import type { Places } from './places.ts';

/** What a question of the present may say of time. */
export class Fresh {
  /** At least as fresh as this `freshness` of a command's answer: waits for it, not long. */
  @IsOptional()
  @IsLine(2000)
  atLeast?: string;
}

/** What a question to the book itself may say of time. */
export class OfBook extends Fresh {
  /**
   * As the book stood: a past instant (RFC 3339), a past day (UTC), or the `position` of an earlier answer. Lists are
   * then folded from the history and sorted in memory.
   */
  @IsOptional()
  @IsLine(2000)
  asOf?: string;
}

/** What every question to a view may say of time. */
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

/** What every list may say. */
export class OfList extends OfMoment {
  /** How many rows at the most: 1 to 1000; 100 if not said. */
  @IsOptional()
  @IsLimit()
  limit?: string;

  /** Where the page before ended: its `next`. */
  @IsOptional()
  @IsLine(4000)
  cursor?: string;
}

/** A moment asked for or answered: how far each view had come, and the effective date. */
export interface Moment {
  readonly positions: Readonly<Record<string, string>>;
  readonly date: string;
}
/** Stands for every view, in a moment of the book itself. */
export const BOOK = '*';
/** How far a view had come at a moment; undefined: the moment says nothing of it. */
export const positionIn = ({ positions }: Moment, view: string): string | undefined =>
  positions[view] ?? positions[BOOK];

/** What an answer is told from beside the views: how far it had come stands in the answer's moment, too. */
export class Beside {
  private readonly marks: Record<string, string> = {};

  constructor(private readonly asked: Moment) {}

  /** How far it had come at the moment asked for; undefined: the moment says nothing of it. */
  mark(name: string): string | undefined {
    return this.asked.positions[name];
  }

  come(name: string, mark: string): void {
    this.marks[name] = mark;
  }

  /** The moment of the answer. */
  get moment(): Moment {
    return { ...this.asked, positions: { ...this.asked.positions, ...this.marks } };
  }
}

/**
 * The instant that a text means (RFC 3339), a day to its end; undefined of anything else, and of an instant whose day
 * (UTC) no book can hold: days are compared and reckoned with as texts, and one before 1900 or after 9999 has no such text.
 */
export function instantIn(text: string): Date | undefined {
  const instant = isDay(text) ? new Date(`${text}T23:59:59.999Z`) : instantOf(text);
  return instant && isDay(dayOf(instant)) ? instant : undefined;
}

/** What is said of an instant or a day that is none. */
export const badMoment = (field: string): Refusal =>
  refuse(
    'invalid-moment',
    'Say a past instant such as "2020-09-21T12:00:00Z", a past day, or the position of an earlier answer.',
    { field },
  );

/** Moments as texts that callers carry for us: the same moment is always the same text. */
export class Moments {
  constructor(
    private readonly tokens: OpaqueTokens,
    private readonly places: Places,
  ) {}

  async seal({ positions, date }: Moment): Promise<string> {
    const entries: [string, string][] = [];
    for (const [name, position] of Object.entries(positions).sort(([a], [b]) => (a < b ? -1 : 1)))
      entries.push([name, await this.places.placed(position)]);
    return this.tokens.seal('moment', JSON.stringify([date, ...entries]));
  }

  /** @throws Refused it is none, or its positions are not of this log */
  async open(token: string, field: string): Promise<Moment> {
    const text = this.tokens.open('moment', token);
    if (text === undefined) throw new Refused(badMoment(field));
    const [date, ...placed] = JSON.parse(text) as [string, ...[string, string][]];
    const positions: [string, string][] = [];
    for (const [name, place] of placed) positions.push([name, await this.places.standing(place, field)]);
    return { date, positions: Object.fromEntries(positions) };
  }

  /**
   * The position of a freshness token.
   *
   * @throws Refused it is none, or not of this log
   */
  async openFreshness(token: string): Promise<string> {
    const placed = this.tokens.open('freshness', token);
    if (placed !== undefined) return this.places.standing(placed, 'atLeast');
    throw new Refused(
      refuse('invalid-token', 'atLeast takes the `freshness` of a command’s answer.', { field: 'atLeast' }),
    );
  }
}
