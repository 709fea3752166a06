import {
  EVER,
  evolve,
  Refusal,
  type AnyCommand,
  type Decision,
  type Entity,
  type NewEvent,
  type Projection,
  type StoredEvent,
} from '#kernel';
import { readingFor } from '#specification';
import { Commitment, commitmentStream, type CommitmentState } from '../commitment.ts';
import { commitment, partnership } from './example.ts';

interface Telling {
  readonly by: string;
  /** Of what the command opens. */
  readonly self?: string;
  /** The day it is told. */
  readonly today?: string;
}

/** A book in memory, told command by command: what is accepted stands from the day it says. For specifications. */
export class Story {
  readonly events: StoredEvent[] = [];

  /** Begins with events of other streams, such as who takes part. */
  constructor(...before: readonly NewEvent[]) {
    this.write(before, { stream: '', effectiveOn: '2020-01-01', organisation: '', today: '2020-01-01' });
  }

  tell(
    definition: AnyCommand,
    input: object,
    { by, self = commitment, today = '2022-01-10' }: Telling,
  ): Decision {
    const command = Object.assign(new definition.input(), { partnership, commitment, ...input });
    const { creates, entity, allow, reads, decide } = definition;
    const own = creates ? self : command.commitment;
    const stream = commitmentStream(partnership, own);
    const actor = { person: 'per_1', organisation: by, roles: ['participant'] };
    const state = creates ? undefined : this.state(entity, stream);
    const see = readingFor(command, actor, (relied) => this.state(relied.entity, relied.stream));
    const opened = Object.fromEntries(Object.keys(definition.alsoCreates ?? {}).map((kind) => [kind, self]));
    const effectiveOn = command.effectiveOn ?? today;
    const facts = { actor, self: own, opened, now: `${today}T12:00:00.000Z`, today, effectiveOn };
    const decision: Decision =
      allow.refuse({ command, state, actor, read: see(allow.reads as never) }) ??
      decide(state, command, { ...facts, read: see(reads) });
    if (Array.isArray(decision)) this.write(decision, { stream, effectiveOn, organisation: by, today });
    return decision;
  }

  /** Told, and accepted. */
  go(definition: AnyCommand, input: object, telling: Telling): this {
    const decision = this.tell(definition, input, telling);
    if (decision instanceof Refusal) throw new Error(`${decision.code}: ${decision.reason}`);
    return this;
  }

  state<S>(entity: Entity<S>, stream: string): S | undefined {
    return this.events
      .filter((event) => event.stream === stream)
      .reduce<S | undefined>((state, event) => evolve(entity, state, event), undefined);
  }

  commitment(id = commitment): CommitmentState {
    const state = this.state(Commitment, commitmentStream(partnership, id));
    if (!state) throw new Error(`no commitment ${id}`);
    return state;
  }

  /** A document of a view, as it reads on a day. */
  view<D, V>({ keys, on, at }: Projection<D, V>, key: string, date = EVER): V | undefined {
    const doc = this.events
      .filter((event) => on[event.type] !== undefined && keys(event).includes(key))
      .reduce<D | undefined>(
        (before, event) =>
          on[event.type]?.(before, event as StoredEvent<string, never>, { key, peek: () => undefined }),
        undefined,
      );
    return doc && at(doc, date);
  }

  private write(
    events: readonly NewEvent[],
    {
      stream,
      effectiveOn,
      organisation,
      today,
    }: Record<'stream' | 'effectiveOn' | 'organisation' | 'today', string>,
  ): void {
    for (const event of events) {
      const revision = this.events.length;
      this.events.push({
        ...event,
        id: `evt_${revision}`,
        stream: event.stream ?? stream,
        revision,
        position: String(revision).padStart(16, '0'),
        metadata: {
          recordedAt: `${today}T12:00:00.000Z`,
          effectiveOn: event.effectiveOn ?? effectiveOn,
          organisation,
        },
      });
    }
  }
}
