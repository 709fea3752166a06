import type { CommandRunner } from '#cqrs';
import type { EventStore } from '#event-store';
import { guardClosed } from '#partnership';
import type { KeyStore } from '#sealing';
import { asOperator } from './operator.ts';

/** That it was done, noted beside the keys. */
const GUARDED = 'closed books guarded';

interface Guarding {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly kept: Pick<KeyStore, 'note' | 'makeNote'>;
  readonly runner: Pick<CommandRunner, 'run'>;
}

/** Every book that was ever closed, each once. */
async function everClosed({ readAll }: Pick<EventStore, 'readAll'>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await readAll({ types: ['PartnershipClosed'], ...(after === undefined ? {} : { after }) });
    for (const { data } of page.events) found.add((data as { partnership: string }).partnership);
    if (page.end) return found;
    after = page.complete;
  }
}

/**
 * Gives the guard to books that were closed before there was one. Looked for once in a store; and again where its log is
 * an older one by the operator's word.
 */
export async function guardClosedBooks(
  { store, kept, runner }: Guarding,
  { again }: { readonly again: boolean },
): Promise<void> {
  if (!again && (await kept.note(GUARDED)) !== undefined) return;
  const closed = await everClosed({ readAll: (options) => store.readAll(options) });
  for (const partnership of closed) await asOperator({ runner }, guardClosed, { partnership });
  await kept.makeNote(GUARDED, 'yes');
}
