import type { StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import type { Count, Day, EntryId, EventId, Instant, OrganisationId } from '#vocabulary';
import type { CommitmentState } from '../commitment.ts';
import { ANSWER_OF, type NamedAs, type NamingAnswer, type NamingAnswered } from './events.ts';
import { isSameNaming, namingsOn, namingVersion, type Naming } from './naming.ts';

/** One answer to a naming. */
interface Told {
  readonly event: EventId;
  readonly answer: NamingAnswer;
  readonly on: Day;
  readonly recordedAt: Instant;
  readonly version: Count;
  readonly reason?: string;
}
/** All answers to one naming, in the order of their days. */
export interface NamingDoc extends Naming {
  readonly answers: readonly Told[];
}

/** That an organisation is named, and what it says of that: without its word it is nobody's but the owner's. */
export interface NamingRow {
  readonly role: NamedAs;
  readonly organisation: OrganisationId;
  /** The disbursement or expenditure that names it; none where the promise does. */
  readonly entry?: EntryId;
  /** Another once the statement, the money or whoever has that role was said anew. */
  readonly version: Count;
  readonly answer: NamingAnswer | 'unanswered';
  readonly answeredOn?: Day;
  /** The version that was answered. */
  readonly ofVersion?: Count;
  /** What was answered is not what stands. */
  readonly ofEarlierVersion?: boolean;
  readonly reason?: string;
}

/** All answers of a commitment after one more of them. */
export function afterAnswer(docs: readonly NamingDoc[] = [], event: StoredEvent): readonly NamingDoc[] {
  const { role, entry, named, namingVersion: version, reason } = event.data as NamingAnswered;
  const which: Naming = { role, named, ...(entry === undefined ? {} : { entry }) };
  const told: Told = {
    event: event.id,
    answer: ANSWER_OF[event.type] as NamingAnswer,
    on: dayItTells(event),
    recordedAt: event.metadata['recordedAt'] ?? '',
    version,
    ...(reason === undefined ? {} : { reason }),
  };
  const at = docs.findIndex((one) => isSameNaming(one, which));
  const before = docs[at]?.answers ?? [];
  const answers = before.toSpliced(before.findLastIndex(({ on }) => on <= told.on) + 1, 0, told);
  return at < 0 ? [...docs, { ...which, answers }] : docs.with(at, { ...which, answers });
}

interface Answerable {
  readonly state: CommitmentState;
  readonly answered?: readonly NamingDoc[];
}

/** The answer to a naming that stands on a day. */
const answerOn = ({ answered = [] }: Answerable, naming: Naming, date: string): Told | undefined =>
  answered.find((one) => isSameNaming(one, naming))?.answers.findLast(({ on }) => on <= date);

/** Whom a commitment names on a day, and what each says of it. */
export const namingRows = (of: Answerable, date: string): readonly NamingRow[] =>
  namingsOn(of.state, date).map((naming) => {
    const { named, ...which } = naming;
    const version = namingVersion(of.state, naming, date);
    const told = answerOn(of, naming, date);
    if (!told) return { ...which, organisation: named, version, answer: 'unanswered' };
    return {
      ...which,
      organisation: named,
      version,
      answer: told.answer,
      answeredOn: told.on,
      ofVersion: told.version,
      ofEarlierVersion: told.version < version,
      ...(told.reason === undefined ? {} : { reason: told.reason }),
    };
  });
