/** When something was recorded, as the book tells it. */
export interface Moments {
  /** Each is a moment; or, where there are many, the last moment of a day, an hour, a minute or a second. */
  readonly by: 'moment' | 'day' | 'hour' | 'minute' | 'second';
  readonly rows: readonly Recorded[];
}
export interface Recorded {
  readonly at: string;
  readonly events: number;
}
/** As much of an instant as says its day, hour, minute or second. */
const LENGTH = { day: 10, hour: 13, minute: 16, second: 19 } as const;

/** Where the moments of a book are asked for, or of all books; `within` a day, or a part of one. */
export function momentsPath(partnership: string | undefined, within?: string): string {
  const said = {
    ...(partnership === undefined ? {} : { partnership }),
    ...(within === undefined ? {} : { within }),
  };
  const query = new URLSearchParams(said).toString();
  return query === '' ? '/v1/moments' : `/v1/moments?${query}`;
}

/** The beginning of the moments that one of these stands for; undefined: it stands for itself. */
export const spanOf = ({ by }: Pick<Moments, 'by'>, at: string): string | undefined =>
  by === 'moment' ? undefined : at.slice(0, LENGTH[by]);

/** Which of these is the moment, or stands for it. */
export const standingFor = ({ by, rows }: Moments, moment: string | undefined): string | undefined =>
  moment === undefined || !saysTime(moment)
    ? undefined
    : rows.find(
        ({ at }) => at === instantOf(moment) || instantOf(moment).startsWith(spanOf({ by }, at) ?? at),
      )?.at;

/** A day, or an instant in any form of RFC 3339. */
const IS_TIME = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/i;
/** Whether a moment in the address says its time; the position of an answer does not. */
export const saysTime = (moment: string): boolean =>
  IS_TIME.test(moment) && !Number.isNaN(Date.parse(moment));

/** What an answer calls its moment: 28 bytes or more in base64url. */
const IS_POSITION = /^[\w-]{38,}$/;
/** What the moment in the address is: of one that has not passed, and of what is none, there is nothing to see. */
export function lookedAt(moment: string | undefined, now = new Date()): 'now' | 'past' | 'ahead' | 'nothing' {
  if (moment === undefined) return 'now';
  if (!saysTime(moment)) return IS_POSITION.test(moment) ? 'past' : 'nothing';
  return Date.parse(instantOf(moment)) < now.getTime() ? 'past' : 'ahead';
}

/** The instant that a moment stands for, a day to its end, always written alike. */
export const instantOf = (moment: string): string =>
  moment.length === 10 ? `${moment}T23:59:59.999Z` : new Date(moment).toISOString();

/** Where a moment stands among those that were recorded: the last that is not after it, or the first; none: now, past all of them. */
export function placeOf({ rows }: Pick<Moments, 'rows'>, moment: string | undefined): number {
  if (moment === undefined || !saysTime(moment)) return rows.length;
  const until = instantOf(moment);
  return Math.max(
    0,
    rows.findLastIndex(({ at }) => at <= until),
  );
}

/** The next that was recorded after a moment; none: it is now. */
export const followingOf = (
  { rows }: Pick<Moments, 'rows'>,
  moment: string | undefined,
): string | undefined =>
  moment === undefined || !saysTime(moment) ? undefined : rows.find(({ at }) => at > instantOf(moment))?.at;

/** Whether one moment is known to lie before another; none: now. */
export function isEarlier(one: string, other: string | undefined): boolean {
  if (!saysTime(one)) return true;
  if (other === undefined) return true;
  return !saysTime(other) || instantOf(one) < instantOf(other);
}

/** A typed day and time (UTC) as a moment; a day alone is meant to its end, and so today is now. */
export function typedMoment(day: string, time: string, now = new Date()): string | undefined {
  const moment = time === '' ? day : `${day}T${time.length === 5 ? `${time}:00` : time}Z`;
  return instantOf(moment) >= now.toISOString() ? undefined : moment;
}

/**
 * A moment that shows what stands now, to be cited: the last that was recorded, unless that is a while ago. A minute
 * before now has surely passed for the book, too, whose clock need not be ours.
 */
export function citable({ rows }: Pick<Moments, 'rows'>, now = new Date()): string {
  const last = rows.at(-1)?.at ?? '';
  const before = `${new Date(now.getTime() - 60_000).toISOString().slice(0, 19)}Z`;
  return last > before ? last : before;
}
