import type { CommandRunner } from '#cqrs';
import type { EventStore } from '#event-store';
import type { AnyCommand } from '#kernel';
import { guardEnding } from '#organisation';
import { guardClosed } from '#partnership';
import type { KeyStore } from '#sealing';
import { asOperator } from './operator.ts';

interface Guarding {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly kept: Pick<KeyStore, 'note' | 'makeNote'>;
  readonly runner: Pick<CommandRunner, 'run'>;
}
/** A guard that stores of before are without. */
interface LateGuard {
  /** That it was done, noted beside the keys. */
  readonly note: string;
  /** The kind of event that tells what is to be guarded, and which field of it names that. */
  readonly type: string;
  readonly field: 'partnership' | 'organisation';
  readonly command: AnyCommand;
}
const LATE: readonly LateGuard[] = [
  { note: 'closed books guarded', type: 'PartnershipClosed', field: 'partnership', command: guardClosed },
  { note: 'endings guarded', type: 'OrganisationChanged', field: 'organisation', command: guardEnding },
];

/** All that such events were ever of, each once. */
async function everNamed(
  { readAll }: Pick<EventStore, 'readAll'>,
  { type, field }: LateGuard,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await readAll({ types: [type], ...(after === undefined ? {} : { after }) });
    for (const { data } of page.events) found.add((data as Record<string, string>)[field] ?? '');
    if (page.end) return found;
    after = page.complete;
  }
}

/**
 * Gives books that were closed, and organisations that ended, before there were guards of that theirs. Looked for once in a
 * store; and again where its log is an older one by the operator's word.
 */
export async function guardLate(
  { store, kept, runner }: Guarding,
  { again }: { readonly again: boolean },
): Promise<void> {
  for (const guard of LATE) {
    if (!again && (await kept.note(guard.note)) !== undefined) continue;
    const named = await everNamed({ readAll: (options) => store.readAll(options) }, guard);
    for (const id of named) await asOperator({ runner }, guard.command, { [guard.field]: id });
    await kept.makeNote(guard.note, 'yes');
  }
}
