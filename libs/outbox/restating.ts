import { isDeepStrictEqual } from 'node:util';
import type { CommitmentStanding, PublicEvent } from '#contracts';
import { draftOfRestated, messageText } from '#contracts';
import { dayOf, type Clock } from '#kernel';
import { BEGINNING, Overtaken, type Fold, type NewMessage, type Outbox } from './outbox.ts';
import { commitmentKey, keysToTell, VERSION, standingIn } from './state.ts';

/** So many commitments are looked at in one go. */
const AT_ONCE = 200;

export interface Restating {
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Where callers reach the book, for whole addresses. */
  readonly publicUrl?: string | undefined;
  /** Why; everybody is told. */
  readonly reason: string;
  /** Whether it is told, or only counted. */
  readonly isTold: boolean;
}
/** What of a commitment was told last. */
interface Last {
  readonly told: CommitmentStanding;
  readonly day: string;
}

/** The day that the state of a message is of: what it tells of by the time alone has that day for its own. */
const dayOfState = ({ time, data: { by, effectiveOn } }: PublicEvent): string =>
  by === undefined || effectiveOn > dayOf(time) ? effectiveOn : dayOf(time);

/** The ids of all commitments that anything was told of, in order. */
async function commitmentsIn(outbox: Outbox): Promise<string[]> {
  const found = new Set<string>();
  for (let after = BEGINNING, end = false; !end;) {
    const page = await outbox.read(after, { limit: 1_000 });
    for (const { text } of page.messages) {
      const { commitment } = (JSON.parse(text) as PublicEvent).data;
      if (commitment !== undefined) found.add(commitment);
    }
    [after, end] = [page.last, page.end];
  }
  return [...found].sort();
}

/** @returns undefined: its state was too long to be told */
async function lastOf(outbox: Outbox, commitment: string): Promise<Last | undefined> {
  const [message] = await outbox.latest({ commitment }, 1);
  const event = message && (JSON.parse(message.text) as PublicEvent);
  const told = event?.data.state as CommitmentStanding | undefined;
  return event && told ? { told, day: dayOfState(event) } : undefined;
}

/** Without what is undefined, which no message says. */
const asTold = (state: CommitmentStanding): unknown => JSON.parse(JSON.stringify(state));

/** The messages of those commitments whose state was told otherwise than it is folded now, of the same day. */
async function restatedAmong(
  commitments: readonly string[],
  fold: Fold,
  { outbox, clock, publicUrl, reason }: Restating,
): Promise<NewMessage[]> {
  const documents = new Map<string, unknown>();
  const load = async (keys: readonly string[]) => {
    for (const [key, text] of await outbox.load(fold.version, keys)) documents.set(key, JSON.parse(text));
  };
  await load(commitments.map(commitmentKey));
  await load(commitments.flatMap((commitment) => keysToTell(documents, commitment)));
  const messages: NewMessage[] = [];
  const counted = new Map<string, number>();
  for (const commitment of commitments) {
    const last = await lastOf(outbox, commitment);
    const state = last && standingIn(documents, commitment, last.day);
    if (!state || isDeepStrictEqual(asTold(state), last.told)) continue;
    const draft = draftOfRestated(state, { reason, time: clock.now().toISOString(), day: last.day });
    const { id, source, type, partnership, organisation } = draft;
    const sequence = (counted.get(source) ?? (await outbox.sequences([source])).get(source) ?? 0) + 1;
    counted.set(source, sequence);
    const text = messageText(draft, { sequence, publicUrl });
    messages.push({
      id,
      source,
      sequence,
      type,
      partnership,
      organisation,
      position: fold.position,
      ofTime: true,
      text,
    });
  }
  return messages;
}

/**
 * Tells of every commitment whose state was told otherwise by an earlier version of the fold than it is folded now. Done
 * again, it tells nothing more.
 *
 * @returns how many there are
 * @throws Error another version tells, or the fold is stopped: nothing is known of what would be told now
 */
export async function restate(restating: Restating): Promise<number> {
  const { outbox, isTold } = restating;
  const commitments = await commitmentsIn(outbox);
  let count = 0;
  for (let from = 0; from < commitments.length;) {
    const fold = await tellingNow(outbox);
    const messages = await restatedAmong(commitments.slice(from, from + AT_ONCE), fold, restating);
    const { position, event, day } = fold;
    try {
      if (isTold && messages.length > 0)
        await outbox.write({ fold, to: { position, event, day }, messages, changes: [] });
    } catch (error) {
      // Somebody told something meanwhile: those are looked at again.
      if (error instanceof Overtaken) continue;
      throw error;
    }
    count += messages.length;
    from += AT_ONCE;
  }
  return count;
}

async function tellingNow(outbox: Outbox): Promise<Fold> {
  const telling = (await outbox.folds()).find(({ isTelling }) => isTelling);
  if (telling?.version === VERSION && !telling.stopped) return telling;
  throw new Error('the outbox is not told by this version of Pledgebook yet: see `pledgebook projections`');
}
