import { join } from 'node:path';
import { systemClock, type Clock } from '#kernel';
import { CommandRunner, type Randomness } from '#cqrs';
import { upcasting, type EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import {
  EmbeddedIssuer,
  OidcVerifier,
  ProviderAndServices,
  ProviderKeys,
  RememberingVerifier,
  type OidcSettings,
  type Verifier,
} from '#identity';
import { ProjectionRunner, SqliteViewStore, type ViewStore } from '#projection';
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
import type { Projections } from './projection-thread.ts';

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
  readonly projections: Projections;
  readonly issuer: EmbeddedIssuer;
  readonly verifier: RememberingVerifier;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  readonly tokens: OpaqueTokens;
  /** The keys of what is sealed. */
  readonly keys: DataKeys;
  readonly sealer: Sealer;
  readonly clock: Clock;
  close(): Promise<void>;
}

export interface Opening {
  readonly clock?: Clock;
  /** Who vouches for people, where the book itself does not. */
  readonly oidc?: OidcSettings;
  /** Where new ids come from. */
  readonly randomness?: Randomness;
}

async function keysIn(directory: string): Promise<DataKeys> {
  const kept = new SqliteKeyStore(join(directory, 'keys.sqlite'));
  try {
    return await DataKeys.open(kept, masterKeysOf(directory));
  } catch (error) {
    kept.close();
    throw error;
  }
}

/** Opens a data directory, or makes it. */
export async function openBook(
  directory: string,
  { clock = systemClock, oidc, randomness }: Opening = {},
): Promise<Book> {
  const secret = secretFile(join(directory, 'secret.key'));
  const keys = await keysIn(directory);
  const sealer = await Sealer.open(keys, secret);
  const issuer = EmbeddedIssuer.open(directory);
  const stored = await SqliteEventStore.open(join(directory, 'events.sqlite'), { clock });
  const sealed = new SealedStore(stored, sealer, keyFor(secret, 'names of sealed records'));
  const store = upcasting(sealed, events);
  const runner = new CommandRunner(store, clock, keyFor(secret, 'idempotency'), randomness);
  await destroyForgotten({ runner, sealer });
  const views = await SqliteViewStore.open(join(directory, 'views.sqlite'));
  const projecting = new ProjectionRunner(store, views, projections);
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
    issuer,
    verifier: new RememberingVerifier(verifier),
    ...(oidc ? { oidc } : {}),
    tokens: new OpaqueTokens(keyFor(secret, 'opaque tokens')),
    keys,
    sealer,
    clock,
    close: async () => {
      await projecting.close();
      await views.close();
      await stored.close();
      keys.close();
    },
  };
}
