import { START, type Log } from '#event-store';
import { EVENTS, eventsOf } from './orders.ts';

/** Both logs, which were compared. */
export interface ComparedLogs {
  readonly source: Log;
  readonly target: Log;
  /** How many events are read at once. */
  readonly limit: number;
  /** Events stand at other positions than in the source. */
  readonly isMoved: boolean;
}
type Pair = readonly [source: string, target: string];

async function* pairsOf({ source, target, limit }: ComparedLogs): AsyncGenerator<Pair> {
  const theirs = eventsOf(EVENTS, target, limit);
  for await (const { position } of eventsOf(EVENTS, source, limit)) {
    const { value, done } = await theirs.next();
    if (done) return;
    yield [position, value.position];
  }
}

/**
 * Positions of the source as they are in the target: those of the same event, or of the last one before. Asked in their
 * order, so that both logs are read along, and once; where nothing stands elsewhere, they are not read.
 */
export class PlacesInTarget {
  private readonly pairs: AsyncGenerator<Pair>;
  private next: Pair | undefined;
  private last = START;

  constructor(private readonly logs: ComparedLogs) {
    this.pairs = pairsOf(logs);
  }

  /** @param position not before the one that was asked for last */
  async of(position: string): Promise<string> {
    if (!this.logs.isMoved) return position;
    for (;;) {
      this.next ??= (await this.pairs.next()).value as Pair | undefined;
      if (!this.next || this.next[0] > position) return this.last;
      this.last = this.next[1];
      this.next = undefined;
    }
  }
}
