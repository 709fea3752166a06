import {
  Already,
  evolve,
  followed,
  Refusal,
  refuseSpeaker,
  type Actor,
  type AnyCommand,
  type Decision,
  type Entity,
  type NewEvent,
  type Reliance,
  type StoredEvent,
} from '#kernel';

/** What a specification may set; the rest is the same in every one. */
export interface Circumstances {
  readonly actor?: Partial<Actor>;
  /** The id of the command's own entity. */
  readonly self?: string;
  /** The ids of what the command opens beside it, by kind. */
  readonly opened?: Readonly<Record<string, string>>;
  /** The present, ISO 8601. */
  readonly now?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Well-formed ids for specifications: `orgId('itu')` is always the same. */
const idOf =
  (prefix: string) =>
  (name: string): string =>
    `${prefix}_${name
      .toLowerCase()
      .replace(/[^0-9a-hjkmnp-tv-z]/g, '0')
      .padEnd(26, '0')
      .slice(0, 26)}`;
export const orgId = idOf('org');
export const ptnId = idOf('ptn');
export const cmtId = idOf('cmt');
export const dscId = idOf('dsc');
export const perId = idOf('per');

/** An event of a history, given with these roles, such as an operator's. */
export const givenAs = <E extends NewEvent>(roles: string, event: E): E =>
  Object.assign({ ...event }, { metadata: { roles } });

const NOW = '2020-09-21T12:00:00.000Z';

/** An event as it is stored in the stream it belongs to. */
export function stored(
  event: NewEvent,
  revision: number,
  { now = NOW, metadata }: Circumstances = {},
): StoredEvent {
  const recordedAt = {
    recordedAt: now,
    effectiveOn: event.effectiveOn ?? now.slice(0, 10),
    person: 'per_1',
    ...metadata,
  };
  const { metadata: own } = event as { metadata?: Circumstances['metadata'] };
  const place = { id: `evt_${revision}`, stream: event.stream ?? 'own', revision, position: '' };
  return { ...event, ...place, metadata: { ...recordedAt, ...own } };
}

/** The state of an entity after these events; those of other streams are for others. */
export function stateAfter<S>(
  entity: Entity<S>,
  history: readonly NewEvent[],
  stream?: string,
): S | undefined {
  return history
    .filter((event) => event.stream === stream)
    .reduce<S | undefined>((state, event, i) => evolve(entity, state, stored(event, i)), undefined);
}

/** What a decision reads beside its own state, each looked up in this way. */
export const readingFor =
  (command: object, actor: Actor, look: (reliance: Reliance) => unknown) =>
  (reads: AnyCommand['reads'] = {}) =>
    Object.fromEntries(
      Object.entries(reads).map(([name, of]) => {
        const reliance = of(command, actor) as Reliance | readonly Reliance[] | undefined;
        return [
          name,
          reliance && ('map' in reliance ? reliance.flatMap((one) => follow(one, look)) : look(reliance)),
        ];
      }),
    );

function follow(first: Reliance, look: (reliance: Reliance) => unknown): readonly unknown[] {
  const on = followed(first);
  let next = on.next();
  while (!next.done) next = on.next(look(next.value));
  return next.value;
}

/** Decides on a history of new events: those without a stream are the entity's own. */
export function decideOn(
  definition: AnyCommand,
  history: readonly NewEvent[],
  input: object,
  circumstances: Circumstances = {},
): Decision {
  const now = circumstances.now ?? NOW;
  const actor: Actor = {
    person: 'per_1',
    organisation: orgId('itu'),
    roles: ['participant'],
    ...circumstances.actor,
  };
  const command = Object.assign(new definition.input(), input);
  const ownStream =
    definition.own && definition.entity.stream({ ...command, ...definition.own(command, actor) } as never);
  const own = stateAfter<unknown>(
    definition.entity,
    history.map(({ stream, ...event }) => ({
      ...event,
      ...(stream === undefined || stream === ownStream ? {} : { stream }),
    })),
  );
  const readAll = readingFor(command, actor, ({ entity, stream }) => stateAfter(entity, history, stream));
  const { allow } = definition;
  const asked = { command, actor, read: readAll(allow.reads as never) };
  const silent = refuseSpeaker(actor, allow.roles);
  if (silent) return silent;
  // As the runner has it: what begins with the command is opened by nobody else.
  const begins =
    definition.creates !== undefined &&
    (command as Readonly<Record<string, unknown>>)[definition.entity.kind] === undefined;
  const isRead = begins || (allow.readsOwnStream?.({ ...asked, known: own }) ?? true);
  if (isRead instanceof Refusal) return isRead;
  const state = isRead ? own : undefined;
  const refusal = allow.refuse({ ...asked, state });
  if (refusal) return refusal;
  return definition.decide(state, command, {
    actor,
    self: circumstances.self ?? 'self',
    opened: circumstances.opened ?? {},
    now,
    today: now.slice(0, 10),
    effectiveOn: (input as { effectiveOn?: string }).effectiveOn ?? now.slice(0, 10),
    read: readAll(definition.reads),
  });
}

/**
 * Given these events, when this command comes, then …
 *
 * @example
 * given(PartnershipConvened({ … })).when(joinPartnership, { partnership }).refuses('not-invited');
 */
export const given = (...history: readonly NewEvent[]) => ({
  when: (definition: AnyCommand, input: object, circumstances?: Circumstances) => {
    const decision = decideOn(definition, history, input, circumstances);
    return {
      decision,
      then: (...expected: readonly NewEvent[]) => expect(plain(decision)).toEqual(plain(expected)),
      emits: (...types: readonly string[]) =>
        expect(Array.isArray(decision) ? decision.map(({ type }) => type) : decision).toEqual(types),
      changesNothing: () => expect(decision instanceof Already ? [] : decision).toEqual([]),
      refuses: (code: string) => expect(decision instanceof Refusal ? decision.code : decision).toBe(code),
    };
  },
});

/** As it would be stored: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
