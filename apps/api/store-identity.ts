import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SEALED, START, type EventStore, type Log } from '#event-store';
import { holdsEvents } from '#event-store-sqlite';
import type { StoredEvent } from '#kernel';
import { EmbeddedIssuer, SIGNING_KEY } from '#identity';
import { isSealedWith, keyFor, type KeyStore, type Sealer } from '#sealing';
import { nameOf, secretName, signingKeyOf, type LogLocation, type StorageSettings } from '#storage';
import type { LatestNoted } from './latest-noted.ts';

/**
 * What the key store notes of the store that its keys are of: a digest of the secret, the first event's id, and which key
 * signs its tokens.
 */
const [SECRET, SIGNER] = ['secret', 'signing key'];
export const FIRST = 'first event';
/** So many of the newest sealed records are held against the keys at each opening: in some milliseconds. */
const NEWEST = 500;
const digestOf = (secret: Buffer): string =>
  createHmac('sha256', keyFor(secret, 'whether it is the same')).update('secret.key').digest('base64url');

/** Whether a place is a file that holds events: what is on a server is looked at once it is open. */
const isFilled = (events: LogLocation): boolean => events.engine === 'sqlite' && holdsEvents(events.file);

/**
 * Refuses a store whose events are there and whose secret or keys are not: what would be made in their place opens nothing,
 * and would take used Idempotency-Keys for new ones.
 *
 * @throws Error by the name of what is missing; nothing was made
 */
export function refuseMissing({ events, keys, secret, ...settings }: StorageSettings): void {
  if (!isFilled(events)) return;
  const files = [
    ...(secret ? [] : [secretName({ events, keys, ...settings })]),
    ...(keys.engine === 'sqlite' ? [keys.file] : []),
  ];
  for (const file of files)
    if (!existsSync(file))
      throw new Error(
        `${file} is missing beside events that were recorded with it: put it back from its back-up; nothing was changed`,
      );
}

/** @throws Error tokens would be signed with the key of another store: nothing was changed */
export async function refuseOtherSigner(
  settings: StorageSettings,
  kept: KeyStore,
  issuer?: EmbeddedIssuer,
): Promise<void> {
  const noted = await kept.note(SIGNER);
  if (!issuer || noted === undefined || noted === issuer.fingerprint) return;
  throw new Error(
    `${signerName(settings)} is not the key that this store signs its tokens with: put back the right one, or take it away and a new one is made, by which tokens issued so far are taken no more; nothing was changed`,
  );
}

export const signerName = ({ directory, signingKey }: StorageSettings): string =>
  signingKey?.from ?? join(directory, SIGNING_KEY);

interface Signing {
  readonly kept: KeyStore;
  /** The key that is there. */
  readonly issuer?: EmbeddedIssuer | undefined;
  readonly noted: (sentence: string) => void;
}
/**
 * Who signs the book's own tokens from now on, noted beside the keys. Nothing that is kept hangs on that key, so that one
 * is made where it is missing: this is how an operator changes it. Beside events that is said, since whoever has a token
 * is refused from then on.
 */
export async function signerOf(
  { directory, events }: StorageSettings,
  { kept, issuer, noted }: Signing,
): Promise<EmbeddedIssuer> {
  if (issuer) {
    if ((await kept.note(SIGNER)) === undefined) await kept.makeNote(SIGNER, issuer.fingerprint);
    return issuer;
  }
  if (isFilled(events))
    noted(
      `${join(directory, SIGNING_KEY)} is missing beside events: a new one is made, and tokens issued so far are taken no more; stop and put it back from its back-up, or issue new ones`,
    );
  return EmbeddedIssuer.make(directory, (fingerprint) => kept.changeNote(SIGNER, fingerprint));
}

/** The key that signs the book's own tokens, as it is given or stands in the folder; undefined where there is none. */
export function signingIn(settings: StorageSettings): EmbeddedIssuer | undefined {
  const pem = signingKeyOf(settings);
  return pem === undefined
    ? EmbeddedIssuer.in(settings.directory)
    : EmbeddedIssuer.of(pem, settings.signingKey?.from ?? '');
}

/** @throws Error the keys are of a store whose events or secret are not there: nothing was made in their place */
export async function refuseLost(settings: StorageSettings, kept: KeyStore): Promise<void> {
  const { events, keys, secret } = settings;
  if (events.engine === 'sqlite' && !isFilled(events) && (await kept.note(FIRST)) !== undefined)
    throw new Error(
      `${events.file} is missing or empty, and ${nameOf(keys)} has the keys of a store with events: put it back from its back-up; nothing was changed`,
    );
  if (!secret && !existsSync(secretName(settings)) && (await kept.note(SECRET)) !== undefined)
    throw new Error(
      `${secretName(settings)} is missing beside keys that were made with it: put it back from its back-up; nothing was changed`,
    );
}

/** The first event, and the sealed records in their order: what tells one store from another. */
type Stored = Pick<Log, 'readAll' | 'readCategory' | 'newestSealed'>;

/**
 * Refuses a secret or a log that is not the one that these keys are of. Where the keys note nothing, as those of older
 * stores, the first sealed record tells whether the secret is the right one.
 *
 * @throws Error by the name of what is another; nothing was changed
 */
export async function refuseOthers(
  settings: StorageSettings,
  { stored, kept, secret }: Opened,
): Promise<void> {
  const [events, keys] = [nameOf(settings.events), nameOf(settings.keys)];
  const [record] = (await stored.readCategory(SEALED, { limit: 1 })).events;
  const noted = await kept.note(SECRET);
  const isRight =
    (noted === undefined || noted === digestOf(secret)) &&
    (!record || isSealedWith(secret, (record.data as Sealed).jwe));
  if (!isRight)
    throw new Error(
      `${secretName(settings)} is not the secret that this store was made with: put back the right one; nothing was changed`,
    );
  const first = await firstOf(stored);
  const before = await kept.note(FIRST);
  if (before !== undefined && before !== first)
    throw new Error(
      `${events} and ${keys} are of two stores: put back those that belong together; nothing was changed`,
    );
  if (first !== undefined && (await kept.masters()).length === 0)
    throw new Error(
      `${keys} holds no keys beside events that were recorded with some: put it back from its back-up; nothing was changed`,
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
    private readonly settings: StorageSettings,
    private readonly opened: Opened,
    private readonly latest: LatestNoted,
  ) {}

  /**
   * @param forgotten looks up what was forgotten
   * @throws Error the keys are of another store, or older than what is sealed here: nothing is noted
   */
  async make(sealer: Sealer, forgotten: () => Promise<Iterable<string>>): Promise<void> {
    const { kept, secret } = this.opened;
    const isNoted = (await kept.note(SECRET)) !== undefined && (await kept.note(FIRST)) !== undefined;
    if (!isNoted) await this.refuseOtherKeys(sealer, forgotten);
    await this.refuseOlderKeys(sealer, forgotten);
    if (isNoted) return;
    await kept.makeNote(SECRET, digestOf(secret));
    await this.noteFirst();
  }

  /** The same store, whose first event is noted once it is recorded, and the latest from time to time. */
  madeBy(store: EventStore): EventStore {
    let isNoted = false;
    return {
      ...store,
      append: async (writes, checks) => {
        const appended = await store.append(writes, checks);
        isNoted ||= (await this.opened.kept.note(FIRST)) !== undefined || (await this.noteFirst());
        this.latest.appended();
        return appended;
      },
    };
  }

  private async noteFirst(): Promise<boolean> {
    const { stored, kept } = this.opened;
    const first = await firstOf(stored);
    if (first !== undefined) await kept.makeNote(FIRST, first);
    return first !== undefined;
  }

  /** Where nothing is noted: the first record that was not forgotten tells. */
  private async refuseOtherKeys(sealer: Sealer, forgotten: () => Promise<Iterable<string>>): Promise<void> {
    for (let after = START, end = false; !end;) {
      const page = await this.opened.stored.readCategory(SEALED, { after, limit: 100 });
      const jwes = page.events.map(jweOf);
      const states = await Promise.all(jwes.map((jwe) => sealer.keyOfRecord(jwe)));
      const held = states.indexOf('held');
      const gone = jwes.filter((_, i) => states[i] === 'gone' && (held < 0 || i < held));
      if (gone.length > 0 && sealer.ofOthers(gone, await forgotten()).length > 0)
        throw new Error(
          `${this.keysName} does not hold the keys of what is sealed here: put back the right one`,
        );
      [after, end] = [page.complete, page.end || held >= 0];
    }
  }

  /**
   * Keys are made before the first record that they seal: where one of the newest records has none and was not forgotten,
   * the key store is an older one. Where something new was sealed since, the loss is of long ago, and nothing is left to
   * be put back.
   */
  private async refuseOlderKeys(sealer: Sealer, forgotten: () => Promise<Iterable<string>>): Promise<void> {
    const jwes = (await this.opened.stored.newestSealed(NEWEST)).map(jweOf);
    const states = await Promise.all(jwes.map((jwe) => sealer.keyOfRecord(jwe)));
    const gone = jwes.filter((_, i) => states[i] === 'gone');
    // Looked up after the keys: it is recorded before they are destroyed.
    const [lost] = gone.length > 0 ? sealer.ofOthers(gone, await forgotten()) : [];
    if (lost === undefined) return;
    for (const jwe of jwes.slice(0, jwes.indexOf(lost)))
      if ((await sealer.keyOfRecord(jwe)) === 'held' && (await sealer.isFirst(jwe))) return;
    throw new Error(
      `${this.keysName} is older than what is sealed here: put back the newest one; nothing was changed`,
    );
  }

  private get keysName(): string {
    return nameOf(this.settings.keys);
  }
}
interface Sealed {
  readonly jwe: string;
}

const jweOf = ({ data }: StoredEvent): string => (data as Sealed).jwe;

export const firstOf = async (stored: Pick<Stored, 'readAll'>): Promise<string | undefined> =>
  (await stored.readAll({ limit: 1 })).events[0]?.id;
