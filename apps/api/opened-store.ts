import { mkdirSync } from 'node:fs';
import { systemClock, type AnyProjection, type Clock } from '#kernel';
import { CommandRunner, type Randomness } from '#cqrs';
import { upcasting, type EventStore, type IndexedLog, type Log } from '#event-store';
import { Forgotten, FORGOTTEN } from '#forgetting';
import {
  EmbeddedIssuer,
  OidcVerifier,
  ProviderAndServices,
  ProviderKeys,
  RememberingVerifier,
  type OidcSettings,
  type Verifier,
} from '#identity';
import { FormerFeed, OutboxWriter, PublicFeed, type Outbox } from '#outbox';
import { Checkpoints, giveUpStrayed, ProjectionRunner, type ViewStore } from '#projection';
import { DataKeys, keyFor, masterKeysOf, OpaqueTokens, SealedStore, Sealer, type KeyStore } from '#sealing';
import {
  isShared,
  nameOf,
  openKeys,
  openLog,
  openOutbox,
  openViews,
  secretOf,
  serverOf,
  storageIn,
  type StorageSettings,
} from '#storage';
import { events } from '#domain';
import { indexed, projectionsOf } from './log-index.ts';
import { organisationNamed } from './organisations.ts';
import { destroyForgotten } from './forgetting.ts';
import { acceptLoss, lackOf, LatestNoted, lostOf } from './latest-noted.ts';
import {
  refuseLost,
  refuseMissing,
  refuseOthers,
  refuseOtherSigner,
  signerOf,
  signingIn,
  StoreNotes,
} from './one-store.ts';
import { recordSetAside } from './operations.ts';
import { LogPositions, MOVED } from './query-context/log-positions.ts';
import { SealedIndex } from './query-context/sealed-index.ts';

/** Everything that belongs to a store, opened: the one place where it is put together. */
export interface OpenedStore {
  readonly storage: StorageSettings;
  /** What is forgotten is gone at once; else once the master key is another. */
  readonly erasesKeys: boolean;
  /** As today's code reads it. */
  readonly store: EventStore;
  /** As it is stored, for proof. */
  readonly stored: IndexedLog;
  /** Opens what is sealed. */
  readonly sealedStore: SealedStore;
  readonly runner: CommandRunner;
  readonly views: ViewStore;
  /** Keeps the views up with the events, once it is started. */
  readonly projections: ProjectionRunner;
  /** What is told outside, in order. */
  readonly outbox: Outbox;
  readonly publicFeed: PublicFeed;
  /** Keeps the outbox up with the events, once it is started. */
  readonly outboxWriter: OutboxWriter;
  /** How far the views are, whoever keeps them up. */
  readonly checkpoints: Checkpoints;
  readonly issuer: EmbeddedIssuer;
  readonly verifier: RememberingVerifier;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  readonly tokens: OpaqueTokens;
  /** Positions as callers carry them in tokens. */
  readonly positions: LogPositions;
  /** The keys of what is sealed. */
  readonly keys: DataKeys;
  readonly sealer: Sealer;
  /** Where sealed records stand and whom they are for; kept up once it is started. */
  readonly quiet: SealedIndex;
  readonly clock: Clock;
  close(): Promise<void>;
}

export interface Opening {
  readonly clock?: Clock;
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
type Noted = (sentence: string, error?: unknown) => void;
const onStandardError: Noted = (sentence) => void process.stderr.write(`${sentence}\n`);

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
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = await openKeys(storage.keys);
  opened.push(kept);
  await refuseLost(storage, kept);
  const secret = secretOf(storage);
  const stored = await openLog(storage.events, {
    // A server stamps by its own clock, which all processes on it share.
    ...(isShared(storage) && !opening.clock ? {} : { clock: opening.clock ?? systemClock }),
    inspect: opening.inspect ?? false,
  });
  opened.push(stored);
  await refuseOthers(storage, { stored, kept, secret });
  const lost = await lostOf({ stored, kept });
  if (lost !== undefined && !opening.acceptLoss) throw lackOf(storage, lost);
  await refuseOtherSigner(storage, kept, signing);
  const keys = await DataKeys.open(kept, masters);
  return { stored, kept, keys, secret, sealer: await Sealer.open(keys, secret), signing, lost };
}

/** The views of a log; what was not told of it is given up, and built anew by whoever projects. */
async function viewsOf(
  { events: log, views: location }: StorageSettings,
  { store, runner, projections, inspect = false, noted, opened }: ViewsOf,
): Promise<ViewStore> {
  const views = await openViews(location, {
    inspect,
    noted,
    handOver: (one) => recordSetAside({ runner }, { ...one, version: 1, reason: FORMERLY }),
  });
  opened.push(views);
  const strayed = await giveUpStrayed(store, views, projections);
  if (strayed.length > 0)
    noted(
      `${nameOf(location)} tells of events that are not in ${nameOf(log)} (an older one was put back, or it is of another store): built anew are ${strayed.join(', ')}`,
    );
  return views;
}
/** Why, where an older view store does not say. */
const FORMERLY = 'Set aside before reasons were recorded.';
interface ViewsOf extends Pick<Opening, 'inspect'> {
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly projections: readonly AnyProjection[];
  readonly noted: Noted;
  readonly opened: Opened;
}

/**
 * Opens a store, or makes it.
 *
 * @param where a folder, or where each part is kept
 * @throws Error something in it is missing, damaged, or of another store: by its name, and nothing was changed
 */
export async function openStore(
  where: string | StorageSettings,
  opening: Opening = {},
): Promise<OpenedStore> {
  const opened: Opened = [];
  try {
    return await openInto(opened, typeof where === 'string' ? storageIn(where) : where, opening);
  } catch (error) {
    for (const one of opened.toReversed()) await one.close();
    throw error;
  }
}

async function openInto(opened: Opened, storage: StorageSettings, opening: Opening): Promise<OpenedStore> {
  const { clock = systemClock, oidc, randomness, noted = onStandardError } = opening;
  const { stored, kept, keys, secret, sealer, signing, lost } = await storesIn(storage, opening, opened);
  if (isShared(storage) && serverOf(storage.keys) === serverOf(storage.events))
    noted(
      'the keys are kept on the same server as the events: its log and its back-ups keep what is forgotten, beside what it opens',
    );
  const sealed = new SealedStore(stored, sealer, keyFor(secret, 'names of sealed records'));
  const quiet = new SealedIndex(upcasting(sealed, events));
  const latest = new LatestNoted({ stored, kept });
  const noting = new StoreNotes(storage, { stored, kept, secret }, latest);
  const store = noting.madeBy(quiet.keptUpWith(upcasting(sealed, events)));
  const known = (stream: string) => quiet.known(stream);
  const runner = new CommandRunner(store, clock, keyFor(secret, 'idempotency'), { randomness, known });
  await noting.make(sealer, async () => (await runner.look(Forgotten, FORGOTTEN)) ?? []);
  if (lost === undefined) await latest.note();
  else {
    await acceptLoss({ stored, kept });
    opening.acceptLoss?.(lost);
  }
  const issuer = await signerOf(storage, { kept, issuer: signing, noted });
  await destroyForgotten({ runner, sealer });
  const projections = projectionsOf(stored);
  const views = await viewsOf(storage, { ...opening, store, runner, projections, noted, opened });
  const projecting = new ProjectionRunner(store, views, projections, noted);
  const checkpoints = new Checkpoints(views, projections);
  const outbox = await openOutbox(storage.outbox, opening);
  opened.push(outbox);
  const publicFeed = new PublicFeed(outbox);
  const outboxWriter = new OutboxWriter({
    events: store,
    outbox,
    former: new FormerFeed({ log: store, views }),
    noted,
    publicUrl: opening.publicUrl,
    // Where another clock stamps events, days are over by it alone.
    ...(opening.clock ? {} : { clock }),
  });
  const organisationOf = (named: string) => organisationNamed(runner, named);
  const verifier: Verifier = oidc
    ? new ProviderAndServices(
        new OidcVerifier({
          settings: oidc,
          keys: new ProviderKeys(oidc.issuer),
          personKey: keyFor(secret, 'persons'),
          organisationOf,
        }),
        issuer,
      )
    : issuer;
  const located = indexed(stored, { views, checkpoints, clock });
  return {
    storage,
    erasesKeys: kept.erases,
    store,
    stored: located,
    sealedStore: sealed,
    runner,
    views,
    projections: projecting,
    outbox,
    publicFeed,
    outboxWriter,
    checkpoints,
    issuer,
    verifier: new RememberingVerifier(verifier),
    ...(oidc ? { oidc } : {}),
    tokens: new OpaqueTokens(keyFor(secret, 'opaque tokens')),
    positions: new LogPositions(located, (await kept.note(MOVED)) !== undefined),
    keys,
    sealer,
    quiet,
    clock,
    close: async () => {
      checkpoints.close();
      publicFeed.close();
      await quiet.close();
      await projecting.close();
      await outboxWriter.close();
      await outbox.close();
      await views.close();
      await latest.close();
      await stored.close();
      await keys.close();
    },
  };
}
