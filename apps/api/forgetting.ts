import { Envelope } from '#cqrs';
import { forgetDisclosure } from '#disclosure';
import { SEALED, START, type EventStore } from '#event-store';
import type { Sealer } from '#sealing';
import type { Book } from './book.ts';

/** Who is named where an operator forgets: nobody of an organisation. */
const OPERATOR = { person: 'per_operator', organisation: 'operator', roles: ['operator'] };

/**
 * Forgets a disclosure: that it is forgotten is recorded, then its key is destroyed. Where that is interrupted, opening
 * the book goes on with it.
 *
 * @throws Refused there is none, or it is public
 */
export async function forget(
  { runner, sealer }: Pick<Book, 'runner' | 'sealer'>,
  disclosure: string,
): Promise<void> {
  await runner.run(forgetDisclosure, new Envelope({ disclosure }, { actor: OPERATOR }));
  sealer.destroy(disclosure);
}

/** Destroys the keys of all that was forgotten, if they are there: an older key store may have been put back. */
export async function destroyForgotten({
  stored,
  store,
  sealer,
}: {
  readonly stored: EventStore;
  readonly store: EventStore;
  readonly sealer: Sealer;
}): Promise<void> {
  for (let after = START, end = false; !end;) {
    const page = await stored.readCategory(SEALED, { after });
    for (const { id, data } of page.events) {
      if (!sealer.isOurs((data as { jwe: string }).jwe)) continue;
      const forgotten = (await store.readEvent(id))?.data as { disclosure: string } | undefined;
      if (forgotten && sealer.holds(forgotten.disclosure)) sealer.destroy(forgotten.disclosure);
    }
    [after, end] = [page.complete, page.end];
  }
}
