import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SEALED, START, type EventStore } from '#event-store';
import { holdsEvents } from '#event-store-sqlite';
import { SIGNING_KEY } from '#identity';
import { isSealedWith, keyFor, type KeyStore, type Sealer } from '#sealing';

/** What the key store notes of the store that its keys are of: a digest of the secret, and the first event's id. */
const [SECRET, FIRST] = ['secret', 'first event'];
const digestOf = (secret: Buffer): string =>
  createHmac('sha256', keyFor(secret, 'whether it is the same')).update('secret.key').digest('base64url');

/**
 * Refuses a data directory whose events are there and whose secret or keys are not: what would be made in their place
 * opens nothing, and would take used Idempotency-Keys for new ones.
 *
 * @throws Error by the name of what is missing; nothing was made
 */
export function refuseMissing(directory: string): void {
  if (!holdsEvents(join(directory, 'events.sqlite'))) return;
  for (const name of ['secret.key', 'keys.sqlite'])
    if (!existsSync(join(directory, name)))
      throw new Error(
        `${join(directory, name)} is missing beside events that were recorded with it: put it back from its back-up; nothing was changed`,
      );
}

/**
 * Says that the key behind the book's own tokens is missing beside events. Nothing that is kept hangs on it, so a new one
 * is made in its place; but whoever has a token is refused from then on, and is to be told why.
 */
export function noteUnsigned(directory: string, noted: (sentence: string) => void): void {
  const file = join(directory, SIGNING_KEY);
  if (existsSync(file) || !holdsEvents(join(directory, 'events.sqlite'))) return;
  noted(
    `${file} is missing beside events: a new one is made, and tokens issued so far are taken no more; stop and put it back from its back-up, or issue new ones`,
  );
}

/** @throws Error the keys are of a store that has events, and it is not there: nothing was made in its place */
export function refuseLost(directory: string, kept: KeyStore): void {
  if (kept.note(FIRST) === undefined || holdsEvents(join(directory, 'events.sqlite'))) return;
  throw new Error(
    `${join(directory, 'events.sqlite')} is missing or empty, and keys.sqlite has the keys of a store with events: put it back from its back-up; nothing was changed`,
  );
}

/** The first event, and the sealed records in their order: what tells one store from another. */
type Stored = Pick<EventStore, 'readAll' | 'readCategory'>;

/**
 * Refuses a secret or a log that is not the one that these keys are of. Where the keys note nothing, as those of older
 * stores, the first sealed record tells whether the secret is the right one.
 *
 * @throws Error by the name of what is another; nothing was changed
 */
export async function refuseOthers(directory: string, { stored, kept, secret }: Opened): Promise<void> {
  const file = (name: string) => join(directory, name);
  const [record] = (await stored.readCategory(SEALED, { limit: 1 })).events;
  const noted = kept.note(SECRET);
  const isRight =
    (noted === undefined || noted === digestOf(secret)) &&
    (!record || isSealedWith(secret, (record.data as Sealed).jwe));
  if (!isRight)
    throw new Error(
      `${file('secret.key')} is not the secret that this store was made with: put back the right one; nothing was changed`,
    );
  const first = await firstOf(stored);
  const before = kept.note(FIRST);
  if (before !== undefined && before !== first)
    throw new Error(
      `${file('events.sqlite')} and ${file('keys.sqlite')} are of two stores: put back those that belong together; nothing was changed`,
    );
  if (first !== undefined && kept.masters().length === 0)
    throw new Error(
      `${file('keys.sqlite')} holds no keys beside events that were recorded with some: put it back from its back-up; nothing was changed`,
    );
}
interface Opened {
  readonly stored: Stored;
  readonly kept: KeyStore;
  readonly secret: Buffer;
}

/** Notes beside the keys which store they are of: at its first opening, and at its first event. */
export class StoreNotes {
  constructor(
    private readonly directory: string,
    private readonly opened: Opened,
  ) {}

  /** @throws Error the store has sealed records, and these keys open none that was not forgotten: nothing is noted */
  async make(sealer: Sealer, forgotten: Iterable<string>): Promise<void> {
    const { kept, secret } = this.opened;
    if (kept.note(SECRET) !== undefined && kept.note(FIRST) !== undefined) return;
    await this.refuseOtherKeys(sealer, new Set(forgotten));
    kept.makeNote(SECRET, digestOf(secret));
    await this.noteFirst();
  }

  /** The same store, whose first event is noted once it is recorded. */
  madeBy(store: EventStore): EventStore {
    let isNoted = false;
    return {
      ...store,
      append: async (writes, checks) => {
        const appended = await store.append(writes, checks);
        isNoted ||= this.opened.kept.note(FIRST) !== undefined || (await this.noteFirst());
        return appended;
      },
    };
  }

  private async noteFirst(): Promise<boolean> {
    const { stored, kept } = this.opened;
    const first = await firstOf(stored);
    if (first !== undefined) kept.makeNote(FIRST, first);
    return first !== undefined;
  }

  private async refuseOtherKeys(sealer: Sealer, forgotten: ReadonlySet<string>): Promise<void> {
    for (let after = START, end = false; !end;) {
      const page = await this.opened.stored.readCategory(SEALED, { after, limit: 100 });
      const keys = page.events.map(({ data }) => sealer.keyOfRecord((data as Sealed).jwe, forgotten));
      if (keys.find((key) => key === 'held' || key === 'lost') === 'lost')
        throw new Error(
          `${join(this.directory, 'keys.sqlite')} does not hold the keys of what is sealed here: put back the right one`,
        );
      [after, end] = [page.complete, page.end || keys.includes('held')];
    }
  }
}
interface Sealed {
  readonly jwe: string;
}

const firstOf = async (stored: Stored): Promise<string | undefined> =>
  (await stored.readAll({ limit: 1 })).events[0]?.id;
