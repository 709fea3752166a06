import { isSealed, type IndexedLog } from '#event-store';
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

/** Noted beside the keys of a store that was moved to where its events stand at other positions. */
export const MOVED = 'events stand at other positions since';

/**
 * Positions as callers carry them: each with the id of the event that stands there. A token of another log, or of what was
 * recorded after the copy that was put back, is then told from one of this. In a store that was moved to other positions
 * those of before still mean what they meant: they are found by the event.
 */
export class LogPositions {
  /** @param isMoved the events stood at other positions once */
  constructor(
    private readonly log: Pick<IndexedLog, 'eventAt' | 'readEvent'>,
    private readonly isMoved = false,
  ) {}

  /** A position, paired with the id of the event that stands there. */
  async withEvent(position: string): Promise<string> {
    const event = POSITION.test(position) ? await this.log.eventAt(position) : undefined;
    return event === undefined ? position : `${position} ${event}`;
  }

  /**
   * The position alone, as it is now. Older tokens do not say which event stood there.
   *
   * @param field of the query, in which it came
   * @throws Refused it lies beyond this log, or another event stands there
   */
  async checked(placed: string, field: string): Promise<string> {
    const [, position, event] = POSITION.exec(placed) ?? [];
    if (position === undefined) return placed;
    const here = await this.log.eventAt(position);
    if (here === '' || (here !== undefined && this.isSame(event, here))) return position;
    const moved = this.isMoved && event ? await this.log.readEvent(event) : undefined;
    if (moved && !isSealed(moved.stream)) return moved.position;
    throw new Refused(notInLog(field));
  }

  private isSame(event: string | undefined, here: string): boolean {
    return event === undefined ? !this.isMoved : event === here;
  }
}
