import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Postgres } from './postgres.ts';

/** A store on a real PostgreSQL, as a deployment names it: events, views and keys each in a database of its own. */
export class SharedStorage {
  private constructor(
    readonly postgres: Postgres,
    readonly directory: string,
    /** What each process of the deployment is told. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** @param postgres a server that is there already; else one of its own */
  static async start(postgres?: Postgres): Promise<SharedStorage> {
    const server = postgres ?? (await Postgres.start());
    const [events, views, keys] = [await server.database(), await server.database(), await server.database()];
    const { privateKey } = generateKeyPairSync('ed25519');
    const directory = mkdtempSync(join(tmpdir(), 'pledgebook-shared-'));
    return new SharedStorage(server, directory, {
      PLEDGEBOOK_DATA: directory,
      PLEDGEBOOK_EVENTS: events,
      PLEDGEBOOK_EVENTS_LISTEN: events,
      PLEDGEBOOK_VIEWS: views,
      PLEDGEBOOK_VIEWS_LISTEN: views,
      PLEDGEBOOK_KEYS: keys,
      PLEDGEBOOK_SECRET: randomBytes(32).toString('base64'),
      PLEDGEBOOK_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      PLEDGEBOOK_MASTER_KEY: randomBytes(32).toString('base64'),
    });
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.directory, { recursive: true });
  }
}
