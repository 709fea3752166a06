import { existsSync } from 'node:fs';
import type { Log } from '#event-store';
import { masterKeysOf, type KeyStore } from '#sealing';
import { nameOf, secretName, secretOf, type StorageSettings } from '#storage';
import { lackOf, lostOf } from '../../api/latest-noted.ts';
import { refuseOthers, refuseOtherSigner, signerName, signingIn } from '../../api/store-identity.ts';

interface Moved {
  readonly stored: Log;
  readonly kept: KeyStore;
}
const missing = (name: string): Error =>
  new Error(
    `${name} is missing where the store is moved to: give the one that it was made with; nothing was changed`,
  );

/**
 * Refuses secrets that are not those of the store that is moved: it is not sealed anew, and its tokens stay what they are.
 * Refuses, too, a store that is not whole itself.
 *
 * @param settings where it is, with the secrets that are given where it goes to
 * @throws Error by the name of what is missing or another; nothing was changed
 */
export async function refuseOtherSecrets(settings: StorageSettings, moved: Moved): Promise<void> {
  if (!settings.secret && !existsSync(secretName(settings))) throw missing(secretName(settings));
  const secret = secretOf(settings);
  await refuseOthers(settings, { ...moved, secret });
  const lost = await lostOf(moved);
  if (lost !== undefined) throw lackOf(settings, lost);
  const issuer = signingIn(settings);
  if (!issuer) throw missing(signerName(settings));
  await refuseOtherSigner(settings, moved.kept, issuer);
  await refuseOtherMaster(settings, moved.kept);
}

async function refuseOtherMaster(settings: StorageSettings, kept: KeyStore): Promise<void> {
  const { from, read } = masterKeysOf(settings.directory, settings.masterKey);
  const known = new Set(read().map(({ id }) => id));
  if (known.size === 0) throw missing(from);
  const wrapping = await kept.masters();
  if (wrapping.length > 1)
    throw new Error(
      `the keys in ${nameOf(settings.keys)} are being wrapped by another master key: open the store once, which ends that; nothing was changed`,
    );
  if (!wrapping.every((id) => known.has(id)))
    throw new Error(
      `${from} is not the master key that wraps the data keys of this store: give the right one; nothing was changed`,
    );
}
