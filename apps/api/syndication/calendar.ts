import ical, { ICalEventTransparency } from 'ical-generator';
import type { FallingDue } from '#commitment';
import { idOfDue } from '#contracts';
import { quoted, shown } from './sentences.ts';

/** What is awaited on a day, of a commitment. */
export interface Awaited {
  readonly due: FallingDue;
  readonly partnership: string;
  readonly commitment: string;
  readonly statement: string | undefined;
  /** Whose it is, by name. */
  readonly who: string;
  /** When the commitment was last changed. */
  readonly changedAt: string;
}
export interface CalendarOf {
  readonly title: string;
  /** Where callers reach the server. */
  readonly origin: string;
  readonly awaited: readonly Awaited[];
}

/** Seconds after which a calendar asks again. */
const AGAIN = 6 * 60 * 60;

/** In one sentence, without blame: it is told before the day as after it. */
function tellAwaited({ due, statement, who }: Awaited): string {
  const promise = statement === undefined ? 'a promise' : quoted(statement);
  if (due.what === 'milestone-passed') return `Milestone of ${who}: ${quoted(due.title)}, for ${promise}`;
  if (due.what === 'promise-due') return `Last day of ${promise}, by ${who}`;
  return `Report of ${who} on ${promise}`;
}

/** TEXT of RFC 5545, section 3.3.11; the library does so for all but the name of a calendar. */
const text = (value: string): string =>
  value.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r?\n/g, '\\n');

/**
 * A calendar (RFC 5545) with a whole day for each thing that is awaited. An entry has the id of the message that is told
 * of that day once it is over: it stays the same as long as the day does.
 */
export function calendarOf({ title, origin, awaited }: CalendarOf): string {
  const calendar = ical({
    name: text(shown(title)),
    prodId: { company: 'Pledgebook', product: 'Pledgebook', language: 'EN' },
    ttl: AGAIN,
  });
  for (const one of awaited) {
    const { due, partnership, commitment, changedAt } = one;
    calendar.createEvent({
      id: idOfDue(due, commitment),
      start: `${due.on}T00:00:00.000Z`,
      timezone: 'UTC',
      allDay: true,
      summary: shown(tellAwaited(one)),
      url: new URL(`/partnerships/${partnership}/commitments/${commitment}`, origin).href,
      stamp: changedAt,
      lastModified: changedAt,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
