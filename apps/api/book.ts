import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, type Clock } from '#kernel';
import { CommandRunner, type Randomness } from '#cqrs';
import { upcasting, type EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
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
import { Checkpoints, giveUpStrayed, ProjectionRunner, type ViewStore } from '#projection';
import { SqliteViewStore } from '#projection-sqlite';
import {
  DataKeys,
  keyFor,
  masterKeysOf,
  OpaqueTokens,
  SealedStore,
  Sealer,
  secretFile,
  SqliteKeyStore,
} from '#sealing';
import { events, projections } from './domain.ts';
import { organisationNamed } from './organisations.ts';
import { destroyForgotten } from './forgetting.ts';
import {
  refuseLost,
  refuseMissing,
  refuseOthers,
  refuseOtherSigner,
  signerOf,
  StoreNotes,
} from './one-store.ts';
import { recordSetAside } from './operations.ts';
import { SealedIndex } from './reading/sealed-index.ts';

/** Everything a data directory holds, opened: the one place where the embedded default is put together. */
export interface Book {
  readonly directory: string;
  /** As today's code reads it. */
  readonly store: EventStore;
  /** As it is stored, for proof. */
  readonly stored: EventStore;
  readonly runner: CommandRunner;
  readonly views: ViewStore;
  /** Keeps the views up with the events, once it is started. */
  readonly projections: ProjectionRunner;
  /** How far the views are, whoever keeps them up. */
  readonly checkpoints: Checkpoints;
  readonly issuer: EmbeddedIssuer;
  readonly verifier: RememberingVerifier;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  readonly tokens: OpaqueTokens;
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
  /** Hears, in sentences, what was found amiss and goes on without; else standard error does. */
  readonly noted?: Noted;
}
type Noted = (sentence: string, error?: unknown) => void;
const onStandardError: Noted = (sentence) => void process.stderr.write(`${sentence}\n`);

/** What of a data directory is kept sealed, and what opens it; and the key behind its own tokens, if there is one. */
interface Stores {
  readonly stored: SqliteEventStore;
  readonly kept: SqliteKeyStore;
  readonly keys: DataKeys;
  readonly secret: Buffer;
  readonly sealer: Sealer;
  readonly signing?: EmbeddedIssuer | undefined;
}
/** What was opened, and is closed again where the rest is refused: the latest first. */
type Opened = { close(): unknown }[];

/**
 * Everything that tells without being opened is looked at first: a refusal leaves nothing half made.
 *
 * @throws Error something is missing, damaged, or of another store: by its name, and nothing was changed
 */
async function storesIn(directory: string, { clock, inspect }: Opening, opened: Opened): Promise<Stores> {
  const file = (name: string) => join(directory, name);
  refuseMissing(directory);
  const signing = EmbeddedIssuer.in(directory);
  const masters = masterKeysOf(directory);
  masters.read();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const kept = new SqliteKeyStore(file('keys.sqlite'));
  opened.push(kept);
  await refuseLost(directory, kept);
  const secret = secretFile(file('secret.key'));
  const stored = await SqliteEventStore.open(file('events.sqlite'), {
    clock: clock ?? systemClock,
    inspect: inspect ?? false,
  });
  opened.push(stored);
  await refuseOthers(directory, { stored, kept, secret });
  await refuseOtherSigner(directory, kept, signing);
  const keys = await DataKeys.open(kept, masters);
  return { stored, kept, keys, secret, sealer: await Sealer.open(keys, secret), signing };
}

/** The views of a log; what was not told of it is given up, and built anew by whoever projects. */
async function viewsOf(
  directory: string,
  { store, runner, inspect = false, noted, opened }: ViewsOf,
): Promise<ViewStore> {
  const file = join(directory, 'views.sqlite');
  const views = await SqliteViewStore.open(file, { inspect, noted });
  opened.push(views);
  await views.handOver((one) => recordSetAside({ runner }, { ...one, version: 1, reason: FORMERLY }));
  const strayed = await giveUpStrayed(store, views, projections);
  if (strayed.length > 0)
    noted(
      `${file} tells of events that are not in events.sqlite (an older one was put back, or it is of another store): built anew are ${strayed.join(', ')}`,
    );
  return views;
}
/** Why, where an older view store does not say. */
const FORMERLY = 'Set aside before reasons were recorded.';
interface ViewsOf extends Pick<Opening, 'inspect'> {
  readonly store: EventStore;
  readonly runner: CommandRunner;
  readonly noted: Noted;
  readonly opened: Opened;
}

/**
 * Opens a data directory, or makes it.
 *
 * @throws Error something in it is missing, damaged, or of another store: by its name, and nothing was changed
 */
export async function openBook(directory: string, opening: Opening = {}): Promise<Book> {
  const opened: Opened = [];
  try {
    return await openInto(opened, directory, opening);
  } catch (error) {
    for (const one of opened.toReversed()) await one.close();
    throw error;
  }
}

async function openInto(opened: Opened, directory: string, opening: Opening): Promise<Book> {
  const { clock = systemClock, oidc, randomness, noted = onStandardError } = opening;
  const { stored, kept, keys, secret, sealer, signing } = await storesIn(directory, opening, opened);
  const sealed = new SealedStore(stored, sealer, keyFor(secret, 'names of sealed records'));
  const quiet = new SealedIndex(upcasting(sealed, events));
  const noting = new StoreNotes(directory, { stored, kept, secret });
  const store = noting.madeBy(quiet.keptUpWith(upcasting(sealed, events)));
  const known = (stream: string) => quiet.known(stream);
  const runner = new CommandRunner(store, clock, keyFor(secret, 'idempotency'), { randomness, known });
  await noting.make(sealer, async () => (await runner.look(Forgotten, FORGOTTEN)) ?? []);
  const issuer = await signerOf(directory, { kept, issuer: signing, noted });
  await destroyForgotten({ runner, sealer });
  const views = await viewsOf(directory, { ...opening, store, runner, noted, opened });
  const projecting = new ProjectionRunner(store, views, projections, noted);
  const checkpoints = new Checkpoints(views, projections);
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
  return {
    directory,
    store,
    stored,
    runner,
    views,
    projections: projecting,
    checkpoints,
    issuer,
    verifier: new RememberingVerifier(verifier),
    ...(oidc ? { oidc } : {}),
    tokens: new OpaqueTokens(keyFor(secret, 'opaque tokens')),
    keys,
    sealer,
    quiet,
    clock,
    close: async () => {
      checkpoints.close();
      await quiet.close();
      await projecting.close();
      await views.close();
      await stored.close();
      await keys.close();
    },
  };
}
