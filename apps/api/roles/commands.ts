import { mkdirSync } from 'node:fs';
import { CommandRunner, type Randomness } from '#cqrs';
import { events } from '#domain';
import { ClockWatch, upcasting, type EventStore, type Log } from '#event-store';
import { Forgotten, FORGOTTEN } from '#forgetting';
import {
  EmbeddedIssuer,
  OidcVerifier,
  ProviderAndServices,
  ProviderKeys,
  RememberingVerifier,
  type OidcSettings,
} from '#identity';
import { systemClock, type Clock, type SpeakerRule } from '#kernel';
import { ofVoices } from '#organisation';
import { DataKeys, keyFor, masterKeysOf, OpaqueTokens, SealedStore, Sealer, type KeyStore } from '#sealing';
import {
  isInFolder,
  isShared,
  openKeys,
  openLog,
  secretOf,
  serverOf,
  storageIn,
  type StorageSettings,
} from '#storage';
import { guardLate } from '../late-guards.ts';
import { destroyForgotten } from '../forgetting.ts';
import { acceptLoss, lackOf, LatestNoted, lostOf } from '../latest-noted.ts';
import {
  refuseLost,
  refuseMissing,
  refuseOthers,
  refuseOtherSigner,
  signerOf,
  signingIn,
  StoreNotes,
} from '../store-identity.ts';
import { organisationNamed } from '../organisations.ts';
import { clockTrouble, hearingAccepted } from '../store-clock.ts';
import { MOVED } from '../query-context/log-positions.ts';
import { SealedIndex } from '../query-context/sealed-index.ts';
import { guardWhoActed } from '../who-acted.ts';

/** What takes commands, opened: the log, the keys and the secrets; no views. */
export interface CommandRole {
  readonly storage: StorageSettings;
  /** What is forgotten is gone at once; else once the master key is another. */
  readonly erasesKeys: boolean;
  /** As today's code reads it. */
  readonly store: EventStore;
  /** As it is stored, for proof. */
  readonly stored: Log;
  /** Opens what is sealed. */
  readonly sealedStore: SealedStore;
  readonly runner: CommandRunner;
  readonly issuer: EmbeddedIssuer;
  readonly verifier: RememberingVerifier;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  readonly tokens: OpaqueTokens;
  /** It was moved here, so that tokens of before name positions of another place. */
  readonly isMoved: boolean;
  /** The keys of what is sealed. */
  readonly keys: DataKeys;
  readonly sealer: Sealer;
  /** Where sealed records stand and whom they are for; kept up once it is started. */
  readonly quiet: SealedIndex;
  readonly clock: Clock;
  /** Of the clock that stamps; undefined: it is believed. */
  readonly watch: ClockWatch | undefined;
  close(): Promise<void>;
}

export interface Opening {
  /** In place of the system's: for a story that is told, and for tests. It is believed, unless it is watched. */
  readonly clock?: Clock;
  /** Refuses to stamp by a clock that cannot be right; of the system's clock there is one without being asked for. */
  readonly watch?: ClockWatch;
  /** Stamps by the system's clock whatever it shows. */
  readonly anyClock?: boolean;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  /** Where new ids come from. */
  readonly randomness?: Randomness;
  /** Whether the files are looked through before they are used: seconds for a gigabyte. */
  readonly inspect?: boolean;
  /** A log that lacks what was noted of it is taken as it is, for good: hears the id of that. Without, it is refused. */
  readonly acceptLoss?: (lost: string) => void;
  /** Where callers reach the book, for whole addresses in what is told. */
  readonly publicUrl?: string | undefined;
  /** Hears, in sentences, what was found amiss and goes on without; else standard error does. */
  readonly noted?: Noted;
}
export type Noted = (sentence: string, error?: unknown) => void;
export const onStandardError: Noted = (sentence) => void process.stderr.write(`${sentence}\n`);

/** What of a data directory is kept sealed, and what opens it; and the key behind its own tokens, if there is one. */
interface Stores {
  readonly stored: Log;
  readonly kept: KeyStore;
  readonly keys: DataKeys;
  readonly secret: Buffer;
  readonly sealer: Sealer;
  readonly signing?: EmbeddedIssuer | undefined;
  /** What the log lacks, by its id: that is accepted. */
  readonly lost: string | undefined;
  readonly watch: ClockWatch | undefined;
}
/** What was opened, and is closed again where the rest is refused: the latest first. */
type Opened = { close(): unknown }[];

/**
 * Everything that tells without being opened is looked at first: a refusal leaves nothing half made.
 *
 * @throws Error something is missing, damaged, or of another store: by its name, and nothing was changed
 */
async function storesIn(storage: StorageSettings, opening: Opening, opened: Opened): Promise<Stores> {
  const { directory } = storage;
  refuseMissing(storage);
  const signing = signingIn(storage);
  const masters = masterKeysOf(directory, storage.masterKey);
  masters.read();
  if (isInFolder(storage)) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = await openKeys(storage.keys);
  opened.push(kept);
  await refuseLost(storage, kept);
  const secret = secretOf(storage);
  const isBelieved = opening.anyClock || opening.clock !== undefined;
  const watch = opening.watch ?? (isBelieved ? undefined : new ClockWatch());
  const stored = await openLog(storage.events, {
    // A server stamps by its own clock, which all processes on it share.
    ...(isShared(storage) && !opening.clock ? {} : { clock: opening.clock ?? systemClock }),
    watch,
    inspect: opening.inspect ?? false,
  });
  opened.push(stored);
  await refuseOthers(storage, { stored, kept, secret });
  const lost = await lostOf({ stored, kept });
  if (lost !== undefined && !opening.acceptLoss) throw lackOf(storage, lost);
  await refuseOtherSigner(storage, kept, signing);
  const keys = await DataKeys.open(kept, masters);
  return { stored, kept, keys, secret, sealer: await Sealer.open(keys, secret), signing, lost, watch };
}

/**
 * Opens what commands go through, or makes it.
 *
 * @param where a folder, or where each part is kept
 * @throws Error something in it is missing, damaged, or of another store: by its name, and nothing was changed
 */
export async function openCommands(
  where: string | StorageSettings,
  opening: Opening = {},
): Promise<CommandRole> {
  const opened: Opened = [];
  try {
    return await openInto(opened, typeof where === 'string' ? storageIn(where) : where, opening);
  } catch (error) {
    for (const one of opened.toReversed()) await one.close();
    throw error;
  }
}

async function openInto(opened: Opened, storage: StorageSettings, opening: Opening): Promise<CommandRole> {
  const { clock = systemClock, oidc, randomness, noted = onStandardError } = opening;
  const { stored, kept, keys, secret, sealer, signing, lost, watch } = await storesIn(
    storage,
    opening,
    opened,
  );
  if (isShared(storage) && serverOf(storage.keys) === serverOf(storage.events))
    noted(
      'the keys are kept on the same server as the events: its log and its back-ups keep what is forgotten, beside what it opens',
    );
  const sealedStore = new SealedStore(stored, sealer, keyFor(secret, 'names of sealed records'));
  const quiet = new SealedIndex(upcasting(sealedStore, events));
  const latest = new LatestNoted({ stored, kept });
  const noting = new StoreNotes(storage, { stored, kept, secret }, latest);
  const store = hearingAccepted(noting.madeBy(quiet.keptUpWith(upcasting(sealedStore, events))), {
    stored,
    watch,
  });
  const wrong = await clockTrouble({ stored, watch });
  if (wrong) noted(wrong.message);
  const known = (stream: string) => quiet.known(stream);
  const speakers = ofVoices as SpeakerRule;
  const runner = new CommandRunner(store, clock, keyFor(secret, 'idempotency'), {
    randomness,
    known,
    speakers,
  });
  await noting.make(sealer, async () => (await runner.look(Forgotten, FORGOTTEN)) ?? []);
  await guardLate({ store, kept, runner }, { again: lost !== undefined });
  await guardWhoActed({ stored, kept, runner }, { again: lost !== undefined });
  if (lost === undefined) await latest.note();
  else {
    await acceptLoss({ stored, kept });
    opening.acceptLoss?.(lost);
  }
  const issuer = await signerOf(storage, { kept, issuer: signing, noted });
  await destroyForgotten({ runner, sealer });
  return {
    storage,
    erasesKeys: kept.erases,
    store,
    stored,
    sealedStore,
    runner,
    issuer,
    verifier: verifierOf({ oidc, secret, runner, issuer }),
    ...(oidc ? { oidc } : {}),
    tokens: new OpaqueTokens(keyFor(secret, 'opaque tokens')),
    isMoved: (await kept.note(MOVED)) !== undefined,
    keys,
    sealer,
    quiet,
    clock,
    watch,
    close: async () => {
      await quiet.close();
      await latest.close();
      await stored.close();
      await keys.close();
    },
  };
}

interface Vouching extends Pick<CommandRole, 'runner' | 'issuer'> {
  readonly oidc: OidcSettings | undefined;
  readonly secret: Buffer;
}
/** Services have tokens of the book's own; people have those of a provider, where there is one. */
function verifierOf({ oidc, secret, runner, issuer }: Vouching): RememberingVerifier {
  if (!oidc) return new RememberingVerifier(issuer);
  const people = new OidcVerifier({
    settings: oidc,
    keys: new ProviderKeys(oidc.issuer),
    personKey: keyFor(secret, 'persons'),
    organisationOf: (named) => organisationNamed(runner, named),
  });
  return new RememberingVerifier(new ProviderAndServices(people, issuer));
}
