import {
  defineCommand,
  refuse,
  same,
  type Allow,
  type CommandClass,
  type Decision,
  type Facts,
  type NewEvent,
  type Reads,
  type Refusal,
} from '#kernel';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { latest, refuseBefore } from '#partnership';
import {
  aboutIt,
  Commitment,
  entryOf,
  isOwn,
  voidedOf,
  type CommitmentState,
  type Entry,
} from './commitment.ts';
import type { About, EntryKind, EntryValues } from './events.ts';
import { unknownCommitment, writer } from './guard.ts';
import type { OnCommitment } from './input.ts';
import { isPaid } from './returns.ts';

/** Why nothing more may be said on a commitment, on this day. */
export function refuseChange(state: CommitmentState, effectiveOn: string): Refusal | undefined {
  if (state.ended)
    return refuse(
      'commitment-ended',
      `It was ${state.ended.how} on ${state.ended.on} and is never reopened. Mend an entry with CorrectEntry or RestateEntry; promise anew with MakeCommitment.`,
      { ended: state.ended.how },
    );
  return refuseEarly(state, effectiveOn);
}

/** Nothing on a commitment is dated before it. */
export const refuseEarly = ({ on }: CommitmentState, effectiveOn: string): Refusal | undefined =>
  effectiveOn < on
    ? refuse('before-commitment', `It stands from ${on}: say an "effectiveOn" of that day or later.`, {
        field: 'effectiveOn',
      })
    : undefined;

/**
 * Why it does not end on this day. An ended one is paid nothing more, and is not firmed: an end that is recorded later is
 * not dated before either.
 */
export const refuseEnding = (
  { firmOn, entries }: CommitmentState,
  effectiveOn: string,
): Refusal | undefined =>
  refuseBefore(latest([firmOn, ...entries.flatMap(({ kind, on }) => (isPaid(kind) ? on : []))]), effectiveOn);

interface Change<C extends OnCommitment, R> {
  readonly input: CommandClass<C>;
  readonly summary: string;
  readonly allow?: Allow<NoInfer<C>, CommitmentState>;
  readonly reads?: Reads<NoInfer<C>, R>;
  readonly decide: (state: CommitmentState, command: NoInfer<C>, facts: Facts<NoInfer<R>>) => Decision;
}

/** Defines a command on a commitment that goes on: an ended one takes it no more. */
export const defineChange = <C extends OnCommitment, R = Record<never, never>>({
  allow = writer,
  decide,
  ...change
}: Change<C, R>) =>
  defineCommand<C, CommitmentState, R>({
    ...change,
    entity: Commitment,
    allow,
    decide: (state, command, facts) => {
      if (!state) return unknownCommitment();
      return refuseChange(state, facts.effectiveOn) ?? decide(state, command, facts);
    },
  });

/**
 * Defines a command by which an owner promises more or otherwise than before. Who has ended does no more: what it left is in
 * the record of whoever accepted to go on in its place, who takes it over to change it.
 */
export const definePromise = <C extends OnCommitment, R = Record<never, never>>({
  reads,
  decide,
  ...change
}: Change<C, R>) =>
  defineChange<C, R & { endings: Endings }>({
    ...change,
    reads: { ...reads, endings: relyOnEndings } as Reads<C, R & { endings: Endings }>,
    decide: (state, command, facts) => {
      const { actor, read } = facts;
      const byOwner = actor.organisation === state.organisation;
      return (
        (byOwner ? refuseEnded(read.endings, actor.organisation) : undefined) ??
        decide(state, command, facts as Facts<R>)
      );
    },
  });

interface Entered extends OnCommitment {
  readonly entry: string;
}
interface EntryCommand<C extends Entered, V> {
  readonly input: CommandClass<C>;
  readonly summary: string;
  readonly kind: EntryKind;
  readonly values: (command: NoInfer<C>) => V;
  readonly event: (data: About & { entry: string; selfReport: boolean } & NoInfer<V>) => NewEvent;
  readonly refuse?: (
    state: CommitmentState,
    values: NoInfer<V>,
    facts: Facts<Record<never, never>>,
  ) => Refusal | undefined;
}

/** The same again adds nothing: told by the entry's id, and by its day where the command says one. */
export const refuseOther = (known: Entry, kind: EntryKind, command: Entered, values: EntryValues): Decision =>
  known.kind === kind &&
  same(known.first ?? known.values, values) &&
  (command.effectiveOn ?? known.on) === known.on
    ? []
    : refuse(
        'entry-id-taken',
        `"${known.entry}" says something else already: take another id, or mend it with CorrectEntry or RestateEntry.`,
        { field: 'entry' },
      );

/** Defines a command that says something new on a commitment, under an id that comes with it. */
export const defineEntry = <C extends Entered, V extends EntryValues>(entry: EntryCommand<C, V>) =>
  defineCommand<C, CommitmentState, Record<never, never>>({
    input: entry.input,
    summary: entry.summary,
    entity: Commitment,
    allow: writer,
    decide: (state, command, facts) => {
      if (!state) return unknownCommitment();
      const values = entry.values(command);
      const known = entryOf(state, command.entry);
      if (voidedOf(state, command.entry)) return entryVoided();
      if (known) return refuseOther(known, entry.kind, command, values);
      const refusal = refuseChange(state, facts.effectiveOn) ?? entry.refuse?.(state, values, facts);
      if (refusal) return refusal;
      return [entry.event({ ...aboutIt(state), entry: command.entry, selfReport: isOwn(state), ...values })];
    },
  });

export const entryVoided = (field = 'entry'): Refusal =>
  refuse('entry-voided', 'It was struck through, for good: what is so is said anew, under another id.', {
    field,
  });

/** An entry that stands, or why none does under this id. */
export const standingEntry = (state: CommitmentState, id: string, field = 'entry'): Entry | Refusal =>
  entryOf(state, id) ??
  (voidedOf(state, id)
    ? entryVoided(field)
    : refuse('entry-unknown', `It has no entry "${id}": take an id from its dossier.`, { field }));

/** An entry of this kind, or why it cannot be meant. */
export function entryOfKind(state: CommitmentState, id: string, kind: EntryKind): Entry | Refusal {
  if (voidedOf(state, id)) return entryVoided();
  const entry = entryOf(state, id);
  return entry?.kind === kind
    ? entry
    : refuse('entry-unknown', `This commitment has no ${kind} "${id}": take an id from its dossier.`, {
        field: 'entry',
      });
}
