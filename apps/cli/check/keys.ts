import { existsSync } from 'node:fs';
import { CommandRunner } from '#cqrs';
import { events } from '#domain';
import { SEALED, upcasting, type Finding, type Log } from '#event-store';
import { Forgotten, FORGOTTEN } from '#forgetting';
import { systemClock, type StoredEvent } from '#kernel';
import { DataKeys, isWrappedBy, keyFor, masterKeysOf, SealedStore, Sealer, type KeyStore } from '#sealing';
import { CheckedFile, isFinding } from '#sqlite';
import { nameOf, openKeys, secretName, secretOf, type StorageSettings } from '#storage';
import { lostOf } from '../../api/latest-noted.ts';
import { refuseOthers, refuseOtherSigner, signingIn } from '../../api/store-identity.ts';
import { eventsOf, RECORDS } from '../migrate/orders.ts';

interface Checking {
  readonly storage: StorageSettings;
  readonly log: Log | undefined;
}

/** What of keys and secrets does not go with each other, or with what is sealed. */
export async function* damagesOfKeys({ storage, log }: Checking): AsyncGenerator<Finding> {
  const name = nameOf(storage.keys);
  if (storage.keys.engine === 'sqlite') {
    const opened = CheckedFile.open(storage.keys.file);
    if (isFinding(opened)) return yield opened;
    const found = [...opened.integrity()];
    opened.close();
    yield* found;
    if (found.length > 0) return;
  }
  if (!storage.secret && !existsSync(secretName(storage)))
    return yield { in: secretName(storage), at: '', what: 'is missing' };
  const kept = await openKeys(storage.keys, { readOnly: true });
  try {
    let isSound = true;
    for await (const found of damagesOfWrapped(kept, storage)) {
      isSound = false;
      yield found;
    }
    if (log) yield* damagesOfNotes(storage, { log, kept });
    if (log && isSound) yield* damagesOfSealed(storage, { log, kept });
  } catch (error) {
    yield { in: name, at: '', what: saidBy(error) };
  } finally {
    await kept.close();
  }
}

const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Each data key is what the master key wrapped. */
async function* damagesOfWrapped(kept: KeyStore, storage: StorageSettings): AsyncGenerator<Finding> {
  const masters = masterKeysOf(storage.directory, storage.masterKey);
  const found = { in: nameOf(storage.keys) };
  let known;
  try {
    known = masters.read();
  } catch (error) {
    return yield { in: masters.from, at: '', what: saidBy(error) };
  }
  if (known.length === 0) return yield { in: masters.from, at: '', what: 'is missing' };
  const wrapping = await kept.masters();
  if (!wrapping.every((id) => known.some((one) => one.id === id)))
    yield { in: masters.from, at: '', what: `is not the master key that ${found.in} names` };
  for (const { id, wrapped } of await kept.all())
    if (!(await isWrappedBy(known, wrapped)))
      yield { ...found, at: `data key ${id}`, what: 'is not what the master key wrapped' };
}

interface Stored {
  readonly log: Log;
  readonly kept: KeyStore;
}
/** What is noted beside the keys is so of the log, the secret and the signing key. */
async function* damagesOfNotes(storage: StorageSettings, { log, kept }: Stored): AsyncGenerator<Finding> {
  const checks: [at: string, check: () => Promise<unknown>][] = [
    ['secret and first event', () => refuseOthers(storage, { stored: log, kept, secret: secretOf(storage) })],
    ['signing key', async () => refuseOtherSigner(storage, kept, signingIn(storage))],
  ];
  const found = { in: nameOf(storage.keys) };
  for (const [at, check] of checks)
    try {
      await check();
    } catch (error) {
      yield { ...found, at: `note of ${at}`, what: saidBy(error) };
    }
  const lost = await lostOf({ stored: log, kept });
  if (lost !== undefined)
    yield {
      ...found,
      at: 'note of the latest event',
      what: `${lost} does not stand in ${nameOf(storage.events)}`,
    };
}

/** Each sealed record is opened by its key, or was forgotten. */
async function* damagesOfSealed(storage: StorageSettings, { log, kept }: Stored): AsyncGenerator<Finding> {
  const secret = secretOf(storage);
  const keys = await DataKeys.open(kept, masterKeysOf(storage.directory, storage.masterKey));
  const sealer = await Sealer.open(keys, secret);
  const store = upcasting(new SealedStore(log, sealer, keyFor(secret, 'names of sealed records')), events);
  const runner = new CommandRunner(store, systemClock, keyFor(secret, 'idempotency'));
  const forgotten = [...((await runner.look(Forgotten, FORGOTTEN)) ?? [])];
  for await (const event of eventsOf(RECORDS, log, 1000)) {
    const what = await wrongWith(event, { sealer, forgotten });
    if (what !== undefined)
      yield {
        in: nameOf(storage.events),
        at: `${SEALED}, position ${Number(event.position)}, ${event.id}`,
        what,
      };
  }
}

async function wrongWith(
  { data }: StoredEvent,
  { sealer, forgotten }: { readonly sealer: Sealer; readonly forgotten: readonly string[] },
): Promise<string | undefined> {
  const { jwe } = data as { jwe: string };
  try {
    if ((await sealer.keyOfRecord(jwe)) !== 'gone') return void (await sealer.open(jwe));
    if (sealer.ofOthers([jwe], forgotten).length === 0) return undefined;
    return 'has no key, and was not forgotten';
  } catch {
    return 'is opened by no key';
  }
}
