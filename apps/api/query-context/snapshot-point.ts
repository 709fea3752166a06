import { refuse, Refused } from '#kernel';
import type { OpaqueTokens } from '#sealing';
import { badMoment } from './moment.ts';
import type { LogPositions } from './log-positions.ts';

/** Where a snapshot is taken: the checkpoint of each view, and the effective date. */
export interface SnapshotPoint {
  readonly positions: Readonly<Record<string, string>>;
  readonly date: string;
}
/** Stands for every view, where a point is of the book itself. */
export const BOOK = '*';
/** The checkpoint of a view at a point; undefined: the point says nothing of it. */
export const positionIn = ({ positions }: SnapshotPoint, view: string): string | undefined =>
  positions[view] ?? positions[BOOK];

/**
 * The checkpoints of whatever an answer is told from beside the views, such as the sealed records. They are part of the
 * answer's `position`, so that it can be asked for again.
 */
export class AnswerCheckpoints {
  private readonly besideViews: Record<string, string> = {};

  constructor(private readonly asked: SnapshotPoint) {}

  /** The checkpoint of such a source at the point asked for; undefined: the point says nothing of it. */
  asOf(source: string): string | undefined {
    return this.asked.positions[source];
  }

  set(source: string, checkpoint: string): void {
    this.besideViews[source] = checkpoint;
  }

  /** The point that the answer is of. */
  get point(): SnapshotPoint {
    return { ...this.asked, positions: { ...this.asked.positions, ...this.besideViews } };
  }
}

/** Points as encrypted texts that callers carry (`asOf.position`): the same point is always the same text. */
export class SnapshotTokens {
  constructor(
    private readonly tokens: OpaqueTokens,
    private readonly positions: LogPositions,
  ) {}

  async seal({ positions, date }: SnapshotPoint): Promise<string> {
    const entries: [string, string][] = [];
    for (const [name, position] of Object.entries(positions).sort(([a], [b]) => (a < b ? -1 : 1)))
      entries.push([name, await this.positions.withEvent(position)]);
    return this.tokens.seal('moment', JSON.stringify([date, ...entries]));
  }

  /** @throws Refused it is none, or its positions are not of this log */
  async open(token: string, field: string): Promise<SnapshotPoint> {
    const text = this.tokens.open('moment', token);
    if (text === undefined) throw new Refused(badMoment(field));
    const [date, ...placed] = JSON.parse(text) as [string, ...[string, string][]];
    const positions: [string, string][] = [];
    for (const [name, place] of placed) positions.push([name, await this.positions.checked(place, field)]);
    return { date, positions: Object.fromEntries(positions) };
  }

  /**
   * The position of a freshness token.
   *
   * @throws Refused it is none, or not of this log
   */
  async openFreshness(token: string): Promise<string> {
    const placed = this.tokens.open('freshness', token);
    if (placed !== undefined) return this.positions.checked(placed, 'atLeast');
    throw new Refused(
      refuse('invalid-token', 'atLeast takes the `freshness` of a command’s answer.', { field: 'atLeast' }),
    );
  }
}
