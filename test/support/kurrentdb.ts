import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * A KurrentDB that is running, such as `kurrentdb://127.0.0.1:2113?tls=false`. No registry carries the server: where the
 * variable is not set, what needs one says so, in CI too. It is never emptied; each test has a store of its own in it.
 */
export const kurrentUrl = process.env['KURRENTDB_URL'];
export const WITHOUT_KURRENT =
  'KURRENTDB_URL names no KurrentDB: the event store on KurrentDB was not tested against a server.';

/** A store of its own in it, as `PLEDGEBOOK_EVENTS` names one. */
export function kurrentStore(): string {
  const url = kurrentUrl ?? '';
  return `${url}${url.includes('?') ? '&' : '?'}store=t${randomBytes(8).toString('hex')}`;
}

/** What each process of a deployment on it is told, whose views and keys are in a folder that all of them have. */
export function kurrentEnvironment(directory: string): Readonly<Record<string, string>> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    PLEDGEBOOK_DATA: directory,
    PLEDGEBOOK_EVENTS: kurrentStore(),
    PLEDGEBOOK_KEYS: `sqlite:${join(directory, 'keys.sqlite')}`,
    PLEDGEBOOK_SECRET: randomBytes(32).toString('base64'),
    PLEDGEBOOK_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    PLEDGEBOOK_MASTER_KEY: randomBytes(32).toString('base64'),
  };
}
