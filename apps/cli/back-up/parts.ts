import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SIGNING_KEY } from '#identity';
import { nameOf, secretName, webhooksBeside, type StorageSettings } from '#storage';

/** The folders of a back-up, each to be kept where the others are not: together they open everything. */
export const FOLDERS = ['events', 'keys', 'secrets'] as const;
export type Folder = (typeof FOLDERS)[number];

/** A file of a store, and where a back-up has it. */
export interface BackedUp {
  readonly folder: Folder;
  /** In that folder, and in the folder of a store. */
  readonly name: string;
  readonly file: string;
  readonly isDatabase: boolean;
}

/**
 * What is backed up, in the order in which it is copied: keys before the events that are sealed with them; webhooks have
 * places in the outbox, and that in the events, so that each tells of nothing that the next does not have. Views are built
 * anew. What is given from outside of the folder is kept by whoever gives it.
 *
 * @throws Error a part of it is on a server
 */
export function filesOf(storage: StorageSettings): readonly BackedUp[] {
  const { directory, secret, signingKey, masterKey, webhookKey, keys, outbox, events } = storage;
  const database = (folder: Folder, name: string, location: typeof events): BackedUp => {
    if (location.engine !== 'sqlite') throw onServer(nameOf(location));
    return { folder, name, file: location.file, isDatabase: true };
  };
  const secretFile = (name: string, file: string, isGiven: boolean): BackedUp[] =>
    isGiven ? [] : [{ folder: 'secrets', name, file, isDatabase: false }];
  return [
    database('keys', 'keys.sqlite', keys),
    ...secretFile('secret.key', secretName(storage), secret !== undefined),
    ...secretFile(SIGNING_KEY, join(directory, SIGNING_KEY), signingKey !== undefined),
    ...secretFile('master.key', join(directory, 'master.key'), masterKey !== undefined),
    ...secretFile('webhook.key', join(directory, 'webhook.key'), webhookKey?.isMadeHere !== true),
    database('events', 'webhooks.sqlite', webhooksBeside(outbox)),
    database('events', 'outbox.sqlite', outbox),
    database('events', 'events.sqlite', events),
  ];
}

const onServer = (name: string): Error =>
  new Error(
    `${name} is on a server, whose own means back it up: on PostgreSQL \`pg_basebackup\` with archived log, or \`pg_dump\` of the schemas that begin with pledgebook; keys before events, and apart from them (apps/worker says how); nothing was copied`,
  );

/** What a folder of a back-up says of itself: without it, the folder is not whole. */
interface Contents {
  /** When it was made, as an instant. */
  readonly made: string;
  /** SHA-256 of each file, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
}
const CONTENTS = 'back-up.json';

export function writeContents(folder: string, contents: Contents): void {
  writeFileSync(join(folder, CONTENTS), `${JSON.stringify(contents, undefined, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
}

/** @throws Error it holds no whole back-up */
export function contentsOf(folder: string): Contents {
  const file = join(folder, CONTENTS);
  if (!existsSync(file))
    throw new Error(
      `${folder} is no back-up, or one that was not ended: it has no ${CONTENTS}; nothing was changed`,
    );
  return JSON.parse(readFileSync(file, 'utf8')) as Contents;
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
