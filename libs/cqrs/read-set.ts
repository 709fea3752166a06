import { followed, type Actor, type AnyCommand, type Entity, type Reliance } from '#kernel';
import type { Folded, States } from './states.ts';
import type { Seen } from './task.ts';

/** The streams that one decision reads: each once, however often it is asked for. */
export class ReadSet {
  /** By stream, what is checked when the decision is appended. */
  readonly seen = new Map<string, Seen>();
  private readonly loading = new Map<string, Promise<Folded>>();
  private readonly remembered: Seen[] = [];

  /** @param isFresh everything is read, and nothing taken from memory */
  constructor(
    private readonly states: States,
    private readonly isFresh: boolean,
  ) {}

  /** The state of a stream: at once where it is remembered, since to wait for it takes longer than many a decision. */
  read({ entity, stream, on }: Reliance): unknown {
    const before = this.seen.get(stream);
    // Looked at twice, it is the same: else only the later look would be checked.
    if (before) return this.keep({ ...before, on }).state;
    const remembered = this.isFresh || this.loading.has(stream) ? undefined : this.states.recall(stream);
    if (!remembered)
      return this.load(entity, stream).then((read) => this.keep({ ...read, entity, stream, on }).state);
    const seen = this.keep({ ...remembered, entity, stream, on });
    this.remembered.push(seen);
    return seen.state;
  }

  /** States by name, of what a command relies on, read side by side; of a list, its states in its order. */
  async readAll(
    reads: AnyCommand['reads'],
    command: Record<string, unknown>,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    const read: Record<string, unknown> = {};
    const late: Promise<void>[] = [];
    for (const name of Object.keys(reads ?? {})) {
      const reliance = reads?.[name]?.(command, actor) as Reliance | readonly Reliance[] | undefined;
      if (reliance === undefined) continue;
      const states = Array.isArray(reliance) ? this.followAll(reliance) : this.read(reliance as Reliance);
      if (states instanceof Promise) late.push(states.then((known) => void (read[name] = known)));
      else read[name] = states;
    }
    if (late.length > 0) await Promise.all(late);
    return read;
  }

  /** Whether all that was taken from memory still stands, which is read now. */
  async isCurrent(): Promise<boolean> {
    const looks = this.remembered.map(async ({ entity, stream, revision }) => {
      const read = await this.states.load(entity, stream);
      return read.revision === revision;
    });
    return (await Promise.all(looks)).every(Boolean);
  }

  private async followAll(list: readonly Reliance[]): Promise<readonly unknown[]> {
    return (await Promise.all(list.map((one) => this.follow(one)))).flat();
  }

  private async follow(first: Reliance): Promise<readonly unknown[]> {
    const on = followed(first);
    let next = on.next();
    while (!next.done) next = on.next(await this.read(next.value));
    return next.value;
  }

  private load(entity: Entity<unknown>, stream: string): Promise<Folded> {
    const loading = this.loading.get(stream) ?? this.states.load(entity, stream);
    this.loading.set(stream, loading);
    return loading;
  }

  private keep(look: Seen): Seen {
    const before = this.seen.get(look.stream);
    const seen = before?.on === 'revision' ? before : look;
    this.seen.set(look.stream, seen);
    return seen;
  }
}
