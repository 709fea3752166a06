import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretFile } from '#sealing';
import type { Given, GivenOrMade, ProjectorStorage, StorageSettings } from './settings.ts';

/** So many bytes a secret has at the least. */
const LEAST = 32;

/** @throws Error the file cannot be read, by its name */
function textOf(given: Given): Buffer {
  if ('text' in given) return Buffer.from(given.text);
  try {
    return readFileSync(given.file);
  } catch (cause) {
    throw new Error(`${given.from} names a file that cannot be read`, { cause });
  }
}

/** Where the secret is kept, for people. */
export const secretName = ({ directory, secret }: StorageSettings): string =>
  secret?.from ?? join(directory, 'secret.key');

/**
 * The secret behind opaque tokens, idempotency and the names of sealed records: in a variable in base64, in a file as it
 * is (a `secret.key` of a folder may be moved as it stands). In a folder it is made, where there is none.
 *
 * @throws Error it is too short, or cannot be read
 */
export function secretOf(settings: StorageSettings): Buffer {
  const { secret: given } = settings;
  if (!given) return secretFile(secretName(settings));
  return bytesOf(given);
}

/** Of a variable in base64, of a file as it is. @throws Error it is too short, or cannot be read */
function bytesOf(given: Given): Buffer {
  const bytes = 'text' in given ? Buffer.from(given.text, 'base64') : textOf(given);
  if (bytes.length < LEAST)
    throw new Error(`${given.from} holds less than ${LEAST} bytes, such as "openssl rand -base64 32" gives`);
  return bytes;
}

/** Whether a file stands for a secret that nobody needed yet. */
const isUnmade = (given: GivenOrMade): boolean =>
  given.isMadeHere === true && 'file' in given && !existsSync(given.file);

/**
 * The key that seals the secrets of webhooks.
 *
 * @returns undefined: none is given, or made yet
 * @throws Error it is too short, or cannot be read
 */
export const webhookKeyOf = ({ webhookKey }: Pick<ProjectorStorage, 'webhookKey'>): Buffer | undefined =>
  webhookKey && !isUnmade(webhookKey) ? bytesOf(webhookKey) : undefined;

/** Makes it in a folder, where it is missing. */
export function makeWebhookKey({ webhookKey }: Pick<ProjectorStorage, 'webhookKey'>): void {
  if (webhookKey && isUnmade(webhookKey) && 'file' in webhookKey) secretFile(webhookKey.file);
}

/** The key that signs the book's own tokens (PEM), where it is given; undefined where it is kept in the folder. */
export const signingKeyOf = ({ signingKey }: StorageSettings): string | undefined =>
  signingKey && textOf(signingKey).toString('utf8');
