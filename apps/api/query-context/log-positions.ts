import type { EventStore } from '#event-store';
import { refuse, Refused, type Refusal } from '#kernel';

/** How positions are told; whatever else stands in their stead is a mark of another kind. */
const POSITION = /^(\d{20})(?: (.*))?$/;

/** What is said of a position that is not of this log. */
export const notInLog = (field: string): Refusal =>
  refuse(
    'position-not-in-log',
    'What stood at this position is not in the log: it is of another book, or an older copy of this one was put back. Begin anew.',
    { field },
  );

/**
 * Positions as callers carry them: each with the id of the event that stands there. A token of another log, or of what was
 * recorded after the copy that was put back, is then told from one of this.
 */
export class LogPositions {
  constructor(private readonly log: Pick<EventStore, 'eventAt'>) {}

  /** A position, paired with the id of the event that stands there. */
  async withEvent(position: string): Promise<string> {
    const event = POSITION.test(position) ? await this.log.eventAt(position) : undefined;
    return event === undefined ? position : `${position} ${event}`;
  }

  /**
   * The position alone. Older tokens do not say which event stood there.
   *
   * @param field of the query, in which it came
   * @throws Refused it lies beyond this log, or another event stands there
   */
  async checked(placed: string, field: string): Promise<string> {
    const [, position, event] = POSITION.exec(placed) ?? [];
    if (position === undefined) return placed;
    const here = await this.log.eventAt(position);
    if (here !== undefined && (event === undefined || event === here)) return position;
    throw new Refused(notInLog(field));
  }
}
