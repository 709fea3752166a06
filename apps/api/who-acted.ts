import type { CommandRunner } from '#cqrs';
import { isSealed, type Log } from '#event-store';
import { idPattern } from '#kernel';
import { guardActed, isByOperator } from '#organisation';
import type { KeyStore } from '#sealing';
import { asOperator } from './operator.ts';

/** That it was done, noted beside the keys. */
const GUARDED = 'organisations that acted guarded';

interface Guarding {
  readonly stored: Pick<Log, 'readAll'>;
  readonly kept: Pick<KeyStore, 'note' | 'makeNote'>;
  readonly runner: Pick<CommandRunner, 'run'>;
}

/** Every organisation that said anything openly, each once. What is sealed is not looked into. */
async function everActed({ readAll }: Pick<Log, 'readAll'>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const isOrganisation = idPattern('org');
  for (let after: string | undefined; ;) {
    const page = await readAll(after === undefined ? {} : { after });
    for (const { stream, metadata } of page.events) {
      const { organisation = '' } = metadata;
      if (!isSealed(stream) && !found.has(organisation) && !isByOperator(metadata)) found.add(organisation);
    }
    if (page.end) return new Set([...found].filter((id) => isOrganisation.test(id)));
    after = page.complete;
  }
}

/**
 * Gives the guard to organisations as which somebody acted before there was one. The log is read through for it once in a
 * store, when this version first opens it; and again where its log is an older one by the operator's word.
 */
export async function guardWhoActed(
  { stored, kept, runner }: Guarding,
  { again }: { readonly again: boolean },
): Promise<void> {
  if (!again && (await kept.note(GUARDED)) !== undefined) return;
  for (const organisation of await everActed({ readAll: (options) => stored.readAll(options) }))
    await asOperator({ runner }, guardActed, { organisation });
  await kept.makeNote(GUARDED, 'yes');
}
