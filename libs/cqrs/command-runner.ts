import {
  Already,
  dayOf,
  lastDayOf,
  makeId,
  now,
  OURS,
  refuse,
  Refused,
  refuseSpeaker,
  Refusal,
  sealedStream,
  type AnyCommand,
  type Clock,
  type Entity,
  type SpeakerRule,
} from '#kernel';
import { Conflict, isSealed, type EventStore, type Write } from '#event-store';
import { readInput } from '#input';
import type { CommandAnswer, CommandContext, Envelope } from './context.ts';
import { answerOf, Markers, type Keyed, type Written } from './marker.ts';
import { noting, type Notes } from './notes.ts';
import { ConflictRetry } from './conflict-retry.ts';
import { Randomness, type RandomBytes } from './randomness.ts';
import { ReadSet } from './read-set.ts';
import { besideOf, withBeside } from './speaking.ts';
import { States } from './states.ts';
import { appendSurely } from './append-with-retry.ts';
import { begins, checkOf, isNothing, openedBy, type Decided, type Task } from './task.ts';
import { systemTime, type Time } from './time.ts';
import { StreamQueues } from './stream-queues.ts';
import { writesOf } from './writes.ts';

/** A stream that is sealed with the book's own key. */
const OUR_MARKERS = sealedStream('marker', OURS);

/** What a runner has beside the store. */
export interface RunnerOptions {
  /** Where new ids come from. */
  readonly randomness?: RandomBytes | undefined;
  /** What is known of a sealed stream without opening it; without this, streams are opened to learn it. */
  readonly known?: ((stream: string) => Promise<unknown>) | undefined;
  /** How time goes by for commands that wait for each other. */
  readonly time?: Time | undefined;
  /** What holds for every command by whom it is given. */
  readonly speakers?: SpeakerRule | undefined;
}

/** Loads, folds, decides, appends, and decides again after a lost race: the only place that knows how. */
export class CommandRunner {
  private readonly states: States;
  private readonly markers: Markers;
  private readonly randomness: RandomBytes;
  private readonly known: RunnerOptions['known'];
  private readonly time: Time;
  private readonly speakers: RunnerOptions['speakers'];
  private readonly turns: StreamQueues;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    secret: Buffer,
    { randomness = new Randomness(), known, time = systemTime, speakers }: RunnerOptions = {},
  ) {
    this.randomness = randomness;
    this.known = known;
    this.time = time;
    this.speakers = speakers;
    this.turns = new StreamQueues(time);
    this.states = new States(store);
    this.markers = new Markers(store, secret);
  }

  /**
   * Carries a command out. Answers once it is durable; with an Idempotency-Key used before, gives the first answer.
   *
   * @throws Refused the command may not be, or others wrote to the same for too long; the book is as it was
   * @throws Unavailable the store does not answer
   */
  run(definition: AnyCommand, envelope: Envelope): Promise<CommandAnswer> {
    return noting(definition.input.name, (notes) => this.carryOut(definition, envelope, notes));
  }

  private async carryOut(definition: AnyCommand, envelope: Envelope, notes?: Notes): Promise<CommandAnswer> {
    const task = this.taskOf(definition, envelope, notes);
    const retry = new ConflictRetry(this.turns, this.time);
    try {
      for (;;) {
        const decided = await this.decideOrAnswer(task, retry.hasLost);
        const answer = 'decision' in decided ? await this.append(task, decided, retry) : decided;
        if (answer) return numbered(answer, task);
      }
    } finally {
      retry.end();
    }
  }

  /** What stands now, for who may be told what: looked up as for a decision. */
  async look<S>(entity: Entity<S>, stream: string): Promise<S | undefined> {
    return (await this.lookAt(entity, stream)).state;
  }

  /** Likewise, with the revision that it stands in. */
  async lookAt<S>(
    entity: Entity<S>,
    stream: string,
  ): Promise<{ readonly state?: S | undefined; readonly revision: number }> {
    const { state, revision } = await this.states.load(entity as Entity<unknown>, stream);
    return { state: state as S | undefined, revision };
  }

  private taskOf(definition: AnyCommand, { input, context }: Envelope, notes?: Notes): Task {
    const silent = refuseSpeaker(context.actor, definition.allow.roles);
    if (silent) throw new Refused(silent);
    const command = readInput(definition.input as new () => Record<string, unknown>, input);
    if (Array.isArray(command))
      throw new Refused(
        refuse('invalid-input', 'The input is not as it should be: see errors.', { errors: command }),
      );
    const given = command as Record<string, unknown>;
    const { kind } = definition.entity;
    const own = definition.own?.(given, context.actor) ?? {};
    const self = begins({ definition, command: given })
      ? this.newId(definition.creates ?? '')
      : (own[kind] ?? given[kind]);
    const partnership = given['partnership'];
    const book: Task['ids'] = typeof partnership === 'string' ? { partnership } : {};
    const ids = { ...book, ...own, ...(self === undefined ? {} : { [kind]: String(self) }) };
    const stream = definition.entity.stream(ids as never);
    const keyed =
      context.idempotencyKey === undefined
        ? undefined
        : this.markers.keyed(context.actor, context.idempotencyKey, {
            name: definition.input.name,
            command: given,
            asSent: input,
            sealed: isSealed(stream),
          });
    const commandId = this.newId('cmd');
    if (notes) notes.commandId = commandId;
    return {
      definition,
      command: given,
      context,
      commandId,
      notes,
      self: String(self),
      opened: Object.fromEntries(
        Object.entries(definition.alsoCreates ?? {}).map(([kind, prefix]) => [kind, this.newId(prefix)]),
      ),
      ids,
      stream,
      ...(keyed ? { keyed } : {}),
    };
  }

  /**
   * A decision to append. What is remembered of a stream may be old, and only an append is checked: before a refusal or
   * an answer of nothing new is given, it is looked whether what was remembered still stands.
   */
  private async decideOrAnswer(task: Task, fresh: boolean): Promise<Decided | CommandAnswer> {
    const readSet = new ReadSet(this.states, fresh);
    let decided = await this.decide(task, readSet);
    if ((decided instanceof Refusal || isNothing(decided.decision)) && !(await readSet.isCurrent()))
      decided = await this.decide(task, new ReadSet(this.states, true));
    if (!(decided instanceof Refusal)) return decided;
    const first = task.keyed && (await this.markers.answered(task.keyed));
    if (first) return first;
    throw new Refused(decided);
  }

  private async decide(task: Task, readSet: ReadSet): Promise<Decided | Refusal> {
    const { definition, command, context, self, opened } = task;
    const now = this.clock.now().toISOString();
    const effectiveOn = typeof command['effectiveOn'] === 'string' ? command['effectiveOn'] : dayOf(now);
    if (effectiveOn > lastDayOf(now))
      return refuse(
        'effective-in-future',
        'An effective date never lies after the day it is recorded, where on earth it is latest (UTC+14).',
        {
          field: 'effectiveOn',
        },
      );
    const beside = await besideOf(this.speakers, task, readSet);
    if (beside instanceof Refusal) return beside;
    const own = { entity: definition.entity, stream: task.stream, on: 'revision' } as const;
    const { allow } = definition;
    const { actor } = context;
    const [read] = await Promise.all([
      readSet.readAll(allow.reads as never, command, actor),
      begins(task) || allow.readsOwnStream ? undefined : readSet.read(own),
    ]);
    const asked = { command, actor, read };
    const isRead = await this.readsOwnStream(task, asked);
    if (isRead instanceof Refusal) return isRead;
    const state = isRead ? await readSet.read(own) : undefined;
    const refusal = allow.refuse({ ...asked, state });
    if (refusal) return refusal;
    // Only then: who may not know that it is there learns nothing of its revision either.
    const other = otherRevision(task, readSet);
    const isNumbered = !definition.unnumbered && (isRead || begins(task) || other !== undefined);
    if (context.ifMatch !== undefined && !isNumbered)
      return refuse('invalid-header', 'No revision is told of this, and none can be expected.', {
        field: 'If-Match',
      });
    const revision = other ?? readSet.seen.get(task.stream)?.revision;
    if (context.ifMatch !== undefined && revision !== context.ifMatch)
      return refuse('stale-expectation', 'It has changed since: read it again and decide anew.', {
        revision,
      });
    const facts = { actor, self, opened, now, today: dayOf(now), effectiveOn };
    const relied = await readSet.readAll(definition.reads, command, actor);
    const decision = definition.decide(state, command, { ...facts, read: relied });
    if (decision instanceof Refusal) return decision;
    return { decision: withBeside(decision, beside), seen: readSet.seen, effectiveOn };
  }

  /** Whether the command's own stream is read for it. What is kept sealed is opened for nobody who may not read it. */
  private async readsOwnStream(
    task: Task,
    asked: { command: Task['command']; actor: CommandContext['actor']; read: Record<string, unknown> },
  ): Promise<boolean | Refusal> {
    const { allow } = task.definition;
    if (begins(task)) return false;
    if (!allow.readsOwnStream || !this.known) return true;
    return allow.readsOwnStream({ ...asked, known: await this.known(task.stream) });
  }

  /** Appends what was decided. Undefined where others came before it, and it is worth deciding anew. */
  private async append(
    task: Task,
    { decision, seen, effectiveOn }: Decided,
    retry: ConflictRetry,
  ): Promise<CommandAnswer | undefined> {
    const events = decision instanceof Already ? [] : decision;
    const ids = { ...task.ids, ...(decision instanceof Already ? decision.ids : openedBy(task, events)) };
    if (events.length === 0 && !task.keyed) return { ids, receipts: [], position: await this.store.head() };
    const writes = writesOf(task, { events, seen, effectiveOn }, (prefix) => this.newId(prefix));
    if (task.keyed) writes.push(this.markerWrite(task, task.keyed, { writes, ids }));
    if (await retry.queueBehindOthers(writes)) return undefined;
    const written = new Set(writes.map(({ stream }) => stream));
    const checks = [...seen.values()].filter(({ stream }) => !written.has(stream)).map(checkOf);
    const began = task.notes ? now() : 0;
    try {
      const appended = await appendSurely(this.store, writes, events.length === 0 ? [] : checks).finally(() =>
        task.notes?.appends.push({ began, ended: now() }),
      );
      const stored = appended.events.slice(0, events.length);
      for (const { stream } of writes) {
        const entity = stream === task.stream ? task.definition.entity : seen.get(stream)?.entity;
        if (entity)
          this.states.advance(
            entity,
            stream,
            stored.filter((event) => event.stream === stream),
          );
      }
      const receipts = appended.receipts.slice(0, events.length);
      return answerOf({ position: appended.position, events: stored, receipts }, { own: task.stream, ids });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const first = task.keyed && (await this.markers.answered(task.keyed));
      if (!first) {
        if (task.notes) task.notes.conflicts++;
        await retry.afterConflict(error, writes, checks);
      }
      return first;
    }
  }

  private markerWrite(
    task: Task,
    keyed: Keyed,
    { writes, ids }: { writes: readonly Write[]; ids: Task['ids'] },
  ): Write {
    const events = writes.flatMap(({ stream, expected, events: its }) =>
      its.map(({ id }): Written =>
        typeof expected === 'object' ? [stream, id, expected.exact] : [stream, id],
      ),
    );
    const event = this.markers.event(keyed, { events, own: task.stream, ids });
    const metadata = { commandId: task.commandId };
    return {
      stream: keyed.stream,
      expected: 'none',
      events: [{ ...event, id: this.newId('evt'), metadata }],
      // Of what was told to everybody nothing is sealed, and there is no key for it: the book's own takes its place.
      ...(isSealed(keyed.stream)
        ? { sealedAs: writes.some(({ stream }) => stream === task.stream) ? task.stream : OUR_MARKERS }
        : {}),
    };
  }

  private newId(prefix: string): string {
    return makeId(prefix, this.clock.now().getTime(), this.randomness.take(16));
  }
}

/** The revision of the stream whose revision is told in place of the own one's; undefined: that is not there. */
function otherRevision({ definition, command }: Task, { seen }: ReadSet): number | undefined {
  const revision = definition.numberedBy && seen.get(definition.numberedBy(command))?.revision;
  return revision !== undefined && revision >= 0 ? revision : undefined;
}

/** An answer with the revision that may be expected next, as it is told to whoever asks. */
function numbered(answer: CommandAnswer, { definition, command }: Task): CommandAnswer {
  if (definition.unnumbered) return { ...answer, revision: undefined };
  const other = definition.numberedBy?.(command);
  const written = answer.receipts.findLast(({ stream }) => stream === other);
  return written ? { ...answer, revision: written.revision } : answer;
}
